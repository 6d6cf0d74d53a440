"""When somebody last had a room before their eyes."""

from django.db import models

from workshops.rooms.models.room import Room


class LastSeen(models.Model):
    """When a seat last had a room of a session before its eyes: for coming back, and read by nobody else.

    Written when a page is drawn, and for all sockets of a process at once, every 15 s; never for one message. It goes with
    the session."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="+")
    seat = models.ForeignKey("workshops.Seat", models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "seat"], name="last_seen_once")]

    def __str__(self):
        return str(self.pk)
