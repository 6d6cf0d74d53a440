"""The switches of a room, as the console uses them: each can be taken back for ten seconds."""

from django.db import transaction

from workshops import rules
from workshops.live import log
from workshops.programme.models import FloorMode, Undo
from workshops.rooms import actions
from workshops.rooms.models import Room
from workshops.rooms.seating import lock
from workshops.running.offering import offer


@transaction.atomic
def hold_room(viewer, *, room, is_holding):
    """Hold-and-rephrase on or off."""
    was = Room.objects.get(pk=room.pk).is_holding
    room = actions.hold_messages(viewer, room=room, is_holding=is_holding)
    if room.session_id and was != is_holding:
        offer(viewer, Undo.Kind.HOLD if is_holding else Undo.Kind.LET_GO, room)
    return room


@transaction.atomic
def slow_room(viewer, *, room, slow_seconds):
    """Slow the open floor down, or no longer: nothing else of the floor changes."""
    (room,) = lock(room)
    rules.require(viewer.is_facilitator and rules.can_hear(viewer, room) and room.kind not in rules.DESKS)
    rules.require(room.floor_mode == FloorMode.OPEN_SLOW)
    if room.slow_seconds != slow_seconds:
        facts = {"was": {"seconds": room.slow_seconds}, "left": {"seconds": slow_seconds}}
        set_slow(viewer, room, slow_seconds)
        offer(viewer, Undo.Kind.SLOW, room, **facts)
    return room


def set_slow(viewer, room, seconds):
    """So many seconds between two messages of a person; the room is locked."""
    room.slow_seconds = seconds
    room.save(update_fields=["slow_seconds"])
    log.record(room, "floor.changed", seat_id=viewer.seat_id)
