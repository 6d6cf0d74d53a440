"""A room asks for a facilitator, and one of the team comes or sees to it.

The call says which room and since when, to the whole team, and nothing of what is said there or by whom: a caucus can call
too, and its call is one of the three things the rest of the team ever knows of it.
"""

from django.db import transaction

from workshops import clock, rules
from workshops.live import log
from workshops.programme.models import Seat
from workshops.rooms import gathering
from workshops.rooms.models import Call, Listener, Room
from workshops.rooms.seating import lock, staff_room_of

CALLING = (Room.Kind.SMALL_GROUP, Room.Kind.CAUCUS)  # a pair calls by its run


def can_call(viewer, room):
    """Whoever sits in a small group or a caucus, as long as its session runs; the team has its own room."""
    runs = room.session_id and room.session.is_running
    return bool(runs) and room.kind in CALLING and not viewer.is_facilitator and rules.can_hear(viewer, room)


def can_enter(viewer, room):
    """Small groups are no caucuses: any facilitator of the workshop comes in while their session runs."""
    is_group = room.kind == Room.Kind.SMALL_GROUP
    return is_group and rules.can_run(viewer, room.session) and room.session.is_running


@transaction.atomic
def call_facilitator(viewer, *, room):
    """Ask for a facilitator. A second press asks no louder, and it is not said who asked."""
    room, staff = _locked(room)
    rules.require(can_call(viewer, room))
    call, is_new = Call.objects.get_or_create(room=room, answered_at=None, defaults={"called_at": clock.now()})
    if is_new:
        _tell(room, staff, "call.made")
    return call


@transaction.atomic
def answer_call(viewer, *, room):
    """Somebody of the team sees to it without coming in: by the private line, or because it is a caucus of others."""
    room, staff = _locked(room)
    rules.require(room.kind in CALLING and rules.can_run(viewer, room.session))
    _answer(viewer, room, staff)
    return room


@transaction.atomic
def join_group(viewer, *, room):
    """A facilitator comes to a small table: everybody there sees it, a call ends, and the table they were at they leave."""
    room, staff = _locked(room)
    rules.require(can_enter(viewer, room))
    seat = Seat.objects.get(pk=viewer.seat_id)
    for other in _tables_of(viewer, room.session_id).exclude(pk=room.pk):
        gathering.rise(other, seat)
    if not rules.can_hear(viewer, room):
        gathering.sit_down(room, seat)
    _answer(viewer, room, staff)
    return room


@transaction.atomic
def leave_group(viewer, *, room):
    """A facilitator leaves a small table to itself."""
    room, _staff = _locked(room)
    is_at_table = room.kind == Room.Kind.SMALL_GROUP and rules.can_hear(viewer, room)
    rules.require(viewer.is_facilitator and is_at_table)
    gathering.rise(room, Seat.objects.get(pk=viewer.seat_id))
    return room


def _locked(room):
    """The small groups of the session (whoever comes to one leaves another), the room itself and the team's; in order of id."""
    groups = Room.objects.filter(session_id=room.session_id, kind=Room.Kind.SMALL_GROUP)
    staff = staff_room_of(room.workshop)
    rooms = {each.pk: each for each in lock(*groups, room, staff)}
    return rooms[room.pk], rooms[staff.pk]  # the session is read anew when it is asked for


def _tables_of(viewer, session_id):
    heard = Listener.objects.filter(seat_id=viewer.seat_id, until=None).values("room_id")
    return Room.objects.filter(session_id=session_id, kind=Room.Kind.SMALL_GROUP, pk__in=heard)


def _answer(viewer, room, staff):
    is_open = Call.objects.filter(room=room, answered_at=None)
    if is_open.update(answered_at=clock.now(), answered_by_id=viewer.seat_id):
        _tell(room, staff, "call.answered")


def _tell(room, staff, kind):
    log.record(room, kind)
    log.record(staff, kind, subject_id=room.pk)
