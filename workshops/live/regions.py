"""The parts of a page that change while one looks at them: what each shows, loaded once for everybody in the room.

A region is loaded without regard to who looks; `own(seat_id)` then says in one word what it is to a viewer.
"""

import datetime
import itertools
from dataclasses import dataclass, replace
from functools import cached_property

from workshops import clock
from workshops.live import beside, strips
from workshops.live.lines import line, words_about
from workshops.live.people import NO_PARTY, Person, marks, people, person
from workshops.programme.models import Seat, Session
from workshops.rooms import floor, presence, renderings
from workshops.rooms.asides import aside
from workshops.rooms.models import FloorMode, FloorTurn, Listener, Room
from workshops.rooms.reactions import reactions_to
from workshops.rooms.replies import quotes
from workshops.rooms.silence import is_silent, written_in
from workshops.rules import DESKS, keys_of_room


@dataclass(frozen=True)
class Turn:
    """Whose turn it is, and what one may do now."""

    room: Room
    holder: Person | None
    waiting: list  # of Person, in the order in which they will speak
    done: list  # of Person, round only: who has had their turn
    may_everyone: bool
    written: frozenset = frozenset()  # silent_reveal only: the seats that have written
    writers: int = 0  # silent_reveal only: how many might
    is_interpreted: bool = False  # round only: it waits until everyone can read what was said
    readers: frozenset = frozenset()  # the seats that read along and do not write

    @property
    def seconds_left(self):
        """Seconds until the holder is asked whether they would like to finish; negative after that, None without a clock."""
        ends_at = self.room.turn_ends_at
        return None if ends_at is None else round((ends_at - clock.now()).total_seconds())

    @property
    def minutes_left(self):
        """The same in whole minutes, begun ones counted, never below zero."""
        return None if self.seconds_left is None else max(0, -(-self.seconds_left // 60))

    @property
    def is_silence(self):
        """Whether people write now and nobody reads."""
        return is_silent(self.room)

    def own(self, seat_id):
        """holder, next, waiting (hand up or place in the round), written (in silence), reader (observes), or nothing."""
        if seat_id in self.readers:
            return "reader"
        if self.holder and self.holder.id == seat_id:
            return "holder"
        if seat_id in self.written:
            return "written"
        ids = [person.id for person in self.waiting if not person.is_chair]
        return "" if seat_id not in ids else "next" if ids[0] == seat_id else "waiting"


@dataclass(frozen=True)
class Ready:
    """Who is ready to go on, as counts of each party."""

    room: Room
    parties: list  # of (Person of the party, how many are ready, how many might be)
    said: frozenset  # the seats that are; for `own` only

    def own(self, seat_id):
        """ready, or nothing."""
        return "ready" if seat_id in self.said else ""


@dataclass(frozen=True)
class Table:
    """Who is in the room, and who of them is here now."""

    room: Room
    people: list
    here: frozenset

    @property
    def ring(self):
        """(person, is here) by turns of the parties, the team at the head: never one side against the other."""
        chairs = [person for person in self.people if person.party_id is None]
        return [(person, person.id in self.here) for person in chairs + by_turns(self.people)]

    @property
    def has_guest(self):
        """Whether somebody of another party sits in this caucus, because all its members wanted it (groups)."""
        return any(person.party_id not in (None, self.room.party_id) for person in self.people)

    def own(self, seat_id):
        """The table looks the same from each chair."""
        return ""


@dataclass(frozen=True)
class Course:
    """Where the session stands: its state, its current item, its clock."""

    session: Session
    title: dict
    prompt: dict
    items: list  # of (AgendaItem, title)
    now: datetime.datetime

    @property
    def place(self):
        """The number of the current item, from 1; 0 before the first."""
        current = self.session.current_item_id
        return next((number for number, (item, _) in enumerate(self.items, 1) if item.pk == current), 0)

    @property
    def seconds_left(self):
        """Seconds until the current item should end: negative when over, None when no clock runs."""
        if self.session.item_ends_at is None or not self.session.is_running:
            return None
        return round((self.session.item_ends_at - (self.session.paused_at or self.now)).total_seconds())

    @property
    def minutes_left(self):
        """The same in whole minutes, begun ones counted, never below zero."""
        return None if self.seconds_left is None else max(0, -(-self.seconds_left // 60))

    @property
    def pause_left(self):
        """Seconds until the planned end of a pause; None when none was planned. Nothing goes on by itself then."""
        if self.session.state != Session.State.PAUSED or self.session.pause_ends_at is None:
            return None
        return round((self.session.pause_ends_at - self.now).total_seconds())

    @property
    def pause_minutes_left(self):
        """The same in whole minutes, begun ones counted."""
        return max(0, -(-self.pause_left // 60))

    @property
    def is_over(self):
        """Whether the session has been stopped or closed."""
        return self.session.state in (Session.State.STOPPED, Session.State.CLOSED)

    def own(self, seat_id):
        """The course of the session is the same for all."""
        return ""


def by_turns(everyone):
    """The members of parties, one of each in turn."""
    parties = sorted({person.party_id for person in everyone if person.party_id}, key=str)
    columns = [[person for person in everyone if person.party_id == party] for party in parties]
    return [person for row in itertools.zip_longest(*columns) for person in row if person]


def turn(room, known):
    """The floor of a room."""
    waiting, done = [], []
    if room.floor_mode == FloorMode.QUEUE:
        waiting = [known[hand.seat_id] for hand in floor.hands_up(room)]
    elif room.floor_mode == FloorMode.ROUND:
        places = list(FloorTurn.objects.filter(room=room))
        waiting = [known[place.seat_id] for place in places if place.began_at is None]
        done = [known[place.seat_id] for place in places if place.ended_at]
    may_everyone = room.kind in DESKS or room.floor_mode == FloorMode.OPEN_SLOW
    waits = bool(waiting and room.holder_id is None) and renderings.is_awaited(room)
    reading = () if room.kind in DESKS else (person.id for person in known.values() if person.role == Seat.Role.OBSERVER)
    who = {"is_interpreted": waits, "readers": frozenset(reading)}
    shown = Turn(room, known.get(room.holder_id), waiting, done, may_everyone, **who)
    if not shown.is_silence:
        return shown
    written = frozenset(written_in(room).values_list("seat_id", flat=True))
    return replace(shown, written=written, writers=len(floor.writers(room)))


def ready(room, known):
    """Who of the room is ready to go on, once somebody has asked."""
    if room.ready_asked_at is None:
        return Ready(room, [], frozenset())
    said = frozenset(room.readiness.values_list("seat_id", flat=True))
    people = [known[seat.pk] for seat in floor.speakers(room)]
    parties = {person.party_id: person for person in people}
    counts = [
        (one, sum(it.id in said and it.party_id == party for it in people), sum(it.party_id == party for it in people))
        for party, one in sorted(parties.items(), key=lambda each: str(each[0]))
    ]
    return Ready(room, counts, said)


def table(room, known):
    """The people of a room, and who was seen in it during the last 40 s."""
    hearing = Listener.objects.filter(room=room, until=None).order_by("since", "seat_id")
    seats = [known[seat_id] for seat_id in hearing.values_list("seat_id", flat=True)]
    return Table(room, seats, presence.here([room.pk])[room.pk])


def course(session_id, keys):
    """The session as everyone in it reads it."""
    session = Session.objects.select_related("current_item__session", "workshop").get(pk=session_id)
    item = session.current_item
    items = [(each, each.open(keys, "title")) for each in session.items.select_related("session")]
    title = item.open(keys, "title") if item else session.open(keys, "title")
    return Course(session, title or {}, (item.open(keys, "prompt") if item else {}) or {}, items, clock.now())


SOURCES = {"line": "line", "ready": "ready", "turn": "turn", "next": "turn", "table": "table", "heard": "table", "aside": "aside"}
SOURCES |= {name: name for name in ("sentence", *strips.SOURCES)}


def source_of(region):
    """What a region is drawn from: line, turn, table, ready, flag, aside, one of the strips, or the course of the session."""
    return SOURCES.get(region, "course")


class Loaded:
    """What a batch of events shows, each part read from the database once and only if some event needs it.

    `said`: the messages of the batch as (message, its author's seat, their party).
    """

    def __init__(self, room, said=()):
        self.room = room
        self.keys = keys_of_room(room)
        self.said = {message.pk: (message, seat, party) for message, seat, party in said}

    @cached_property
    def known(self):
        """Everyone of the workshop."""
        return people(self.room.workshop_id, self.keys)

    @cached_property
    def rendered(self):
        """What interpreters have made of the messages."""
        return renderings.shown(self._messages, self.keys)

    @cached_property
    def quoted(self):
        """What the replies among them answer. Without a reply nothing is asked."""
        return quotes(self._messages, self.keys)

    @cached_property
    def reactions(self):
        """The small words given to them. Without any nothing is asked."""
        return reactions_to(self._messages)

    @property
    def _messages(self):
        return [message for message, _seat, _party in self.said.values()]

    def load(self, source, subject_id=None):
        """The data of one source; for `line`, of the message `subject_id` (None if it is gone)."""
        if source == "line":
            return self._line(*self.said[subject_id]) if subject_id in self.said else None
        if source == "sentence":
            return beside.heard(self, subject_id)
        if source in strips.SOURCES:
            return strips.SOURCES[source](self)
        if source == "course":
            return course(self.room.session_id, self.keys)
        if source == "aside":
            return aside(self.room, self.keys)
        return {"turn": turn, "table": table, "ready": ready}[source](self.room, self.known)

    def _line(self, message, seat, party):
        by = person(seat, marks(party, self.keys) if party else NO_PARTY, self.keys)
        known = self.known if message.typed_by_id else {}
        about = words_about(message, self.keys, self.quoted, self.reactions, self.rendered, known)
        return line(message, self.room, by, message.said(self.keys), about)
