"""A call beside the text: the address of another service, where people of a room hear each other."""

from django.db import models

from workshops.programme.models.base import Row
from workshops.rooms.models.broadcasts import Heard
from workshops.rooms.models.room import Room
from workshops.vault import CannotOpen
from workshops.vault.context import compartment
from workshops.vault.fields import SealedField, SealedModel


class CallLink(Row, SealedModel):
    """One at a time in a room, for those who hear it. It is shown, and never fetched by us."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="call_links")
    seat = models.ForeignKey("workshops.Seat", models.CASCADE, related_name="+")  # who attached it
    url = SealedField()
    name = SealedField()
    attached_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = Heard.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room"], condition=models.Q(ended_at=None), name="one_call_link_per_room")
        ]

    def compartment(self, field):
        """The room's own key."""
        return compartment("room", self.room_id)

    def author_id(self, field):
        """What a person brought ends when their salt is destroyed."""
        return self.seat_id

    def opened(self, keys):
        """(address, name), or None when they ended with the salt of whoever brought them."""
        try:
            return self.open(keys, "url"), self.open(keys, "name")
        except CannotOpen:
            return None
