"""What the console shows a facilitator: each part read when a panel asks for it, and only from rooms they hear.

Of a caucus that is not theirs nothing is read but its name and its planned minutes.
"""

from functools import cached_property

from django.utils.translation import gettext as _

from workshops import rules
from workshops.exercises.beginning import free_for
from workshops.exercises.models import Run
from workshops.exercises.progress import progress_of
from workshops.languages import listed, local
from workshops.live import cursors, regions, strips
from workshops.live.lines import lines
from workshops.live.people import people
from workshops.programme import offer
from workshops.programme.models import Session
from workshops.rooms.forms import BroadcastForm
from workshops.rooms.models import Message, Room
from workshops.rooms.page import name_of_group, name_of_pair
from workshops.rooms.seating import team_of
from workshops.running import waiting
from workshops.running.actions import parties_missing
from workshops.running.floors import floor_of
from workshops.running.helm import Helm
from workshops.running.minutes import minutes_spent
from workshops.running.overview import Overview
from workshops.running.people import people_by_party

State = Session.State
JUST_SAID = 4


class Console(Helm):
    """One session as one facilitator sees it from the console."""

    def __init__(self, viewer, session):
        self.viewer, self.session = viewer, session
        self.keys = rules.keys_for(viewer)

    # --- where we stand

    @cached_property
    def title(self):
        """What the session is called."""
        return self._text(self.session.open(self.keys, "title"))

    @cached_property
    def workshop_title(self):
        """What the workshop is called."""
        return self._text(self.session.workshop.open(self.keys, "title"))

    @property
    def is_running(self):
        """Whether people sit in the rooms now."""
        return self.session.is_running

    @property
    def is_over(self):
        """Whether the session has been stopped, with or without the paperwork done."""
        return self.session.state in (State.STOPPED, State.CLOSED)

    @cached_property
    def known(self):
        """{seat id: Person} of the workshop."""
        return people(self.session.workshop_id, self.keys)

    @cached_property
    def plenary(self):
        """The plenary, or None before the lobby has been opened."""
        return Room.objects.filter(session=self.session, kind=Room.Kind.PLENARY).first()

    @cached_property
    def here(self):
        """The ids of the seats that are connected: seen in the plenary, which every page of the session reads."""
        return regions.table(self.plenary, self.known).here if self.plenary else frozenset()

    @cached_property
    def connected(self):
        """Who of the team is here, in words; whoever reads this is."""
        team = [seat.pk for seat in team_of(self.session.workshop) if seat.pk != self.viewer.seat_id]
        names = [self.known[seat_id].name for seat_id in team if seat_id in self.here]
        if not names:
            return _("only you are connected")
        return _("%(people)s are connected") % {"people": listed([_("you"), *names])}

    # --- what waits

    @cached_property
    def flags(self):
        """Who asks for help, the most pressing first."""
        return waiting.flags(self.viewer, self.known)

    @cached_property
    def at_the_door(self):
        """Who has asked to come in."""
        silent = {waiter.person.id for waiter in self._silent_lines}
        return waiting.at_the_door(self.session, self.known, self.keys, silent) if not self.is_over else []

    @cached_property
    def objecting(self):
        """Who objects to an agreement and does not stand at the door."""
        return waiting.objecting_elsewhere(self.session, self.known, self.keys)

    @cached_property
    def knocks(self):
        """Who stands before a closed door."""
        return waiting.knocks(self.session.workshop_id, self.known)

    @cached_property
    def unanswered(self):
        """Private lines that wait for the team; those of people at the door are told there."""
        at_door = {waiter.person.id for waiter in self.at_the_door}
        return [waiter for waiter in self._silent_lines if waiter.person.id not in at_door]

    @cached_property
    def _silent_lines(self):
        return waiting.unanswered(self.session.workshop_id, self.known)

    @cached_property
    def waiting_desks(self):
        """The ids of those whose private line waits for an answer; of the lines nothing else is shown from here."""
        return {waiter.person.id for waiter in self._silent_lines}

    @property
    def is_quiet(self):
        """Whether nothing waits."""
        return not (self.overview.calling or self.at_the_door or self.objecting or self.knocks or self.unanswered)

    @cached_property
    def parties_missing(self):
        """The names of the parties of whom nobody is in yet."""
        return [self._text(party.open(self.keys, "name")) for party in parties_missing(self.session)]

    @cached_property
    def next_title(self):
        """What the next meeting is called, as the paperwork says, or nothing."""
        following = self.session.next_session
        return self._text(following.open(self.keys, "title")) if following else ""

    @property
    def decision(self):
        """Who decided that there is no further meeting, as the paperwork says, or nothing."""
        return self.session.open(self.keys, "no_further_meeting") or ""

    @property
    def welfare_asker(self):
        """Who of the team asks each person how they are."""
        return self.known.get(self.session.welfare_by_id)

    # --- agenda

    @cached_property
    def course(self):
        """The session as everyone in it reads it."""
        return regions.course(self.session.pk, self.keys)

    @cached_property
    def agenda(self):
        """[(item, its title, real minutes or None)] and which is next after the current one."""
        spent = minutes_spent(self.plenary) if self.plenary else {}
        return [(item, self._text(title), spent.get(item.pk)) for item, title in self.course.items]

    @property
    def longest(self):
        """The longest stretch of the agenda, planned or real: the scale of its lines."""
        return max([10, *(max(item.minutes, real or 0) for item, _title, real in self.agenda)])

    @property
    def next_item_id(self):
        """The item after the current one, or None."""
        items = [item.pk for item, _title, _real in self.agenda]
        return items[self.course.place] if 0 < self.course.place < len(items) else None

    # --- pairs

    @cached_property
    def pairs_item(self):
        """The item that is on, if people go through it in pairs or groups."""
        item = self.course.session.current_item
        is_on = self.is_running and item and offer.company_of(item) in (Run.Company.PAIRS, Run.Company.GROUPS)
        return item if is_on else None

    @cached_property
    def table_item(self):
        """The item that is on, if the parties go through it at the table."""
        item = self.course.session.current_item
        return item if self.is_running and item and offer.company_of(item) == Run.Company.PARTIES else None

    @property
    def is_at_table(self):
        """Whether they do so now."""
        return Run.objects.filter(item=self.table_item, ended_at=None).exists()

    @property
    def company_word(self):
        """What the runs of this item are: pairs, groups, or the parties at the table."""
        return offer.company_of(self.course.session.current_item) if self.pairs_item or self.table_item else Run.Company.PAIRS

    @cached_property
    def pairs(self):
        """How far each pair of this item is, and of earlier ones that still go on or call."""
        runs = Run.objects.filter(item__session=self.session)
        ids = list(runs.order_by("item__position").values_list("item_id", flat=True).distinct())
        lines = [line for item_id in ids for line in progress_of(item_id, self.known, self.keys, *self._tongues)]
        item = self.pairs_item or self.table_item
        now = item and item.pk
        return [line for line in lines if line.run.item_id == now or line.run.is_live or line.alerts]

    @cached_property
    def count_unpaired(self):
        """How many of those at the table could still be given a pair."""
        return len(free_for(self.pairs_item).members) if self.pairs_item else 0

    @property
    def _tongues(self):
        return self.viewer.language, self.session.workshop.language

    # --- people and rooms

    @cached_property
    def parties(self):
        """The people of the workshop by party, then those without one."""
        return people_by_party(self.session, self.known, self.here, self.plenary, self.voice)

    @cached_property
    def heard(self):
        """The rooms of this session that this facilitator hears, the plenary first."""
        rooms = Room.objects.filter(session=self.session, listeners__seat_id=self.viewer.seat_id, listeners__until=None)
        rooms = sorted(rooms.select_related("party"), key=lambda room: (room.kind != Room.Kind.PLENARY, str(room.pk)))
        return [(room, self._room_name(room)) for room in rooms]

    # groups: all rooms at a glance, and what the team says to all of them
    @cached_property
    def overview(self):
        """The rooms of this session as this facilitator may know of them."""
        return Overview(self.viewer, self.course.session, self.known, self.keys, self._room_name)

    @cached_property
    def broadcast(self):
        """What stands in all rooms now."""
        return strips.announcement(regions.Loaded(self.plenary)) if self.plenary else None

    @cached_property
    def circle(self):
        """The inner circle of the long table, while an item is a fishbowl; or None."""
        is_on = self.is_running and self.plenary and self.plenary.is_fishbowl
        return strips.circle_of(regions.Loaded(self.plenary)) if is_on else None

    @property
    def broadcast_form(self):
        """The form for a word to all rooms."""
        return BroadcastForm()

    @cached_property
    def staff_room(self):
        """The team's own room, or None before the first lobby."""
        return Room.objects.filter(workshop_id=self.session.workshop_id, kind=Room.Kind.STAFF).first()

    @cached_property
    def desks(self):
        """[(person, room id)] of the private lines."""
        desks = waiting.desks_of(self.session.workshop_id)
        return [(person, desks[person.id]) for person in self.known.values() if person.id in desks]

    @cached_property
    def count_at_table(self):
        """How many people hear the plenary."""
        return self.plenary.listeners.filter(until=None).count()

    @cached_property
    def floors(self):
        """The floor of each room that is open and heard from here."""
        if not self.is_running:
            return []
        return [floor_of(self.viewer, room, name, self.known, self.keys) for room, name in self.heard if room.is_open]

    @cached_property
    def just_said(self):
        """(room, name, its last lines) of the open rooms heard from here, else of the plenary."""
        rooms = [(room, name) for room, name in self.heard if room.is_open] or self.heard[:1]
        return [(room, name, self._last_lines(room)) for room, name in rooms]

    @property
    def cursors(self):
        """[(room id, cursor)] of the logs this page reads. Taken before anything else is read."""
        # Small tables are looked at anew every few seconds: whoever goes on to another one must not lose this line.
        rooms = [room for room, _name in self.heard if room.kind != Room.Kind.SMALL_GROUP] + [self.staff_room] * bool(self.staff_room)
        return [(room.pk, cursors.make(room.pk, self.viewer, room.head)) for room in rooms]

    def _last_lines(self, room):
        newest = Message.objects.visible_to(self.viewer).filter(room=room, held_at=None).order_by("-posted_at", "-pk")
        return lines(room, self.keys, self.known, list(newest[:JUST_SAID])[::-1])

    def _room_name(self, room):
        if room.kind == Room.Kind.PLENARY:
            return _("The long table")
        if room.kind == Room.Kind.EXERCISE:
            return _("The exercise")
        if room.kind == Room.Kind.PAIR:
            return name_of_pair(self.viewer, room, self.known)
        if room.kind == Room.Kind.SMALL_GROUP:
            return name_of_group(room)
        return _("Caucus of %(party)s") % {"party": self._text(room.party.open(self.keys, "name"))}

    def _text(self, texts):
        return local(texts, self.viewer.language, self.session.workshop.language)
