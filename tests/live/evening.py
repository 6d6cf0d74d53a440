"""People at a table and their lines, played by Hypothesis against `model`: what they do, and how their lines fail."""

import contextlib
import json
import uuid

import pytest
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    multiple,
    rule,
)

from tests import tables
from tests.cast import viewer
from tests.live.model import Line, Model
from tests.live.tab import Tab
from workshops.live import cursors, reader
from workshops.live.consumer import post
from workshops.live.hub import RoomReader
from workshops.live.log import Event
from workshops.programme.models import Admission, Placement
from workshops.rooms import actions as rooms
from workshops.rooms import silence
from workshops.rooms.models import FloorMode, Message, Room
from workshops.rules import NotAllowed
from workshops.running.door import admit, ask_admission, remove_person
from workshops.vault.keys import forget_opened_keys

CHAIRS, GUESTS = ("amina", "ben"), ("bilal", "chen", "dara", "eli")
PEOPLE = st.sampled_from([*CHAIRS, *GUESTS])
ROOMS = st.sampled_from(["plenary", "plenary", "first", "second", "left", "right"])
SITTING = {"left": ("bilal", "dara"), "right": ("chen", "eli")}  # at the small tables, to begin with


def allowed(may):
    """The act inside is carried out, or it is refused."""
    return contextlib.nullcontext() if may else pytest.raises(NotAllowed)


