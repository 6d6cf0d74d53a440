"""The rooms of the sessions that are past, the staff room and the help desks, and who hears each of them."""

import datetime

from workshops.demo.loader import small_groups
from workshops.demo.loader.exercises import is_at_table, room_key, runs_of
from workshops.demo.telling import story
from workshops.programme.models import Admission
from workshops.rooms.models import Listener, Room
from workshops.vault.context import compartment
from workshops.vault.keys import make_keys

BESIDE_THEM = datetime.timedelta(minutes=6)  # the facilitator opens the pair and leaves it to itself
COMING_IN = datetime.timedelta(minutes=5)  # before a session begins


def make_rooms(told):
    """A plenary, the caucuses and the small tables of each past session; one staff room; a help desk for each seat that is
    no facilitator's."""
    kinds, workshop = Room.Kind, told.workshop
    for it in told.past_sessions:
        session, mode = told.sessions[it["id"]], told.items[it["phases"][-1]].floor_mode
        where = {"workshop": workshop, "session": session, "floor_mode": mode}
        told.rooms[it["id"], "plenary"] = Room(kind=kinds.PLENARY, **where)
        for name, party in told.parties.items():
            told.rooms[it["id"], name] = Room(kind=kinds.CAUCUS, party=party, **where)
    for it in runs_of(told):
        item = told.items[it["phase"]]
        kind = kinds.EXERCISE if is_at_table(it) else kinds.PAIR
        told.rooms[room_key(it)] = Room(workshop=workshop, kind=kind, session=item.session, item=item)
    told.rooms |= dict(small_groups.new_rooms(told))
    told.rooms["staff",] = Room(workshop=workshop, kind=kinds.STAFF, is_open=True)
    for person, seat in told.seats.items():
        if not seat.is_facilitator:
            told.rooms["desk", person] = Room(workshop=workshop, kind=kinds.HELP_DESK, seat=seat, is_open=True)
    names = [compartment("room", room.pk) for room in told.rooms.values()]
    make_keys(*names, organisation_id=workshop.organisation_id, workshop_id=workshop.pk)
    Room.objects.bulk_create(told.rooms.values())


def seat_people(told):
    """Who hears which room since when, and who was let into which session."""
    listeners, admissions = [], []
    for it in told.past_sessions:
        since = told.sessions[it["id"]].starts_at - COMING_IN
        for name in ("plenary", *told.parties):
            listeners += _listeners(told, told.rooms[it["id"], name], members_of(name), since)
        admissions += _admissions(told, told.sessions[it["id"]], since)
    for it in runs_of(told):
        room, since = told.rooms[room_key(it)], told.items[it["phase"]].began_at
        others = [person for person in members_of(it["room"]) if person not in it["participants"]]
        listeners += _listeners(told, room, it["participants"], since)
        if is_at_table(it):
            listeners += _listeners(told, room, others, since)
            continue
        chairs = [person for person in others if told.seats[person].is_facilitator]
        listeners += _listeners(told, room, chairs, since, until=since + BESIDE_THEM)
    listeners += small_groups.seat(told)
    for place, room in told.rooms.items():
        if place[0] in ("staff", "desk"):
            listeners += _listeners(told, room, ["F1", "F2", *place[1:]], told.workshop.created_at)
    Listener.objects.bulk_create(listeners)
    Admission.objects.bulk_create(admissions)


def members_of(name):
    """The people of the story who hear the plenary, a pair, or the caucus of a party."""
    return next(it["members"] for it in story()["rooms"] if name in (it["id"], it.get("party")))


def _listeners(told, room, members, since, until=None):
    return [Listener(room=room, seat=told.seats[person], since=since, until=until) for person in members]


def _admissions(told, session, at):
    let_in = {"admitted_at": at, "admitted_by": told.seats["F2"]}
    return [
        Admission(session=session, seat=seat, asked_at=at - COMING_IN, **let_in)
        for seat in told.seats.values()
        if not seat.is_facilitator
    ]
