"""Who sits where: making rooms, letting seats in and taking them out."""

from django.db import transaction

from workshops import clock
from workshops.live import log
from workshops.live.plain import ALL, Select
from workshops.programme.models import Seat
from workshops.rooms.models import Listener, Presence, Room
from workshops.vault.context import compartment
from workshops.vault.keys import make_keys


def make_room(workshop, kind, **where):
    """A new room of this workshop with a key of its own, made before anything can be said in it."""
    room = Room(workshop=workshop, kind=kind, **where)
    make_keys(
        compartment("room", room.pk), organisation_id=workshop.organisation_id, workshop_id=workshop.pk
    )
    room.save(force_insert=True)
    return room


LOCK = Select({Room: ALL}, "FROM workshops_room room WHERE room.id = %s", is_locking=True)


def lock(*rooms):
    """Lock these rooms in order of id, whatever order they came in; returns them fresh, in the same order as given."""
    fresh = {room_id: lock_one(room_id) for room_id in sorted({room.pk for room in rooms})}
    return [fresh[room.pk] for room in rooms]


def lock_one(room_id):
    """Lock the room with this id; returns it fresh."""
    for (room,) in LOCK(room_id):
        return room
    raise Room.DoesNotExist


def let_in(room, *seats):
    """These seats hear the room from now on; those who already do are left alone."""
    present = set(Listener.objects.filter(room=room, until=None).values_list("seat_id", flat=True))
    new = {seat.pk for seat in seats} - present
    Listener.objects.bulk_create(Listener(room=room, seat_id=seat_id, since=clock.now()) for seat_id in new)


def take_out(seat, rooms):
    """The seat hears these rooms no longer, from this commit on: each room's log says so, and open sockets of the
    seat close because its epoch rises. Returns the rooms it was taken out of, locked."""
    heard = rooms.filter(listeners__seat=seat, listeners__until=None).order_by("pk")
    left = lock(*heard)
    if not left:
        return left  # a rising epoch would tell whoever hears nothing here that something has happened
    Listener.objects.filter(room__in=left, seat=seat, until=None).update(until=clock.now())
    Presence.objects.filter(room__in=left, seat=seat).delete()
    seat.raise_epoch()
    for room in left:
        log.record(room, "seat.removed", subject_id=seat.pk)
    return left


def team_of(workshop):
    """The facilitators' seats."""
    return list(Seat.objects.filter(workshop=workshop, role=Seat.Role.FACILITATOR, ended_at=None))


@transaction.atomic
def help_desk_of(seat):
    """The private line between a seat and the team, made when it is first needed."""
    room = Room.objects.filter(seat=seat, kind=Room.Kind.HELP_DESK).first()
    room = room or make_room(seat.workshop, Room.Kind.HELP_DESK, seat=seat, is_open=True)
    let_in(room, seat, *team_of(seat.workshop))
    return room


@transaction.atomic
def staff_room_of(workshop):
    """The team's own room, made when it is first needed."""
    room = Room.objects.filter(workshop=workshop, kind=Room.Kind.STAFF).first()
    room = room or make_room(workshop, Room.Kind.STAFF, is_open=True)
    let_in(room, *team_of(workshop))
    return room
