"""Each room's log: numbered without gaps in the order of commits, because numbers are given under the room's lock.
"""

import json

from django.db import connection, models, transaction

from workshops import clock
from workshops.live import plain, pokes


class Event(models.Model):
    """The trace an act leaves in its room's log: ids and small facts, never content."""

    room = models.ForeignKey("workshops.Room", models.CASCADE, related_name="events")
    seq = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=40)
    subject_id = models.UUIDField(null=True)
    seat_id = models.UUIDField(null=True)
    facts = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "seq"], name="one_event_per_number")]

    def __str__(self):
        return str(self.pk)


COUNT_ON = "UPDATE workshops_room SET head = head + 1 WHERE id = %s RETURNING head"
COLUMNS = "room_id, kind, subject_id, seat_id, facts, at, seq"
WRITE = f"INSERT INTO workshops_event ({COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s)"
WRITE_AT_ONCE = f"""
    INSERT INTO workshops_event ({COLUMNS}) SELECT %s, %s, %s, %s, %s, %s, room.head FROM room RETURNING seq
"""


def record(room, kind, *, seat_id=None, subject_id=None, row=None, **facts):
    """Write one event as the next of its room and poke the room's readers after the commit; returns its number.
    `row`: a new row that it tells of, which is stored along with it.

    The room's row must be locked by this transaction.
    """
    event = (room.pk, kind, subject_id, seat_id, json.dumps(facts), clock.now())
    room.head = head = (_write_at_once if connection.vendor == "postgresql" else _write)(event, row)
    transaction.on_commit(lambda: pokes.send(room.poke, room.pk, head), robust=True)
    return head


def _write(event, row):
    if row:
        plain.insert(row)
    ((head,),) = plain.rows(COUNT_ON, event[0])
    plain.execute(WRITE, *event, head)
    return head


def _write_at_once(event, row):
    """In one statement: the way to the server costs more than what it does there."""
    first, values = f"WITH room AS ({COUNT_ON})", [event[0]]
    if row:
        first, values = f"{first}, subject AS ({plain.inserting(type(row))})", values + plain.values_of(row)
    ((head,),) = plain.rows(first + WRITE_AT_ONCE, *values, *event)
    if row:
        plain.is_stored(row)
    return head
