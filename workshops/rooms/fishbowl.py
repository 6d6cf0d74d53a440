"""What a facilitator does about a fishbowl while it is on: swap the circle, or choose who is in it."""

from django.db import transaction
from django.utils.translation import gettext as _

from workshops import rules
from workshops.live import log
from workshops.rooms import circle, floor
from workshops.rooms.seating import lock


def _locked(viewer, room):
    (room,) = lock(room)
    rules.require(viewer.is_facilitator and rules.can_hear(viewer, room))
    rules.require(room.is_fishbowl, _("There is no inner circle in this room."))
    return room


@transaction.atomic
def swap_circle(viewer, *, room):
    """Those who read write now, and the others read. The floor begins anew."""
    room = _locked(viewer, room)
    circle.swap(room)
    return _begun(viewer, room)


@transaction.atomic
def choose_circle(viewer, *, room, party=None, seats=()):
    """This party is the inner circle, or these people are."""
    room = _locked(viewer, room)
    rules.require(party is None or party.workshop_id == room.workshop_id)
    within = {seat.pk for seat in seats}
    chosen = [seat for seat in circle.people_of(room) if seat.pk in within]
    rules.require(party or chosen, _("Choose at least one person."))
    circle.choose(room, party, chosen)
    return _begun(viewer, room)


def _begun(viewer, room):
    floor.begin(room, mode=room.floor_mode, slow_seconds=room.slow_seconds)
    log.record(room, "circle.changed", seat_id=viewer.seat_id)
    return room
