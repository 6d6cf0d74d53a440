"""Speaking by telephone: a facilitator types what somebody says who has no page at hand, and everybody sees who typed.

It is the turn, the voice and the word of the person who speaks: sealed with their salt, counted for them, and theirs to
take back. Only rooms both of them hear: nothing is carried into a caucus that the facilitator does not hear.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from workshops import clock, rules
from workshops.programme.models import Seat
from workshops.rooms.models import ByTelephone, Listener
from workshops.rooms.seating import lock
from workshops.viewer import viewer_of


def listeners_of(room):
    """The people whose words can be typed here: who hears the room, and is not of the team."""
    hearing = Listener.objects.filter(room=room, until=None).values("seat")
    seats = Seat.objects.filter(pk__in=hearing, ended_at=None).select_related("workshop")
    return seats.filter(role__in=(Seat.Role.PARTICIPANT, Seat.Role.INTERPRETER)).order_by("created_at", "pk")


def callers(room):
    """Those of them who are on the telephone in this session, and have agreed to it."""
    noted = ByTelephone.objects.filter(session_id=room.session_id, ended_at=None).values("seat")
    return listeners_of(room).filter(pk__in=noted) if room.session_id else Seat.objects.none()


@transaction.atomic
def note_telephone(viewer, *, room, seat, is_on):
    """A facilitator notes that this person is on the telephone and has agreed to be typed for, or is no longer."""
    (room,) = lock(room)
    rules.require(viewer.is_facilitator and rules.can_hear(viewer, room) and room.session_id is not None)
    rules.require(listeners_of(room).filter(pk=seat.pk).exists())
    noted = ByTelephone.objects.filter(session_id=room.session_id, seat=seat, ended_at=None)
    if not is_on:
        noted.update(ended_at=clock.now())
    elif not noted.exists():
        about = {"noted_by_id": viewer.seat_id, "noted_at": clock.now()}
        ByTelephone.objects.create(session_id=room.session_id, seat=seat, **about)
    return seat


def speaker_for(viewer, room, seat_id):
    """The person for whom this facilitator types, as a viewer of their own. The room is locked. Refused unless both hear
    it, and the person is noted as being on the telephone now."""
    rules.require(viewer.is_facilitator and rules.can_hear(viewer, room))
    caller = callers(room).filter(pk=seat_id).first()
    rules.require(caller is not None, _("This person is not noted as being on the telephone."))
    return viewer_of(caller)
