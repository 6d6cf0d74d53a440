"""Reading a room's log for those who may hear it: the one path to every socket and to the HTTP twin."""

import json
import logging

from django.db import DatabaseError

from workshops.live import cursors, plain
from workshops.live.frames import Batch
from workshops.live.log import Event
from workshops.live.regions import Loaded
from workshops.programme.models import Party, Seat
from workshops.rooms.models import Listener, Message, Room

logger = logging.getLogger(__name__)
MOST_EVENTS = 200
EVENTS = plain.Select(
    {
        Event: "id seq kind subject_id",
        Room: plain.ALL,
        Message: "id room_id seat_id text language posted_at is_interpreted is_question silent_at held_at withdrawn_at"
        " edited_at is_hidden suggestion reply_to_id typed_by_id reactions_given",
        Seat: "id workshop_id party_id role display_name",
        Party: "id workshop_id name letter mark",
    },
    f"""
    FROM workshops_event event
    JOIN workshops_room room ON room.id = event.room_id
    LEFT JOIN workshops_message message ON message.id = event.subject_id AND message.room_id = event.room_id
    LEFT JOIN workshops_seat seat ON seat.id = message.seat_id
    LEFT JOIN workshops_party party ON party.id = seat.party_id
    WHERE event.room_id = %s AND event.seq > %s ORDER BY event.seq LIMIT {MOST_EVENTS}
    """,
)
HEARERS = """
    SELECT seat.id, seat.epoch FROM workshops_listener listener JOIN workshops_seat seat ON seat.id = listener.seat_id
    WHERE listener.room_id = %s AND listener.until IS NULL AND seat.ended_at IS NULL
"""


def read_batch(room_id, after):
    """The events of a room after a position (at most MOST_EVENTS), and who may hear it.

    Who may hear is read after the events: whoever was removed meanwhile is not in it, and gets nothing.
    """
    found = EVENTS(room_id, after)
    hearers = dict(plain.rows(HEARERS, room_id))
    events = [event for event, *_ in found]
    said = [(message, seat, party) for _, _, message, seat, party in found if message]
    return Batch(after, events, hearers, Loaded(found[0][1], said) if found else None, is_full=len(found) == MOST_EVENTS)


def read_batches(starts):
    """{room: its batch} of several rooms, each after its own position."""
    batches = {}
    for room_id, after in starts.items():
        try:
            batches[room_id] = read_batch(room_id, after)
        except DatabaseError:
            raise
        except Exception:  # what is wrong in one room stays there
            logger.exception("room not read")
    return batches


def rooms_behind(places):
    """Those of these rooms that must be read: something has happened there that was not read, or somebody listens who
    may hear no longer. `places`: {room: (position, viewers)}."""
    heads = dict(Room.objects.filter(pk__in=places).values_list("pk", "head"))
    hearing = Listener.objects.filter(room__in=places, until=None, seat__ended_at=None)
    may = set(hearing.values_list("room_id", "seat_id", "seat__epoch"))
    return {
        room_id
        for room_id, (position, viewers) in places.items()
        if heads.get(room_id) != position or any((room_id, it.seat_id, it.epoch) not in may for it in viewers)
    }


def read_tables(room_ids):
    """(people, who may hear of them as a batch without events) of several rooms of one workshop now."""
    tables, known = [], None
    for room in Room.objects.filter(pk__in=room_ids):
        loaded = Loaded(room)
        known = loaded.known = known or loaded.known
        tables.append((loaded.load("table"), Batch(0, [], dict(plain.rows(HEARERS, room.pk)), None)))
    return tables


def catch_up(viewer, room, cursor):
    """The HTTP twin of the socket: one frame as text with what this viewer may know of a room after a cursor."""
    position = cursors.read(cursor, room.pk, viewer)
    if position is None:
        return json.dumps({"reset": str(room.pk)})
    batch = read_batch(room.pk, position)
    if not batch.may_hear(viewer):
        return json.dumps({"bye": "removed", "room": str(room.pk)})
    return batch.frame(room.pk, viewer, position)
