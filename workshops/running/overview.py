"""All rooms of a session at a glance, as one facilitator may know of them.

Of a caucus that is not theirs: its name, its planned minutes, and whether it has called. Nothing here is read from what is
said there, who hears it or who is present in it, so that nothing can change with that.
"""

import datetime
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workshops import clock
from workshops.languages import local
from workshops.live.people import Person
from workshops.programme.models import FloorMode, Placement, Seat
from workshops.rooms import calls, gathering, grouping
from workshops.rooms.at_tables import tables_of
from workshops.rooms.models import Call, Room
from workshops.rooms.page import name_of_group
from workshops.rooms.silence import is_silent

MODES = (  # offered for all small tables at once: mode, name, seconds between two messages of a person
    (FloorMode.ROUND, gettext_lazy("Round"), 0),
    (FloorMode.SILENT_REVEAL, gettext_lazy("Write, then show"), 0),
    (FloorMode.QUEUE, gettext_lazy("Raised hands"), 0),
    (FloorMode.OPEN_SLOW, gettext_lazy("Open"), 30),
    (FloorMode.QUIET, gettext_lazy("Quiet"), 0),
)


@dataclass(frozen=True)
class RoomLine:
    """One room. `way`: enter (it is heard), join (a small table), or nothing: a caucus of others."""

    room: Room
    name: str
    way: str = ""
    minutes: int | None = None  # planned
    people: list = field(default_factory=list)  # of Person, at a small table
    called_at: datetime.datetime | None = None

    @property
    def minutes_waiting(self):
        """For how many whole minutes it has been calling."""
        return max(0, (clock.now() - self.called_at) // datetime.timedelta(minutes=1))


@dataclass(frozen=True)
class TableMode:
    """A floor mode for all small tables."""

    mode: str
    name: str
    seconds: int
    is_now: bool


@dataclass(frozen=True)
class Unplaced:
    """Somebody who is here and has no small table; the one that is proposed for them."""

    person: Person
    position: int | None


class Overview:
    """The rooms of a session for one facilitator. `agenda`: its items; `known`: {seat id: Person}."""

    def __init__(self, viewer, session, known, keys, name_of):
        self.viewer, self.session, self.known, self.keys = viewer, session, known, keys
        self.name_of = name_of  # of a room that is heard, in the viewer's language
        self.calls = dict(_open_calls(session))

    @cached_property
    def lines(self):
        """[RoomLine]: the long table, the small ones, the caucuses by party, pairs in which one has been called."""
        rooms = Room.objects.filter(session=self.session).select_related("party").order_by("party__position", "pk")
        heard = set(rooms.filter(listeners__seat_id=self.viewer.seat_id, listeners__until=None).values_list("pk", flat=True))
        order = {Room.Kind.PLENARY: 0, Room.Kind.SMALL_GROUP: 1, Room.Kind.CAUCUS: 2, Room.Kind.PAIR: 3, Room.Kind.EXERCISE: 4}
        lines = [line for room in rooms if (line := self._line(room, room.pk in heard))]
        return sorted(lines, key=lambda line: (order[line.room.kind], line.name if line.room.kind == "small_group" else ""))

    def _line(self, room, is_heard):
        if room.kind == Room.Kind.CAUCUS:
            name, minutes = self._caucus(room), self._minutes(Placement.CAUCUS)
            return RoomLine(room, name, "enter" if is_heard else "", minutes, called_at=self.calls.get(room.pk))
        if room.kind == Room.Kind.SMALL_GROUP:
            return self._small_table(room, is_heard)
        return RoomLine(room, self.name_of(room), "enter") if is_heard else None

    def _small_table(self, room, is_heard):
        if not room.is_open:
            return None  # of an item that is over
        people = self._people(room)
        way, called_at = "enter" if is_heard else "join", self.calls.get(room.pk)
        return RoomLine(room, name_of_group(room), way, self.session.current_item.minutes, people, called_at)

    def _people(self, room):
        hearing = room.listeners.filter(until=None).order_by("seat__party__position", "since", "seat_id")
        return [self.known[seat_id] for seat_id in hearing.values_list("seat_id", flat=True)]

    def _minutes(self, placement):
        return sum(item.minutes for item in self.session.items.all() if item.placement == placement)

    def _caucus(self, room):
        party = local(room.party.open(self.keys, "name"), self.viewer.language, self.session.workshop.language)
        return _("Caucus of %(party)s") % {"party": party}

    @cached_property
    def tables(self):
        """The rooms of the small tables that are open now."""
        return list(tables_of(self.session.current_item)) if self.session.current_item else []

    @property
    def silent_tables(self):
        """Those at which people write in silence and nothing has been shown yet."""
        return [room for room in self.tables if is_silent(room)]

    @property
    def table_modes(self):
        """The floor modes that can be given to all small tables at once; which of them they all have now."""
        now = {room.floor_mode for room in self.tables}
        return [TableMode(mode, name, seconds, now == {mode}) for mode, name, seconds in MODES]

    @property
    def calling(self):
        """The rooms that have called and nobody has come, the longest first."""
        return sorted((line for line in self.lines if line.called_at), key=lambda line: line.called_at)

    @property
    def unplaced(self):
        """[Unplaced]: who is here while small tables are on, and has none."""
        item = self.session.current_item
        if item is None or not gathering.is_on(item):
            return []
        placed = grouping.places_of(item)
        seats = [seat for seat in grouping.people_of(item) if seat.pk not in placed and seat.role == Seat.Role.PARTICIPANT]
        return [Unplaced(self.known[seat.pk], self._proposed(seat, item, placed)) for seat in seats]

    def _proposed(self, seat, item, placed):
        """The mixed table with the fewest of their party, then with the fewest people; nobody they are to be kept from."""
        apart = grouping.apart_in(self.viewer, self.session.workshop_id)
        heads, own, closed = Counter(), Counter(), set()
        for other_id, place in placed.items():
            heads[place.group_id] += 1
            own[place.group_id] += self.known[other_id].party_id == seat.party_id
            closed |= {place.group_id} if frozenset((seat.pk, other_id)) in apart else set()
        fitting = [group for group in item.groups.filter(party=None) if group.pk not in closed]
        best = min(fitting, key=lambda it: (own[it.pk], heads[it.pk], it.position), default=None)
        return best and best.position


def _open_calls(session):
    """(room id, since when) of the calls of a session that runs."""
    is_open = Call.objects.filter(room__session=session, room__kind__in=calls.CALLING, answered_at=None)
    return is_open.values_list("room_id", "called_at") if session.is_running else ()
