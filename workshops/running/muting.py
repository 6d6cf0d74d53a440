"""One person reads for a while and does not write in the rooms the parties share. Only they and the team know."""

from django.db import transaction
from django.utils.translation import gettext as _

from workshops import clock, rules
from workshops.programme.models import Admission, Seat, Undo
from workshops.rooms import floor
from workshops.rooms.asides import SHARED
from workshops.rooms.models import Room
from workshops.rooms.seating import lock
from workshops.running.checkin import tell_alone
from workshops.running.door import OPEN_STATES, rooms_of, session_state
from workshops.running.offering import moment, offer


@transaction.atomic
def mute_person(viewer, *, session, seat, is_muted):
    """The person keeps reading and keeps their drafts; hand and turn at the table go down with it."""
    rooms = lock(*rooms_of(session))
    rules.require(rules.can_run(viewer, session) and session_state(session) in OPEN_STATES)
    rules.require(not seat.is_facilitator, _("Facilitators hand over; they are not silenced."))
    admission = Admission.objects.filter(session=session, seat=seat, admitted_at__isnull=False, ended_at=None).first()
    rules.require(admission is not None, _("This person is not in the session."))
    if bool(admission.muted_at) == is_muted:
        return admission
    was = admission.muted_at
    set_muted(session, rooms, admission, clock.now() if is_muted else None)
    plenary = next(room for room in rooms if room.kind == Room.Kind.PLENARY)
    kind = Undo.Kind.MUTE if is_muted else Undo.Kind.UNMUTE
    facts = {"was": {"muted_at": moment(was)}, "left": {"muted_at": moment(admission.muted_at)}}
    offer(viewer, kind, plenary, subject_id=seat.pk, **facts)
    return admission


def set_muted(session, rooms, admission, at):
    """The state itself, and what follows from it at the tables; the rooms are locked."""
    admission.muted_at = at
    admission.save(update_fields=["muted_at"])
    seat = admission.seat
    heard = set(seat.listening.filter(until=None).values_list("room_id", flat=True))
    for room in rooms:
        if room.kind in SHARED and room.pk in heard and seat.role == Seat.Role.PARTICIPANT:
            (floor.leave if at else floor.join)(room, seat)
    tell_alone(session.workshop, seat.pk, "seat.muted" if at else "seat.unmuted")
