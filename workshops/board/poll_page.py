"""What the page of a poll shows: the ballot before it is closed, and nothing of the result; afterwards the result."""

from fractions import Fraction
from functools import cached_property

from workshops.board import decisions, dots, forms, words
from workshops.board import rules as may
from workshops.board.counting import outcome_of, tallies_of
from workshops.board.models import BlockNotice, Poll
from workshops.board.polling import needs_of
from workshops.programme.models import Seat
from workshops.rooms.seating import team_of

SMALL = 3  # in a party of so few, the distribution comes close to telling who


class PollPage:
    """One poll as one viewer sees it."""

    def __init__(self, page, poll):
        self.page, self.poll, self.viewer, self.keys = page, poll, page.viewer, page.keys

    @property
    def is_dots(self):
        """Whether it is a dot vote."""
        return self.poll.method == Poll.Method.DOTS

    @property
    def is_counted(self):
        """Whether there is a result."""
        return self.poll.outcome is not None

    @cached_property
    def texts(self):
        """(title, body, what it does not mean, language) of the version that is asked about."""
        if self.poll.card_id is None:
            return ("", "", "", "")
        version = self.poll.card.versions.get(number=self.poll.version)
        return (*(version.open(self.keys, field) for field in ("title", "body", "does_not_mean")), version.language)

    @cached_property
    def options(self):
        """{id as text: title} of a dot vote."""
        faces = {str(card_id): face.title for card_id, face in self.page.faces.items()}
        return {option: faces[option] for option in self.poll.options}

    @property
    def languages(self):
        """{id as text: the language its title is in}."""
        return {str(card_id): face.language for card_id, face in self.page.faces.items()}

    @cached_property
    def party(self):
        """The viewer's own party, or None."""
        return self.page.parties.get(self.viewer.party_id)

    # --- before it is closed

    @cached_property
    def may_vote(self):
        """Whether this viewer is in the electorate."""
        return self.poll.closed_at is None and may.can_vote(self.viewer, self.poll)

    @cached_property
    def ballot(self):
        """The viewer's own, or None."""
        return self.poll.ballots.filter(seat_id=self.viewer.seat_id).first()

    @cached_property
    def own(self):
        """How the viewer has voted so far: {} when they have not."""
        return (self.ballot and self.ballot.open(self.keys, "vote")) or {}

    @cached_property
    def turnout(self):
        """(how many have voted, how many may): all parties together."""
        return self.poll.ballots.exclude(cast_at=None).count(), self.poll.ballots.count()

    @cached_property
    def is_small_party(self):
        """Whether so few vote with the viewer's party that the distribution tells almost who."""
        return bool(self.ballot) and self.poll.ballots.filter(party_id=self.ballot.party_id).count() < SMALL

    def form(self, data=None):
        """The ballot, as the viewer has filled it in so far."""
        if self.is_dots:
            initial = {f"on_{option}": number for option, number in self.own.get("dots", {}).items()}
            return forms.DotsForm(data, options=self.options, initial=initial)
        needs = {card: self.page.faces[card.pk].title for card in needs_of(self.poll.workshop_id)}
        team = {seat: seat.open(self.keys, "display_name") for seat in team_of(self.page.workshop)}
        return forms.BallotForm(data, needs=needs, team=team, initial=self.own)

    @property
    def dots_each(self):
        """How many dots one has."""
        return dots.dots_each(len(self.poll.options))

    @property
    def stances(self):
        """The levels as the ballot lays them out: (what unites them, levels)."""
        return words.STANCES

    # --- afterwards

    @cached_property
    def outcome(self):
        """What was counted."""
        return outcome_of(self.poll)

    @property
    def state(self):
        """(name, look, icon) of the status."""
        return words.STATUS[self.outcome["status"]]

    @property
    def verdict(self):
        """What it means."""
        return words.VERDICT[self.outcome["status"]]

    @property
    def is_shown(self):
        """Whether the distribution is shown: with too few ballots it would come close to names."""
        return self.outcome["status"] != decisions.NO_QUORUM

    @cached_property
    def stands(self):
        """How each party voted."""
        return self.page.stands(self.outcome)

    @property
    def rows(self):
        """[(level, its name, what closes here, [(party, shapes, number)])] of all eight levels."""
        return [
            (
                level,
                words.LEVELS[level],
                level in (3, 6),
                [(stand.party, [words.SHAPES[level]] * stand.levels[level - 1], stand.levels[level - 1]) for stand in self.stands],
            )
            for level in decisions.LEVELS
        ]

    @cached_property
    def tallies(self):
        """The parties, as they voted."""
        return tallies_of(self.poll)

    @property
    def supports(self):
        """[(party, how many support, of how many who did not abstain)]."""
        return [
            (stand.party, tally.at(*decisions.SUPPORT), tally.effective)
            for stand, tally in zip(self.stands, self.tallies, strict=True)
        ]

    @property
    def pooled(self):
        """(how many support, how many ballots) of all heads together."""
        return decisions.pooled(self.tallies)

    @property
    def majority_would_pass(self):
        """Whether a majority vote would have passed it, while this rule does not adopt it."""
        return decisions.majority_would_pass(self.tallies)

    @property
    def is_adopted(self):
        """Whether every party carries it."""
        return self.outcome["status"] == decisions.JOINT_STRATEGY

    @property
    def weakest(self):
        """(party, how many support, of how many) where support is least."""
        told = [it for it in self.supports if it[2]]
        return min(told, key=lambda it: Fraction(it[1], it[2]), default=None)

    @property
    def is_set_aside(self):
        """Whether the card has been changed since."""
        return self.poll.set_aside_at is not None

    @cached_property
    def reasons(self):
        """[(text, party or None, level's name or None)]."""
        parties = {str(party_id): mark for party_id, mark in self.page.parties.items()}
        told = self.outcome["reasons"]
        return [(it["text"], parties.get(it["party"]), words.LEVELS.get(it["level"])) for it in told]

    @cached_property
    def grounds(self):
        """The cards of the needs that blocks stand for."""
        faces = {str(card_id): face for card_id, face in self.page.faces.items()}
        return [faces[ground] for ground in self.outcome["grounds"] if ground in faces]

    @cached_property
    def blockers(self):
        """The names of those who block and have chosen this viewer to know it."""
        notices = BlockNotice.objects.filter(poll=self.poll, facilitator_id=self.viewer.seat_id)
        seats = Seat.objects.filter(pk__in=[notice.open(self.keys, "who") for notice in notices])
        return [seat.open(self.keys, "display_name") for seat in seats]

    @property
    def order(self):
        """A dot vote: [(title, language, [(party, percent of its dots)])], first what all care about. No sums."""
        by_id = {str(party_id): mark for party_id, mark in self.page.parties.items()}
        marks = [by_id[party_id] for party_id in self.outcome["parties"]]
        return [
            (self.options.get(option, ""), self.languages.get(option, ""), [(mark, round(100 * Fraction(share))) for mark, share in zip(marks, shares, strict=True)])
            for option, shares in self.outcome["order"]
        ]
