"""Whose turn it is: the order of a round, raised hands, and who is ready to go on."""

from django.db import models

from workshops.programme.models.base import Row
from workshops.rooms.models.room import Room


class FloorTurn(Row):
    """One place in the order of a round."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="turns")
    seat = models.ForeignKey("workshops.Seat", models.CASCADE, related_name="turns")
    position = models.PositiveSmallIntegerField()
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["room", "position"], name="one_turn_per_position")]


class FloorRequest(Row):
    """A raised hand, from the moment it is raised until it is given the floor or lowered."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="hands")
    seat = models.ForeignKey("workshops.Seat", models.CASCADE, related_name="hands")
    asked_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(fields=["room", "seat"], condition=models.Q(ended_at=None), name="one_hand_up")
        ]


class Readiness(Row):
    """Somebody is ready to go on. The room is told how many of a party are, never who."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="readiness")
    seat = models.ForeignKey("workshops.Seat", models.CASCADE, related_name="readiness")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "seat"], name="ready_once")]
