"""How far somebody has read."""

from django.db import models

from workshops.rooms.models.room import Room


class LastSeen(models.Model):
    """Up to which number of its log a seat has last had a room before its eyes, and when that was: for coming back.

    Written for all sockets of a process at once, every 15 s, and when a page is drawn; never for one message."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="+")
    seat = models.ForeignKey("workshops.Seat", models.CASCADE, related_name="+")
    seq = models.PositiveBigIntegerField()
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "seat"], name="seen_up_to_once")]

    def __str__(self):
        return str(self.pk)
