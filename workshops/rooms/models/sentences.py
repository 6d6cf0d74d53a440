"""What a party lets out of its caucus: a sentence that each of its members has said yes to."""

from django.db import models

from workshops.programme.models.base import Row
from workshops.rooms.models.broadcasts import Heard
from workshops.rooms.models.room import Room
from workshops.vault import CannotOpen
from workshops.vault.context import compartment
from workshops.vault.fields import SealedField, SealedModel


class Release(Row, SealedModel):
    """A sentence that a party lets the table hear. It is a copy of its own, sealed in the plenary as an adopted text: without
    the salt of a person, because it is nobody's. Nothing in it leads back to whoever proposed it."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="releases")  # the plenary
    party = models.ForeignKey("workshops.Party", models.CASCADE, related_name="releases")
    text = SealedField()
    language = models.CharField(max_length=8)
    released_at = models.DateTimeField()

    objects = Heard.as_manager()

    class Meta:
        ordering = ["released_at"]

    def compartment(self, field):
        """The key of the plenary."""
        return compartment("room", self.room_id)


class Sentence(Row, SealedModel):
    """A sentence proposed in a caucus. It stays there until it is withdrawn or let out; other words are another version,
    about which the party is asked anew."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="sentences")  # the caucus
    seat = models.ForeignKey("workshops.Seat", models.CASCADE, related_name="+")  # whose words it has now
    text = SealedField()
    language = models.CharField(max_length=8)
    version = models.PositiveSmallIntegerField(default=1)
    proposed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # withdrawn, or let out
    release = models.OneToOneField(Release, models.SET_NULL, null=True, related_name="+")

    objects = Heard.as_manager()

    class Meta:
        ordering = ["proposed_at"]

    def compartment(self, field):
        """The key of the caucus."""
        return compartment("room", self.room_id)

    def author_id(self, field):
        """A person's words end everywhere when their salt is destroyed; what was let out is the party's."""
        return self.seat_id

    def said(self, keys):
        """The words, or None when they ended with the salt of their author."""
        try:
            return self.open(keys, "text")
        except CannotOpen:
            return None
