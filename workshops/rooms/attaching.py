"""A call beside the text: a facilitator attaches the address of another service to a room, for those who hear it.

The house never fetches it. To a caucus only the facilitator whom its party has accepted attaches one; with that facilitator
it goes, since whoever knows the address could go on listening there.
"""

from django.db import transaction

from workshops import clock, rules
from workshops.live import log
from workshops.rooms.models import CallLink, Room
from workshops.rooms.seating import lock

BESIDE = (Room.Kind.PLENARY, Room.Kind.CAUCUS, Room.Kind.SMALL_GROUP, Room.Kind.STAFF, Room.Kind.HELP_DESK)


def can_attach(viewer, room):
    """A facilitator who hears the room; of a caucus, the one its party has accepted."""
    if room.kind not in BESIDE or not viewer.is_facilitator or not rules.can_hear(viewer, room):
        return False
    return room.kind != Room.Kind.CAUCUS or rules.holds_caucus(viewer.seat_id, room.party)


def link_of(room):
    """The link that stands in this room, or None."""
    return CallLink.objects.filter(room=room, ended_at=None).first()


@transaction.atomic
def attach_link(viewer, *, room, url, name):
    """Show this address to the room; it takes the place of the one before."""
    (room,) = lock(room)
    rules.require(can_attach(viewer, room))
    _end(room)
    link = CallLink(room=room, seat_id=viewer.seat_id, attached_at=clock.now())
    link.seal(url=url, name=name).save(force_insert=True)
    log.record(room, "link.attached", seat_id=viewer.seat_id)
    return link


@transaction.atomic
def remove_link(viewer, *, room):
    """It no longer stands in the room. Whoever has it may still go there: the page says so."""
    (room,) = lock(room)
    rules.require(can_attach(viewer, room))
    if _end(room):
        log.record(room, "link.removed", seat_id=viewer.seat_id)
    return room


def end_of(room, seat):
    """What this facilitator has attached goes with them. The room is locked."""
    if _end(room, seat=seat):
        log.record(room, "link.removed")


def _end(room, **which):
    return CallLink.objects.filter(room=room, ended_at=None, **which).update(ended_at=clock.now())
