"""Ready to go on? Each one says so for themselves, the room hears how many of each party, the facilitators decide."""

from django.db import transaction

from workshops import clock, rules
from workshops.live import log
from workshops.programme.models import Seat
from workshops.rooms.models import Readiness
from workshops.rooms.seating import lock


@transaction.atomic
def ask_ready(viewer, *, room):
    """Ask the room who is ready to go on; asked again, everybody answers anew."""
    (room,) = lock(room)
    rules.require(viewer.is_facilitator and rules.can_hear(viewer, room) and room.is_open and room.kind not in rules.DESKS)
    Readiness.objects.filter(room=room).delete()
    room.ready_asked_at = clock.now()
    room.save(update_fields=["ready_asked_at"])
    log.record(room, "readiness.asked", seat_id=viewer.seat_id)
    return room


@transaction.atomic
def say_ready(viewer, *, room, is_ready):
    """One is ready, or not yet. Who said so is in no event."""
    (room,) = lock(room)
    rules.require(viewer.role == Seat.Role.PARTICIPANT and rules.can_hear(viewer, room) and room.ready_asked_at is not None)
    mine = Readiness.objects.filter(room=room, seat_id=viewer.seat_id)
    if is_ready and not mine.exists():
        Readiness.objects.create(room=room, seat_id=viewer.seat_id, said_at=clock.now())
    elif not is_ready and not mine.delete()[0]:
        return room
    log.record(room, "readiness.changed")
    return room
