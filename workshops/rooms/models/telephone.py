"""Who takes part in a session by telephone."""

from django.db import models

from workshops.programme.models.base import Row


class ByTelephone(Row):
    """This person is on the telephone and has agreed that a facilitator types for them, in this session only."""

    session = models.ForeignKey("workshops.Session", models.CASCADE, related_name="+")
    seat = models.ForeignKey("workshops.Seat", models.CASCADE, related_name="+")
    noted_by = models.ForeignKey("workshops.Seat", models.SET_NULL, null=True, related_name="+")
    noted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "seat"], condition=models.Q(ended_at=None), name="on_the_telephone_once"
            )
        ]
