"""Who is here."""

from django.db import models

from workshops.programme.models.base import Row
from workshops.rooms.models.room import Room


class Presence(Row):
    """A seat was seen in a room by a server process; older than 40 s means away."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="presences")
    seat = models.ForeignKey("workshops.Seat", models.CASCADE, related_name="presences")
    process = models.CharField(max_length=16)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "seat", "process"], name="seen_once_per_process")]
