"""What stands beside the talk of a room that lasts: what its party decides, a call, until when a turn lasts, and in the log
what a party lets the table hear. Strips like those in `strips`, loaded once for everybody in the room."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from workshops import clock
from workshops.programme.models import AssentAnswer, Party, Seat
from workshops.rooms import attaching
from workshops.rooms.models import Release, Room
from workshops.rooms.sentences import SENTENCE, open_ones


@dataclass(frozen=True)
class Deciding:
    """What waits for the members of a caucus: how many sentences, how many of them may leave, whose answer is missing."""

    room: Room
    waiting: int
    ready: int
    silent: frozenset
    members: frozenset

    def own(self, seat_id: UUID):
        """asked, member, or nothing: the team, and guests."""
        return "asked" if seat_id in self.silent else "member" if seat_id in self.members else ""


@dataclass(frozen=True)
class Beside:
    """The call that stands in this room: its address and name, or None."""

    room: Room
    call: tuple | None

    def own(self, seat_id):
        """It is the same for all."""
        return ""


@dataclass(frozen=True)
class Due:
    """In a session over days: whose turn lasts until when. It is then asked for, never cut off."""

    room: Room
    holder: object  # Person, or None
    now: datetime.datetime

    @property
    def in_zone(self):
        """Hours and days are said by the reader's own clock."""
        return self.holder is not None

    @property
    def is_past(self):
        """Whether the facilitators may go on."""
        return self.room.turn_due_at <= self.now

    def own(self, seat_id):
        """holder, or nothing."""
        return "holder" if self.holder and self.holder.id == seat_id else ""


@dataclass(frozen=True)
class Heard:
    """A sentence a party lets the table hear, drawn with the mark of the party."""

    id: UUID
    room_id: UUID
    party: dict  # {language: name}
    letter: dict
    mark: str
    text: str
    language: str
    at: datetime.datetime
    role = Seat.Role.PARTICIPANT

    @property
    def said_at(self):
        """The moment for machines."""
        return self.at.isoformat()

    def own(self, seat_id):
        """It is nobody's own."""
        return ""


def deciding(loaded):
    """How far the sentences of this caucus are."""
    room = loaded.room
    of_party = Seat.objects.filter(party_id=room.party_id, role=Seat.Role.PARTICIPANT, ended_at=None)
    answers = AssentAnswer.objects.filter(
        assent__kind=SENTENCE, assent__voided_at=None, assent__subject_id__in=open_ones(room).values("pk")
    )
    held = answers.exclude(assent__held_at=None).values("assent_id").distinct().count()
    silent = answers.filter(assent__held_at=None, answer="").values_list("seat_id", flat=True)
    members = of_party.values_list("pk", flat=True)
    return Deciding(room, open_ones(room).count(), held, frozenset(silent), frozenset(members))


def call(loaded):
    """The call beside this room."""
    link = attaching.link_of(loaded.room)
    return Beside(loaded.room, link and link.opened(loaded.keys))


def due(loaded):
    """Until when the turn lasts here."""
    room = loaded.room
    holder = loaded.known.get(room.holder_id) if room.turn_due_at else None
    return Due(room, holder, clock.now())


def heard(loaded, release_id):
    """One sentence of a party, or None if it is gone."""
    release = Release.objects.filter(pk=release_id, room=loaded.room).first()
    return release and shown(release, loaded.keys)


def shown(release, keys):
    """A sentence as the table reads it."""
    party = Party.objects.get(pk=release.party_id)
    words = (release.open(keys, "text"), release.language, release.released_at)
    return Heard(release.pk, release.room_id, party.open(keys, "name"), party.open(keys, "letter"), party.mark, *words)


def in_order(room, keys, lines, piece):
    """(region, data) of these lines and of what parties have let this room hear, in the order in which the room heard them.
    `piece`, what of the log they are, says from when and until when; a sentence stands in one piece."""
    releases = room.releases.all()
    if piece.before:
        releases = releases.filter(released_at__gte=lines[0].at)
    if piece.until:
        releases = releases.filter(released_at__lt=piece.until)
    said = [("line", line) for line in lines] + [("sentence", shown(release, keys)) for release in releases]
    return sorted(said, key=lambda each: each[1].at)


SOURCES = {"deciding": deciding, "beside": call, "due": due}
