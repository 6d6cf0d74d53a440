"""Reading a room's log for those who may hear it: the one path to every socket and to the HTTP twin."""

import json

from workshops.live import cursors
from workshops.live.frames import Batch, frame
from workshops.live.log import Event
from workshops.live.regions import Loaded
from workshops.rooms.models import Listener, Room

MOST_EVENTS = 200


def read_batch(room_id, after):
    """The events of a room after a position (at most MOST_EVENTS), and who may hear it.

    Who may hear is read after the events: whoever was removed meanwhile is not in it, and gets nothing.
    """
    events = list(Event.objects.filter(room_id=room_id, seq__gt=after).order_by("seq")[:MOST_EVENTS])
    hearers = dict(
        Listener.objects.filter(room_id=room_id, until=None, seat__ended_at=None).values_list("seat_id", "seat__epoch")
    )
    room = Room.objects.get(pk=room_id)
    return Batch(room, events, hearers, Loaded(room) if events else None, events[-1].seq if events else after)


def catch_up(viewer, room, cursor):
    """The HTTP twin of the socket: one frame as text with what this viewer may know of a room after a cursor."""
    position = cursors.read(cursor, room.pk, viewer)
    if position is None:
        return json.dumps({"reset": str(room.pk)})
    batch = read_batch(room.pk, position)
    if not batch.may_hear(viewer):
        return json.dumps({"bye": "removed", "room": str(room.pk)})
    ops, signals = batch.ops(viewer, position)
    return frame(room.pk, cursors.make(room.pk, viewer, batch.head), ops, signals)


def read_table(room_id):
    """The people of a room now."""
    room = Room.objects.get(pk=room_id)
    return Loaded(room).load("table")