class Evening(RuleBasedStateMachine):
    """A live session of two parties with a facilitator in each caucus. Which cast, `evening_of` says."""

    cast = None
    lines, tabs = Bundle("lines"), Bundle("tabs")

    @initialize(target=tabs, is_holding=st.booleans())
    def sit_down(self, is_holding):
        """Everyone looks at the long table. All that follows is undone afterwards."""
        self.undone = contextlib.ExitStack()
        for alias in ("default", "keys"):
            self.undone.enter_context(transaction.atomic(alias))
        first, second = (self.cast.caucus(party).pk for party in (self.cast.first, self.cast.second))
        left, right = tables.rooms(tables.tables_item(self.cast))
        self.rooms = {"plenary": self.cast.plenary.pk, "first": first, "second": second, "left": left.pk, "right": right.pk}
        self.readers = {room: RoomReader(room, "") for room in self.rooms.values()}
        at_table = {
            "amina": {first},
            "bilal": {first},
            "chen": {first},
            "ben": {second},
            "dara": {second},
            "eli": {second},
        }
        self.model = Model(
            CHAIRS, {person: {self.rooms["plenary"], room} for person, (room,) in at_table.items()}
        )
        for table, people in SITTING.items():
            for person in people:
                self.model.hears[person].add(self.rooms[table])
        self.places = {person: table for table, people in SITTING.items() for person in people}
        self.item, self.silence, self.holding, self.open_tabs, self.count = "plenary", None, set(), [], 0
        if is_holding:
            self.hold("plenary", "amina", is_holding=True)
        return multiple(*(self.open_page(person, "plenary") for person in (*CHAIRS, *GUESTS)))

    def teardown(self):
        """Nothing is left behind, and what is connected shows what it should."""
        if not hasattr(self, "undone"):
            return
        try:
            self.look_anyway()
        finally:
            for alias in ("default", "keys"):
                transaction.set_rollback(True, using=alias)
            self.undone.close()
            forget_opened_keys()

    def who(self, person):
        """The viewer of this person now."""
        return viewer(self.cast.people[person])

    def row(self, room):
        """A room as it stands."""
        return Room.objects.get(pk=room)

    def message(self, line):
        """A statement as it stands."""
        return Message.objects.get(client_key=line.key)

    # --- what people do

    @rule(target=lines, person=PEOPLE, room=ROOMS)
    def say(self, person, room):
        """Over the socket; accepted exactly where one may."""
        room, self.count = self.rooms[room], self.count + 1
        line, key = Line(room, person, f"word{self.count}"), str(uuid.uuid4())
        answer = post(self.who(person), room, line.word, key)
        may = person in CHAIRS or (room in self.talking and self.may_write(person, room))
        assert ("posted" in answer) == (room in self.model.hears[person] and may)
        if "refused" in answer:
            return multiple()
        line.key, line.is_silent = key, person not in CHAIRS and self.is_silence(room)
        line.is_held = room in self.holding and person not in CHAIRS and not line.is_silent
        self.model.said.append(line)
        return line

    @property
    def talking(self):
        """The rooms in which this item lets people speak."""
        names = {"plenary": ("plenary",), "caucus": ("first", "second"), "tables": ("left", "right")}[self.item]
        return [self.rooms[name] for name in names]

    def is_silence(self, room):
        """Whether people write there and nobody reads yet."""
        return self.silence == "writing" and room == self.rooms["plenary"]

    def may_write(self, person, room):
        """In silence one text each, until all is shown, and none after that."""
        if self.silence is None or room != self.rooms["plenary"]:
            return True
        mine = [it for it in self.model.said if it.by == person and it.room == room and it.is_silent and not it.is_withdrawn]
        return self.silence == "writing" and not mine

    @rule()
    def begin_silence(self):
        """At the long table everyone writes, and nobody reads yet."""
        if self.item != "plenary":
            return
        rooms.change_floor(self.who("amina"), room=self.row(self.rooms["plenary"]), mode=FloorMode.SILENT_REVEAL)
        self.silence = "writing"

    @rule()
    def show_all(self):
        """All of it at once, in an order drawn by lot; where messages are held, for the facilitators first."""
        room = self.rooms["plenary"]
        with allowed(self.silence == "writing"):
            shown = silence.reveal(self.who("ben"), room=self.row(room))
        if self.silence == "writing":
            by_key = {it.key: it for it in self.model.said if it.room == room}
            for text in shown:
                self.model.release(by_key[str(text.client_key)])
                by_key[str(text.client_key)].is_silent = False
                by_key[str(text.client_key)].is_held = room in self.holding
            self.silence = "shown"

    @rule(line=lines)
    def say_again(self, line):
        """A repeat is never a second statement, and never an answer to somebody who is not there."""
        answer = post(self.who(line.by), line.room, "something else", line.key)
        assert ("posted" in answer) == (line.room in self.model.hears[line.by])
        assert Message.objects.filter(client_key=line.key).count() == 1

    @rule(line=lines)
    def withdraw(self, line):
        """One's own words, while one hears the room."""
        may = line.room in self.model.hears[line.by]
        with allowed(may):
            rooms.withdraw_message(self.who(line.by), message=self.message(line))
        line.is_withdrawn = line.is_withdrawn or may

    @rule(room=ROOMS, chair=st.sampled_from(CHAIRS), is_holding=st.sampled_from([True, True, False]))
    def hold(self, room, chair, is_holding):
        """A facilitator of the room reads first, or no longer."""
        room = self.rooms[room]
        may = room in self.model.hears[chair]
        with allowed(may):
            rooms.hold_messages(self.who(chair), room=self.row(room), is_holding=is_holding)
        if may:
            (self.holding.add if is_holding else self.holding.discard)(room)

    @rule(line=lines, chair=st.sampled_from(CHAIRS))
    def release(self, line, chair):
        """A held message comes into the room, by a facilitator of the room."""
        may = line.room in self.model.hears[chair] and not line.is_silent
        with allowed(may):
            rooms.release_message(self.who(chair), message=self.message(line))
        if may and line.is_held and not line.is_withdrawn:
            self.model.release(line)

    @rule(line=lines, person=st.sampled_from(GUESTS))
    def meddle(self, line, person):
        """Nobody withdraws another's words; who does not facilitate neither holds nor lets through."""
        with allowed(person == line.by and line.is_withdrawn and line.room in self.model.hears[person]):
            if person != line.by or line.is_withdrawn:
                rooms.withdraw_message(self.who(person), message=self.message(line))
            else:
                rooms.release_message(self.who(person), message=self.message(line))
        with allowed(False):
            rooms.hold_messages(self.who(person), room=self.row(line.room), is_holding=False)

    @rule(person=st.sampled_from(GUESTS))
    def remove(self, person):
        """Out of every room of the session."""
        remove_person(self.who("amina"), session=self.cast.session, seat=self.cast.people[person])
        self.model.hears[person] = set()

    @rule(person=st.sampled_from(GUESTS))
    def join(self, person):
        """Asking, and being admitted: to the plenary and to the caucus of one's party."""
        seat = self.cast.people[person]
        ask_admission(self.who(person), session=self.cast.session)
        admit(self.who("ben"), admission=Admission.objects.get(session=self.cast.session, seat=seat))
        caucus = "first" if seat.party_id == self.cast.first.pk else "second"
        is_new = self.rooms["plenary"] not in self.model.hears[person]
        self.model.hears[person] |= {self.rooms["plenary"], self.rooms[caucus]}
        if is_new and self.item == "tables":
            self.model.hears[person].add(self.rooms[self.places[person]])

    @rule(caucus=st.sampled_from(["first", "second"]), chair=st.sampled_from(CHAIRS))
    def caucus(self, caucus, chair):
        """A party lets another facilitator hear it, and the former one no longer."""
        self.cast.accept(getattr(self.cast, caucus), self.cast.people[chair])
        for each in CHAIRS:
            (self.model.hears[each].add if each == chair else self.model.hears[each].discard)(
                self.rooms[caucus]
            )

    @rule(item=st.sampled_from(["plenary", "caucus", "tables"]))
    def go_on(self, item):
        """Everybody to the caucuses, to the small tables, or back to the long one."""
        if item == "tables":
            tables.start(self.cast)
            for person in GUESTS:
                self._sit_down(person)
        else:
            self.cast.start(Placement.PLENARY if item == "plenary" else Placement.CAUCUS, FloorMode.OPEN_SLOW)
        self.item, self.silence = item, None

    @rule(person=st.sampled_from(GUESTS), table=st.sampled_from(["left", "right"]))
    def move(self, person, table):
        """To another small table: out of the old one at once, if people sit there now."""
        if self.item == "tables" and self.rooms["plenary"] not in self.model.hears[person]:
            return  # nobody seats who is not here
        tables.move(self.cast, self.cast.people[person], ["left", "right"].index(table) + 1)
        self.places[person] = table
        if self.item == "tables":
            self._sit_down(person)

    def _sit_down(self, person):
        if self.rooms["plenary"] in self.model.hears[person]:
            self.model.hears[person] -= {self.rooms["left"], self.rooms["right"]}
            self.model.hears[person].add(self.rooms[self.places[person]])

    # --- how the lines fail

    @rule(target=tabs, person=PEOPLE, room=ROOMS)
    def open_page(self, person, room):
        """A page of a room one hears, connected; of another room nothing is to be had."""
        room = self.rooms[room]
        if room not in self.model.hears[person]:
            who = self.who(person)
            answer = json.loads(reader.catch_up(who, self.row(room), cursors.make(room, who, 0)))
            assert answer == {"bye": "removed", "room": str(room)}
            assert not Message.objects.visible_to(who).filter(room=room).exists()
            return multiple()
        tab = Tab(self, person, room)
        self.open_tabs.append(tab)
        self._connect(tab)
        return tab

    @rule(tab=tabs)
    def lose_line(self, tab):
        """The socket is gone without a word."""
        self.readers[tab.room].positions.pop(tab, None)
        tab.is_lost = True

    @rule(tab=tabs)
    def resume(self, tab):
        """The page connects again where it stopped; a cursor of another life is answered with a reset."""
        if not (tab.is_lost or tab.is_shut):
            return
        tab.viewer = tab.now
        if cursors.read(tab.cursor, tab.room, tab.viewer) is not None:
            tab.is_lost = False
            self._connect(tab)
        elif tab.room in self.model.hears[tab.person]:
            tab.load()
            self._connect(tab)

    @rule(tab=tabs)
    def ask_over_http(self, tab):
        """The twin of the socket, for whom sockets are blocked."""
        answer = reader.catch_up(tab.now, self.row(tab.room), tab.cursor)
        if tab.is_lost and "ops" in json.loads(answer):
            tab.push(answer)

    @rule(tab=tabs, person=PEOPLE, room=ROOMS)
    def borrow_cursor(self, tab, person, room):
        """It opens nothing in another's hand, nor for another room."""
        if (person, self.rooms[room]) != (tab.person, tab.room):
            assert cursors.read(tab.cursor, self.rooms[room], self.who(person)) is None

    @rule(room=ROOMS, times=st.integers(1, 2))
    def poke(self, room, times):
        """A poke arrives, once or twice. Those that never arrive are lost."""
        for _ in range(times):
            self._read(self.rooms[room])

    @rule()
    def look_anyway(self):
        """What the clock does for the pokes that were lost. After it every page shows its room."""
        places = {
            it.room_id: (it.start, [tab.viewer for tab in it.positions]) for it in self.readers.values()
        }
        for room in reader.rooms_behind(places):
            self._read(room)
        for room in self.rooms.values():
            numbers = list(Event.objects.filter(room=room).order_by("seq").values_list("seq", flat=True))
            assert numbers == list(range(1, self.row(room).head + 1))
        for tab in self.open_tabs:
            if not (tab.is_lost or tab.is_shut):
                assert list(tab.lines.values()) == self.model.shown(tab.person, tab.room)

    def _connect(self, tab):
        position = cursors.read(tab.cursor, tab.room, tab.viewer)
        self.readers[tab.room].positions[tab] = position
        self._read(tab.room)

    def _read(self, room):
        while self.readers[room].deliver(reader.read_batch(room, self.readers[room].start)):
            pass
