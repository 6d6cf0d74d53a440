"""The floor of one room as those who run it see it: who speaks, who waits, what is held back."""

from dataclasses import dataclass

from workshops.live import regions
from workshops.live.lines import lines
from workshops.live.regions import Ready, Turn
from workshops.rooms.models import FloorMode, FloorRequest, Message, Room

SLOW_STEPS = (0, 30, 60, 120)


@dataclass(frozen=True)
class Floor:
    """Whose turn it is in a room, since when each hand is up, and the messages that wait to be let through."""

    room: Room
    name: str
    turn: Turn
    asked_at: dict  # {seat id: when the hand went up}
    held: list  # of Line
    ready: Ready

    @property
    def hands(self):
        """[(person, since)] in the order in which the server would give the floor."""
        return [(person, self.asked_at.get(person.id)) for person in self.turn.waiting]

    @property
    def has_next(self):
        """Whether somebody would speak next."""
        return bool(self.turn.waiting or self.turn.holder)

    @property
    def is_slow(self):
        """Whether everyone may write, one message at a time."""
        return self.room.floor_mode == FloorMode.OPEN_SLOW

    @property
    def steps(self):
        """Seconds between two messages of a person, as choices."""
        return sorted({*SLOW_STEPS, self.room.slow_seconds})


def floor_of(viewer, room, name, known, keys):
    """The floor of a room this viewer hears, read now."""
    waiting = FloorRequest.objects.filter(room=room, given_at=None, ended_at=None)
    held = Message.objects.visible_to(viewer).filter(room=room, withdrawn_at=None).exclude(held_at=None)
    return Floor(
        room,
        name,
        regions.turn(room, known),
        dict(waiting.values_list("seat_id", "asked_at")),
        lines(room, keys, known, held.order_by("posted_at")),
        regions.ready(room, known),
    )
