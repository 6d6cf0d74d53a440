"""What the record may carry of a board: cards, decisions in words, commitments. No numbers by party, no reasons, no names.

For whoever builds records (and the transfer brief): these functions ask nobody who reads; that is for the caller to say.
"""

from dataclasses import dataclass, field

from workshops.board import columns
from workshops.board.counting import outcome_of
from workshops.board.models import Card, CardVersion, Commitment, Poll
from workshops.board.rules import keys_of_board
from workshops.board.words import STATUS
from workshops.programme.models import Assent


@dataclass(frozen=True)
class CardResult:
    """A card as it lies on the board, with what has been decided about it."""

    card_id: object
    kind: str
    column: str
    version: int
    title: str
    body: str
    does_not_mean: str
    language: str
    party_id: object  # whose mark it bears; none: of all
    endorsed_by: list  # ids of the parties that stand behind this version
    decisions: list = field(default_factory=list)  # of Decision, the oldest first


@dataclass(frozen=True)
class Decision:
    """What a poll found, in one word and in words."""

    poll_id: object
    version: int
    status: str
    in_words: str  # lazily translated: read it in the reader's language
    closed_at: object
    is_set_aside: bool  # the card has been changed since
    title: str  # of the version that was voted on


@dataclass(frozen=True)
class CommitmentResult:
    """A commitment as the record carries it: owners by seat, so that the record can call them by their alias."""

    commitment_id: object
    card_id: object
    column: str
    title: str
    done_when: str
    language: str
    status: str
    blocked_by: str
    start_on: object
    due_on: object
    owner_seat_ids: list  # of those who have said yes for themselves
    milestones: list  # [{"title", "due", "done"}]


def cards_of(workshop, session=None):
    """CardResults of a workshop, in the order of columns and places; of a session: those that were written, changed or
    decided during it. Drafts of a party are never in it."""
    keys = keys_of_board(workshop.pk)
    shown = Card.objects.filter(workshop=workshop, shown_at__isnull=False)
    versions = {(it.card_id, it.number): it for it in CardVersion.objects.filter(card__in=shown)}
    decided, behind = _decisions(workshop, versions, keys), _endorsements(shown)
    found = [
        CardResult(
            card_id=card.pk,
            kind=card.kind,
            column=card.column,
            version=card.version,
            **{name: versions[card.pk, card.version].open(keys, name) for name in ("title", "body", "does_not_mean")},
            language=versions[card.pk, card.version].language,
            party_id=card.party_id,
            endorsed_by=behind.get((card.pk, str(card.version)), []),
            decisions=decided.get(card.pk, []),
        )
        for card in sorted(shown, key=lambda it: (columns.place(it.column), it.position))
    ]
    if session is None:
        return found
    moments = {it.card_id: [*_moments(versions, it.card_id), *(each.closed_at for each in it.decisions)] for it in found}
    return [it for it in found if any(_is_during(session, at) for at in moments[it.card_id])]


def decisions_of(workshop, session=None):
    """[(CardResult, Decision)] in order of time; of a session: those closed during it."""
    found = [(card, decision) for card in cards_of(workshop) for decision in card.decisions]
    found.sort(key=lambda pair: pair[1].closed_at)
    return [pair for pair in found if session is None or _is_during(session, pair[1].closed_at)]


def commitments_of(workshop, session=None):
    """CommitmentResults in the order in which they were made; of a session: those made during it."""
    keys = keys_of_board(workshop.pk)
    rows = Commitment.objects.filter(workshop=workshop).prefetch_related("owners")
    return [
        CommitmentResult(
            commitment_id=row.pk,
            card_id=row.card_id,
            column=row.column,
            title=row.open(keys, "title"),
            done_when=row.open(keys, "done_when"),
            language=row.language,
            status=row.status,
            blocked_by=row.blocked_by,
            start_on=row.start_on,
            due_on=row.due_on,
            owner_seat_ids=[owner.seat_id for owner in row.owners.all() if owner.confirmed_at],
            milestones=row.open(keys, "milestones") or [],
        )
        for row in rows
        if session is None or _is_during(session, row.made_at)
    ]


def _decisions(workshop, versions, keys):
    found = {}
    polls = Poll.objects.filter(workshop=workshop, card__isnull=False, outcome__isnull=False).order_by("closed_at")
    for poll in polls:
        status = outcome_of(poll)["status"]
        title = versions[poll.card_id, poll.version].open(keys, "title")
        decision = Decision(
            poll.pk, poll.version, status, STATUS[status][0], poll.closed_at, poll.set_aside_at is not None, title
        )
        found.setdefault(poll.card_id, []).append(decision)
    return found


def _endorsements(cards):
    found = {}
    held = Assent.objects.filter(kind=Assent.Kind.CARD, subject_id__in=cards.values("pk"), voided_at=None)
    for assent in held.exclude(held_at=None).order_by("party__position"):
        found.setdefault((assent.subject_id, assent.version), []).append(assent.party_id)
    return found


def _moments(versions, card_id):
    return [version.written_at for (each, _number), version in versions.items() if each == card_id]


def _is_during(session, at):
    until = session.stopped_at
    return session.opened_at is not None and session.opened_at <= at and (until is None or at <= until)
