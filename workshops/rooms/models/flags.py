"""Asking for help: one of four levels, in private (methods 4.8)."""

from django.db import models

from workshops.programme.models.base import Row
from workshops.rooms.models.room import Room


class FlagQuerySet(models.QuerySet):
    """Flags as one may see them."""

    def visible_to(self, viewer):
        """One's own, and for the facilitators those of the workshop whose private lines they hear."""
        return self.filter(
            room__listeners__seat_id=viewer.seat_id,
            room__listeners__until=None,
            room__listeners__seat__epoch=viewer.epoch,
            room__listeners__seat__ended_at=None,
        )


class Flag(Row):
    """Somebody asks for help. It lies in their private line: from which room it came is written nowhere."""

    class Level(models.IntegerChoices):
        MINUTES = 1  # "I need a few minutes"
        PAUSE = 2  # "please slow or pause the room"
        UNSAFE = 3  # "I do not feel safe"
        WATCHED = 4  # "someone is watching, or my device is not safe"

    room = models.ForeignKey(Room, models.CASCADE, related_name="flags")
    seat = models.ForeignKey("workshops.Seat", models.CASCADE, related_name="flags")
    level = models.PositiveSmallIntegerField(choices=Level.choices)
    raised_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("workshops.Seat", models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)  # the safeguarding contact, from level 3

    objects = FlagQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seat"], condition=models.Q(closed_at=None), name="one_open_flag_per_seat")
        ]

    @property
    def is_alarm(self):
        """Whether somebody may be in danger."""
        return self.level >= self.Level.UNSAFE
