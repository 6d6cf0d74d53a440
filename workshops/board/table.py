"""Where acts on the board happen: rooms are locked first, then the workshop's row, for all of its board. What all may know goes into the plenary's log, what
concerns a party alone into the log of its caucus."""

from dataclasses import dataclass

from workshops import rules
from workshops.board.models import Board, Card
from workshops.live import log
from workshops.programme.models import Session, Workshop
from workshops.rooms.models import Room
from workshops.rooms.seating import lock

RUNNING = (Session.State.LIVE, Session.State.PAUSED)


class Changed(rules.NotAllowed):
    """Somebody else was quicker: what this person saw is no longer what lies there."""


@dataclass
class Held:
    """The board, locked, and the rooms that are told. Before the first lobby there are none."""

    board: Board
    plenary: Room | None
    caucus: Room | None

    def tell(self, kind, subject_id=None):
        """Tell everyone at the table. Who did it is not said: cards and ballots have no names."""
        _tell(self.plenary, kind, subject_id)

    def tell_party(self, kind, subject_id=None):
        """Tell one party."""
        _tell(self.caucus, kind, subject_id)


def hold(viewer, party_id=None):
    """Lock the rooms of the session that runs (else of the latest), then the board. Nothing is written by that."""
    plenary, caucus = plenary_of(viewer.workshop_id), party_id and caucus_of(viewer.workshop_id, party_id)
    rooms = [room for room in (plenary, caucus) if room]
    locked = dict(zip((room.pk for room in rooms), lock(*rooms), strict=True))
    Workshop.objects.select_for_update(no_key=True).get(pk=viewer.workshop_id)
    return Held(board_of(viewer.workshop_id), plenary and locked[plenary.pk], caucus and locked[caucus.pk])


def board_of(workshop_id):
    """What holds for the whole board; before the first act on all of it nothing does, and there is no row."""
    return Board.objects.filter(workshop_id=workshop_id).first() or Board(workshop_id=workshop_id)


def fresh(viewer, card):
    """The card as it lies there now. The board is held."""
    card = Card.objects.visible_to(viewer).select_related("workshop", "party").filter(pk=card.pk).first()
    rules.require(card is not None)
    return card


def plenary_of(workshop_id):
    """The plenary of the session that runs, else of the latest that has one."""
    return _latest(Room.objects.filter(workshop_id=workshop_id, kind=Room.Kind.PLENARY))


def caucus_of(workshop_id, party_id):
    """The caucus of a party, in the same session."""
    return _latest(Room.objects.filter(workshop_id=workshop_id, kind=Room.Kind.CAUCUS, party_id=party_id))


def _latest(rooms):
    newest = rooms.order_by("-session__position")
    return newest.filter(session__state__in=RUNNING).first() or newest.first()


def _tell(room, kind, subject_id):
    if room:
        log.record(room, kind, subject_id=subject_id)
