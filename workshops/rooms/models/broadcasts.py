"""What the team says to all rooms of a session at once."""

from django.db import models

from workshops.programme.models.base import Row
from workshops.rooms.models.room import Room
from workshops.vault import CannotOpen
from workshops.vault.context import compartment
from workshops.vault.fields import SealedField, SealedModel


class Heard(models.QuerySet):
    """What lies in a room."""

    def visible_to(self, viewer):
        """For those who hear the room now."""
        return self.filter(
            room__listeners__seat_id=viewer.seat_id,
            room__listeners__until=None,
            room__listeners__seat__epoch=viewer.epoch,
            room__listeners__seat__ended_at=None,
        )


class Broadcast(Row, SealedModel):
    """A word to everybody in a session, wherever they sit. It lies in the plenary, which every page reads; one at a time.

    With `back_at` it calls people back to the long table: until then they go on, after it they are asked to come.
    Nobody is moved by it, and it stands until a facilitator ends it or the agenda goes on.
    """

    room = models.ForeignKey(Room, models.CASCADE, related_name="broadcasts")
    seat = models.ForeignKey("workshops.Seat", models.CASCADE, related_name="+")
    text = SealedField()
    language = models.CharField(max_length=8)
    said_at = models.DateTimeField()
    back_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = Heard.as_manager()

    class Meta:
        ordering = ["said_at"]
        constraints = [
            models.UniqueConstraint(fields=["room"], condition=models.Q(ended_at=None), name="one_broadcast_at_a_time")
        ]

    def compartment(self, field):
        """The key of the plenary."""
        return compartment("room", self.room_id)

    def author_id(self, field):
        """A person's words end everywhere when their salt is destroyed."""
        return self.seat_id

    def said(self, keys):
        """The words; nothing when there are none, or when they ended with the salt of their author."""
        try:
            return self.open(keys, "text")
        except CannotOpen:
            return ""
