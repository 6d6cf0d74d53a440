"""Coming back from a long pause (methods 4.8): each person is asked alone whether they are ready, and stays out of writing,
without a reason, until they say yes. The team sees how many of each party are."""

import datetime

from django.db import transaction

from workshops import clock, rules
from workshops.live import log
from workshops.programme.models import Admission, Session
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


@transaction.atomic
def say_ready(viewer, *, session):
    """Yes, I am ready to go on. There is no other answer: whoever gives none stays out of writing."""
    asked = Admission.objects.select_for_update().filter(
        session=session, seat_id=viewer.seat_id, admitted_at__isnull=False, ended_at=None
    )
    rules.require(rules.is_current(viewer) and session.workshop_id == viewer.workshop_id and asked.exists())
    if asked.exclude(ready_asked_at=None).update(ready_asked_at=None):
        tell_alone(session.workshop, viewer.seat_id, "checkin.answered")


def tell_alone(workshop, seat_id, kind):
    """A line in the log of the person's private line, and one for the team: nobody else hears that anything happened."""
    desks = Room.objects.filter(seat_id=seat_id, kind=Room.Kind.HELP_DESK)
    for room in lock(staff_room_of(workshop), *desks):
        log.record(room, kind, subject_id=seat_id)


def session_to_answer(viewer):
    """The session in which this person is asked now, or None."""
    return Session.objects.filter(
        admissions__seat_id=viewer.seat_id, admissions__ready_asked_at__isnull=False, admissions__ended_at=None
    ).select_related("workshop").last()
