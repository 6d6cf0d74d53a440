"""The quiet strips above a room's log: what the team says to all rooms, whether this one has called, who is in its circle.

Regions like those in `regions`: loaded once for everybody in the room; `own(seat_id)` says what each is to a viewer.
"""

import datetime
from dataclasses import dataclass
from uuid import UUID

from workshops import clock
from workshops.live import beside
from workshops.programme.models import Party
from workshops.rooms import circle, visits
from workshops.rooms.models import Broadcast, Call, Flag, Room


@dataclass(frozen=True)
class Announcement:
    """What stands in all rooms of a session now. `room` is its plenary."""

    room: Room
    broadcast: Broadcast | None
    by: object  # Person
    text: str
    now: datetime.datetime

    @property
    def seconds_left(self):
        """Seconds until people are called back, zero when they are; None when this calls nobody back."""
        back_at = self.broadcast and self.broadcast.back_at
        return None if back_at is None else max(0, round((back_at - self.now).total_seconds()))

    @property
    def minutes_left(self):
        """The same in minutes, begun ones counted."""
        return None if self.seconds_left is None else -(-self.seconds_left // 60)

    def own(self, seat_id):
        """It says the same to everybody."""
        return ""


@dataclass(frozen=True)
class Calling:
    """Whether this room has called for a facilitator and nobody has come yet."""

    room: Room
    is_called: bool

    def own(self, seat_id):
        """It is not known who called."""
        return ""


@dataclass(frozen=True)
class Circle:
    """Who writes in a fishbowl. `party` is {language: name}, or None where people were chosen by name."""

    room: Room
    party: dict | None
    mark: str
    names: tuple
    inside: frozenset
    outside: frozenset  # the participants who read

    def own(self, seat_id: UUID):
        """inside, outside, or nothing: the team, and whoever only observes."""
        return "inside" if seat_id in self.inside else "outside" if seat_id in self.outside else ""


@dataclass(frozen=True)
class Visit:
    """Whether the party of a caucus is asked about a guest: who, how many have answered, and who has not."""

    room: Room
    guest: object  # Person, or None
    count: int
    asked: int
    silent: frozenset

    def own(self, seat_id):
        """asked, or nothing: one has answered, or was not asked."""
        return "asked" if seat_id in self.silent else ""


def announcement(loaded):
    """The broadcast that stands, said with the keys of the plenary."""
    found = Broadcast.objects.filter(room=loaded.room, ended_at=None).select_related("seat").first()
    by = loaded.known.get(found.seat_id) if found else None
    return Announcement(loaded.room, found, by, found.said(loaded.keys) if found else "", clock.now())


def calling(loaded):
    """The open call of this room."""
    return Calling(loaded.room, Call.objects.filter(room=loaded.room, answered_at=None).exists())


def circle_of(loaded):
    """The inner circle of this room, if there is one."""
    room = loaded.room
    if not room.is_fishbowl:
        return Circle(room, None, "", (), frozenset(), frozenset())
    seats = circle.people_of(room)
    inside = [seat.pk for seat in circle.inside(room, seats)]
    party = Party.objects.filter(pk=room.circle_party_id).first()
    names = () if party else tuple(loaded.known[seat_id].name for seat_id in inside)
    outside = frozenset(seat.pk for seat in seats) - frozenset(inside)
    name, mark = (party.open(loaded.keys, "name"), party.mark) if party else (None, "")
    return Circle(room, name, mark, names, frozenset(inside), outside)


def visit(loaded):
    """What the party of this caucus is asked about a guest."""
    question = visits.question_of(loaded.room)
    if question is None:
        return Visit(loaded.room, None, 0, 0, frozenset())
    answers = list(question.answers.values_list("seat_id", "answer"))
    silent = frozenset(seat_id for seat_id, answer in answers if not answer)
    return Visit(loaded.room, loaded.known.get(question.subject_id), len(answers) - len(silent), len(answers), silent)


@dataclass(frozen=True)
class Help:
    """What one may ask for on a private line, or what has been asked for."""

    room: Room
    flag: Flag | None

    def own(self, seat_id):
        """own, for the person whose line it is."""
        return "own" if self.room.seat_id == seat_id else ""


def asked_for(loaded):
    """What has been asked for on a private line."""
    return Help(loaded.room, Flag.objects.filter(room=loaded.room, closed_at=None).first())


@dataclass(frozen=True)
class Pressing:
    """Who asks for help, as facilitators read it in whatever room they sit. `room` is the team's."""

    room: Room
    flags: list  # of (Flag, Person), the most pressing first

    def own(self, seat_id):
        """The team reads the same."""
        return ""


def pressing(loaded):
    """The open flags of the workshop; in any room but the team's, none."""
    if loaded.room.kind != Room.Kind.STAFF:
        return Pressing(loaded.room, [])
    flags = Flag.objects.filter(room__workshop_id=loaded.room.workshop_id, closed_at=None).order_by("-level", "raised_at")
    return Pressing(loaded.room, [(flag, loaded.known[flag.seat_id]) for flag in flags])


SOURCES = {
    "broadcast": announcement, "calling": calling, "circle": circle_of, "flag": asked_for, "guest": visit, "pressing": pressing,
} | beside.SOURCES  # fmt: skip
