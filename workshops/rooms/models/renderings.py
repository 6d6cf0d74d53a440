"""What interpreters make of what is said, and what readers ask about it."""

import hashlib

from django.db import models

from workshops.programme.models.base import Row
from workshops.rooms.models.messages import Message
from workshops.rooms.models.room import Room
from workshops.vault import CannotOpen
from workshops.vault.context import compartment
from workshops.vault.fields import SealedField, SealedModel


def mark_of(message):
    """Which wording of a message this is: a print of its sealed envelope, which every change of the text replaces."""
    return hashlib.sha256(bytes(message.text)).digest() if message.text is not None else b""


class OfRoom(Row, SealedModel):
    """A row about what was said in a room, sealed under the room's key and the salt of whoever's words these are."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="+")
    message = models.ForeignKey(Message, models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True

    def compartment(self, field):
        """The room's own key."""
        return compartment("room", self.room_id)

    def read(self, keys, field):
        """The text, or "" where it has ended with its author's salt."""
        try:
            return self.open(keys, field)
        except CannotOpen:
            return ""


class RenderingQuerySet(models.QuerySet):
    """Renderings as one may read them."""

    def visible_to(self, viewer):
        """Of messages this viewer may see now; what is not yet delivered, for interpreters only."""
        seen = self.filter(message__in=Message.objects.visible_to(viewer), message__withdrawn_at=None)
        return seen if viewer.role == "interpreter" else seen.exclude(delivered_at=None)


class Rendering(OfRoom):
    """One message in another language: asked for → in interpretation (claimed) → delivered. It is still its author's
    word, under the author's salt: where that ends, this ends."""

    language = models.CharField(max_length=8)
    spoken_by = models.ForeignKey("workshops.Seat", models.CASCADE, related_name="+")
    interpreter = models.ForeignKey("workshops.Seat", models.SET_NULL, null=True, related_name="renderings")
    asked_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    draft = SealedField()
    text = SealedField()
    note = SealedField()  # of the translator, to the readers of this language
    of_wording = models.BinaryField(max_length=32, null=True)
    delivered_at = models.DateTimeField(null=True)

    objects = RenderingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "language"], name="one_rendering_per_language")]
        indexes = [models.Index(fields=["room", "delivered_at"], name="renderings_to_make")]

    def author_id(self, field):
        """The words are of whoever said them."""
        return self.spoken_by_id

    def is_of(self, message):
        """Whether this was delivered for the wording the message has now."""
        return self.delivered_at is not None and bytes(self.of_wording or b"") == mark_of(message) != b""


class MeaningFlagQuerySet(models.QuerySet):
    """Flags as one may read them."""

    def visible_to(self, viewer):
        """Those of the rooms this viewer hears: all for facilitators and interpreters, else one's own."""
        heard = self.filter(message__in=Message.objects.visible_to(viewer))
        return heard if viewer.role in ("facilitator", "interpreter") else heard.filter(seat_id=viewer.seat_id)


class MeaningFlag(OfRoom):
    """“This does not sound right to me”: for the interpreters and the facilitators, who are not told whose it is."""

    seat = models.ForeignKey("workshops.Seat", models.CASCADE, related_name="+")
    language = models.CharField(max_length=8)  # in which it was read
    note = SealedField()
    raised_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    objects = MeaningFlagQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "seat", "language"], name="one_flag_each")]

    def author_id(self, field):
        """These are the words of whoever asks."""
        return self.seat_id
