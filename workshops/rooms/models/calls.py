"""A room asks for a facilitator."""

from django.db import models

from workshops.programme.models.base import Row
from workshops.rooms.models.room import Room


class Call(Row):
    """Somebody in a room asked for a facilitator; it is not kept who. It ends when one of the team comes, or sees to it.

    A pair calls by an alert of its run (`exercises.Alert`): there a call is what lets a facilitator in.
    """

    room = models.ForeignKey(Room, models.CASCADE, related_name="calls")
    called_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("workshops.Seat", models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["called_at"]
        constraints = [
            models.UniqueConstraint(fields=["room"], condition=models.Q(answered_at=None), name="one_open_call_per_room")
        ]
