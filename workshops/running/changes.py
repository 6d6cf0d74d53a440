"""What changes in the plan and in the team while rooms stand open: the act of preparing, and what the rooms hear of it."""

from django.db import transaction

from workshops import rules
from workshops.live import log
from workshops.programme import people
from workshops.programme.models import Session
from workshops.records import building
from workshops.rooms.models import Room
from workshops.rooms.seating import let_in, lock
from workshops.running.door import OPEN_STATES, leave_rooms


@transaction.atomic
def change_plan(viewer, *, session, act):
    """Carry out an act upon the agenda or the title; whoever sits in the plenary sees it at once."""
    rooms = lock(*Room.objects.filter(session=session, kind=Room.Kind.PLENARY))
    done = act()
    for room in rooms:
        log.record(room, "agenda.changed", seat_id=viewer.seat_id)
    return done


@transaction.atomic
def end_seat(viewer, *, seat):
    """This person leaves the workshop: out of every room, and every door is closed; records that are not released yet
    go on without what was their own."""
    rules.require(rules.can_prepare(viewer, seat.workshop))
    leave_rooms(seat, Room.objects.filter(workshop=seat.workshop))
    seat = people.end_seat(viewer, seat=seat)
    building.keep_all_true(seat.workshop_id)
    return seat


@transaction.atomic
def add_colleague(viewer, *, workshop, user):
    """A colleague joins the team, and what the team hears: its room, the help desks, the plenary that stands open."""
    seat = people.add_colleague(viewer, workshop=workshop, user=user)
    kinds = Room.objects.filter(workshop=workshop, kind__in=(Room.Kind.STAFF, Room.Kind.HELP_DESK))
    open_now = Session.objects.filter(workshop=workshop, state__in=OPEN_STATES)
    plenaries = Room.objects.filter(session__in=open_now, kind=Room.Kind.PLENARY)
    for room in lock(*kinds, *plenaries):
        let_in(room, seat)
        log.record(room, "seat.admitted", subject_id=seat.pk)
    return seat
