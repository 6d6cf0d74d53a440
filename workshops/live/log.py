"""Each room's log: numbered without gaps in the order of commits, because numbers are given under the room's lock.
"""

import json

from django.db import models, transaction

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


def record(room, kind, *, seat_id=None, subject_id=None, **facts):
    """Write one event as the next of its room and poke the room's readers after the commit; returns its number.

    The room's row must be locked by this transaction.
    """
    ((head,),) = plain.rows("UPDATE workshops_room SET head = head + 1 WHERE id = %s RETURNING head", room.pk)
    plain.execute(
        "INSERT INTO workshops_event (room_id, seq, kind, subject_id, seat_id, facts, at)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s)",
        *(room.pk, head, kind, subject_id, seat_id, json.dumps(facts), clock.now()),
    )
    room.head = head
    transaction.on_commit(lambda: pokes.send(room.poke, room.pk, head), robust=True)
    return head

