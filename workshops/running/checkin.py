"""Coming back (methods 4.8). From a long pause: each person is asked alone whether they are ready, and stays out of writing,
without a reason, until they say yes; the team sees how many of each party are. Who does not feel safe steps aside, and comes
back the same way."""

import datetime

from django.db import transaction
from django.db.models import Q

from workshops import clock, rules
from workshops.exercises.course import go_on_without_aside
from workshops.live import log
from workshops.programme.models import Admission, Seat, Session
from workshops.rooms import floor
from workshops.rooms.asides import OF_SESSION, kept_out_of
from workshops.rooms.models import Room
from workshops.rooms.seating import lock, staff_room_of

LONG_PAUSE = datetime.timedelta(minutes=10)


def ask_everybody(session):
    """Everyone who was let in is asked; the answer of an earlier time does not count."""
    inside = Admission.objects.filter(session=session, admitted_at__isnull=False, ended_at=None)
    seats = list(inside.values_list("seat_id", flat=True))
    inside.update(ready_asked_at=clock.now())
    for desk in lock(*Room.objects.filter(seat__in=seats, kind=Room.Kind.HELP_DESK)):
        log.record(desk, "checkin.asked")


def step_aside(session, rooms, seat):
    """The session goes on without expecting anything of this person: hand and turn go down, in every room they read. Their
    private line stays. The rooms are locked."""
    inside = Admission.objects.filter(session=session, seat=seat, admitted_at__isnull=False, ended_at=None)
    if inside.filter(apart_at=None).update(apart_at=clock.now()):
        for room in _read_by(seat, rooms):
            floor.leave(room, seat)
        go_on_without_aside(seat, rooms)
        tell_alone(session.workshop, seat.pk, "checkin.asked")


def _read_by(seat, rooms):
    heard = set(seat.listening.filter(until=None).values_list("room_id", flat=True))
    return [room for room in rooms if room.pk in heard and room.kind in OF_SESSION]


@transaction.atomic
def say_ready(viewer, *, session):
    """Yes, I am ready to go on. There is no other answer: whoever gives none stays out of writing."""
    rooms = lock(*Room.objects.filter(session=session).order_by("pk"))
    asked = Admission.objects.select_for_update().filter(
        session=session, seat_id=viewer.seat_id, admitted_at__isnull=False, ended_at=None
    )
    rules.require(rules.is_current(viewer) and session.workshop_id == viewer.workshop_id and asked.exists())
    was_apart = asked.exclude(apart_at=None).exists()
    if asked.exclude(ready_asked_at=None, apart_at=None).update(ready_asked_at=None, apart_at=None):
        seat = Seat.objects.get(pk=viewer.seat_id)
        if was_apart and seat.role == Seat.Role.PARTICIPANT:
            aside = {room.pk for room in rooms if seat.pk in kept_out_of(room)}  # may be muted as well
            for room in (room for room in _read_by(seat, rooms) if room.pk not in aside):
                floor.join(room, seat)
        tell_alone(session.workshop, viewer.seat_id, "checkin.answered")


def tell_alone(workshop, seat_id, kind):
    """A line in the log of the person's private line, and one for the team: nobody else hears that anything happened."""
    desks = Room.objects.filter(seat_id=seat_id, kind=Room.Kind.HELP_DESK)
    for room in lock(staff_room_of(workshop), *desks):
        log.record(room, kind, subject_id=seat_id)


def session_to_answer(viewer):
    """The session in which this person is asked now, or None."""
    return Session.objects.filter(
        Q(admissions__ready_asked_at__isnull=False) | Q(admissions__apart_at__isnull=False),
        admissions__seat_id=viewer.seat_id,
        admissions__ended_at=None,
    ).select_related("workshop").last()
