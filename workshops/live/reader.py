"""Reading a room's log for those who may hear it: the one path to every socket and to the HTTP twin."""

from workshops.live.frames import Batch
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


def read_table(room_id):
    """The people of a room now."""
    room = Room.objects.get(pk=room_id)
    return Loaded(room).load("table")
