"""The inner circle of a fishbowl."""

from django.db import models

from workshops.programme.models.base import Row
from workshops.rooms.models.room import Room


class CircleSeat(Row):
    """One person of an inner circle that was chosen by name. Where there is one, the room's `circle_party` is empty."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="circle")
    seat = models.ForeignKey("workshops.Seat", models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "seat"], name="in_a_circle_once")]
