"""What the board shows to one viewer, read in a handful of queries however many cards there are."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from workshops import rules
from workshops.board import columns, taking_over, words
from workshops.board import rules as may
from workshops.board.counting import outcome_of
from workshops.board.decisions import LEVELS, NO_QUORUM
from workshops.board.models import Card, CardVersion, Commitment, Poll
from workshops.board.models.cards import Column
from workshops.board.table import board_of, caucus_of, plenary_of
from workshops.languages import local
from workshops.live import cursors
from workshops.programme.models import Assent, AssentAnswer, Party


@dataclass(frozen=True)
class PartyMark:
    """A party as the viewer reads it."""

    id: object
    name: str
    mark: str
    letter: str


@dataclass(frozen=True)
class Stand:
    """How one party voted: a shape for each person, the most willing first."""

    party: PartyMark
    levels: tuple

    @property
    def shapes(self):
        """full, half, open or bar."""
        order = ("full", "half", "open", "bar")
        drawn = [words.SHAPES[level] for level in LEVELS for _person in range(self.levels[level - 1])]
        return sorted(drawn, key=order.index)


@dataclass(frozen=True)
class Face:
    """A card as it lies on the board."""

    card: Card
    title: str
    body: str
    does_not_mean: str
    language: str
    party: PartyMark | None
    state: tuple | None  # name, look, icon
    stands: list
    endorsed_by: list
    needs_met: list  # (party, how many)
    open_poll: Poll | None
    commitments: int
    is_movable: bool
    question: object = None  # what this viewer's party is asked about it

    @property
    def id(self):
        """Of the card."""
        return self.card.pk


class BoardPage:
    """One workshop's board as one viewer sees it."""

    def __init__(self, viewer, workshop):
        self.viewer, self.workshop = viewer, workshop
        self.rooms = [room for room in self._rooms() if rules.can_hear(viewer, room)]  # heads first, then all else
        self.keys = rules.keys_for(viewer)

    def _rooms(self):
        caucus = self.viewer.party_id and caucus_of(self.workshop.pk, self.viewer.party_id)
        return [room for room in (plenary_of(self.workshop.pk), caucus) if room]

    @property
    def cursors(self):
        """[(room id, cursor)] of the logs this page listens to."""
        return [(room.pk, cursors.make(room.pk, self.viewer, room.head)) for room in self.rooms]

    @property
    def session_id(self):
        """The session whose table one sits at, or None."""
        return self.rooms[0].session_id if self.rooms else None

    @cached_property
    def parties(self):
        """{party id: PartyMark}."""
        found = Party.objects.filter(workshop=self.workshop)
        return {party.pk: self._party(party) for party in found}

    def _party(self, party):
        name, letter = (self.text(party.open(self.keys, field)) for field in ("name", "letter"))
        return PartyMark(party.pk, name, party.mark, letter)

    def text(self, texts):
        """One of several languages, as this viewer reads it."""
        return local(texts, self.viewer.language, self.workshop.language)

    @cached_property
    def board(self):
        """What holds for the whole board."""
        return board_of(self.workshop.pk)

    @cached_property
    def may_write(self):
        """Whether this viewer writes cards."""
        return may.can_write(self.viewer)

    @cached_property
    def cards(self):
        """The cards this viewer may see, in their order."""
        return list(Card.objects.visible_to(self.viewer).filter(workshop=self.workshop).select_related("party"))

    @cached_property
    def faces(self):
        """{card id: Face}."""
        return {card.pk: self._face(card) for card in self.cards}

    def _face(self, card):
        said, poll = self._said[card.pk, card.version], self._decided.get(card.pk)
        outcome = outcome_of(poll) if poll else None
        made = self._commitments_of[card.pk]
        return Face(
            card=card,
            title=said.open(self.keys, "title"),
            body=said.open(self.keys, "body"),
            does_not_mean=said.open(self.keys, "does_not_mean"),
            language=said.language,
            party=self.parties.get(card.party_id),
            state=words.STATUS[outcome["status"]] if outcome else None,
            stands=self.stands(outcome) if outcome else [],
            endorsed_by=[mark for party_id, mark in self.parties.items() if party_id in self._endorsed[card.pk]],
            needs_met=self._needs_met(card),
            open_poll=self._open_polls.get(card.pk),
            commitments=made,
            is_movable=self.may_write and card.shown_at is not None,
            question=self._questions.get((card.pk, str(card.version))),
        )

    def stands(self, outcome):
        """How each party voted, in the order of the parties; nothing where so few have that it would come close to names."""
        if outcome["status"] == NO_QUORUM:
            return []
        by_id = {str(party_id): mark for party_id, mark in self.parties.items()}
        return [Stand(by_id[party_id], tuple(levels)) for party_id, _eligible, levels in outcome["parties"]]

    @cached_property
    def _questions(self):
        asked = AssentAnswer.objects.filter(seat_id=self.viewer.seat_id, assent__kind=Assent.Kind.CARD)
        still = asked.filter(assent__voided_at=None, assent__held_at=None).select_related("assent")
        return {(answer.assent.subject_id, answer.assent.version): answer for answer in still}

    def _needs_met(self, card):
        if card.kind != Card.Kind.OPTION:
            return []
        return [(mark, self._needs[card.pk][party_id]) for party_id, mark in self.parties.items()]

    @cached_property
    def _said(self):
        versions = CardVersion.objects.filter(card__in=self.cards)
        return {(version.card_id, version.number): version for version in versions}

    @cached_property
    def _decided(self):
        counted = Poll.objects.filter(card__in=self.cards, set_aside_at=None, outcome__isnull=False)
        return {poll.card_id: poll for poll in counted.order_by("closed_at")}

    @cached_property
    def _open_polls(self):
        return {poll.card_id: poll for poll in Poll.objects.filter(card__in=self.cards, closed_at=None)}

    @cached_property
    def _endorsed(self):
        about = Assent.objects.filter(kind=Assent.Kind.CARD, subject_id__in=[card.pk for card in self.cards])
        versions, found = {card.pk: str(card.version) for card in self.cards}, defaultdict(set)
        for assent in about.filter(voided_at=None, held_at__isnull=False):
            if versions[assent.subject_id] == assent.version:
                found[assent.subject_id].add(assent.party_id)
        return found

    @cached_property
    def _needs(self):
        links = Card.objects.filter(linked_from__card__in=self.cards, kind=Card.Kind.NEED)
        found = defaultdict(Counter)
        for card_id, party_id in links.values_list("linked_from__card_id", "party_id"):
            found[card_id][party_id] += 1
        return found

    @cached_property
    def _commitments_of(self):
        return Counter(self.commitments and [it.card_id for it in self.commitments])

    @cached_property
    def commitments(self):
        """All commitments of the workshop."""
        return list(Commitment.objects.filter(workshop=self.workshop).select_related("card"))

    @cached_property
    def columns(self):
        """[(heading, what lies in it)] of all seven."""
        cards, promises = defaultdict(list), defaultdict(list)
        for card in self.cards:
            cards[card.column].append(self.faces[card.pk])
        for commitment in self.commitments:
            promises[commitment.column].append(self.promise(commitment))
        return [(heading, cards[heading.column], promises[heading.column]) for heading in columns.HEADINGS]

    def promise(self, commitment):
        """A commitment as it lies on the board: (row, title, state)."""
        look = words.COMMITMENT_LOOK.get(commitment.status, "open")
        icon = {"good": "check", "stop": "block"}.get(look, "calendar")
        return commitment, commitment.open(self.keys, "title"), (words.COMMITMENT[commitment.status], look, icon)

    @cached_property
    def offers(self):
        """[(run, its exercise by name, how many lines)] of what the team may take over."""
        return [(it.run, self.text(it.name), it.count) for it in taking_over.offers_for(self.viewer, self.workshop)]

    @property
    def count_of_readers(self):
        """How many belong to the workshop now."""
        return self.workshop.seats.filter(ended_at=None).count()

    @cached_property
    def dot_vote(self):
        """The dot vote that is open, else the last one, or None."""
        return Poll.objects.filter(workshop=self.workshop, method=Poll.Method.DOTS).order_by("opened_at").last()

    @property
    def may_open_dots(self):
        """A facilitator, when there is something to choose between and no dot vote is open."""
        options = [card for card in self.cards if card.column == Column.OPTION]
        return self.viewer.is_facilitator and len(options) > 1 and not (self.dot_vote and not self.dot_vote.closed_at)

    @property
    def first_party(self):
        """Whose mark explains the shapes."""
        return next(iter(self.parties.values()), None)

    @property
    def legend(self):
        """[([shape], what it says)]."""
        return [(["full"], _("supports")), (["half"], _("will not stand in the way")), (["open"], _("leaves it open")), (["bar"], _("against"))]

    @property
    def moves_to(self):
        """The columns a card may be moved to: (column, name)."""
        return [(column, columns.NAMES[column]) for column in columns.OF_CARDS]


def frame_of(viewer, workshop, page=None):
    """What every page of the board shows around itself: where one is, the ways from here."""
    page = page or BoardPage(viewer, workshop)
    table = reverse("session_place", args=[page.session_id]) if page.session_id else None
    return {
        "viewer": viewer,
        "workshop": workshop,
        "workshop_title": workshop.open(page.keys, "title"),
        "page": page,
        "table_url": table or reverse("workshop_detail" if viewer.is_facilitator else "lobby", args=[workshop.pk] * viewer.is_facilitator),
        "table_name": _("The long table") if table else _("Overview") if viewer.is_facilitator else _("Where I wait"),
    }
