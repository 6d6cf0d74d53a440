"""What is said in a room, and what is about to be."""

from django.db import models

from workshops.programme.models.base import Row
from workshops.rooms.models.room import Room
from workshops.vault import CannotOpen
from workshops.vault.context import compartment
from workshops.vault.fields import SealedField, SealedModel


class MessageQuerySet(models.QuerySet):
    """Messages as one may read them."""

    def visible_to(self, viewer):
        """Messages of the rooms this viewer hears now; held ones only for their author and the facilitators, and what
        waits for the moment in which all is shown, for its author alone."""
        heard = self.filter(
            room__listeners__seat_id=viewer.seat_id,
            room__listeners__until=None,
            room__listeners__seat__epoch=viewer.epoch,
            room__listeners__seat__ended_at=None,
        )
        own = models.Q(seat_id=viewer.seat_id)
        heard = heard.filter(models.Q(silent_at=None) | own)
        return heard if viewer.is_facilitator else heard.filter(models.Q(held_at=None) | own)

    def own_of(self, viewer):
        """What this viewer has said, or typed for somebody on the telephone."""
        return self.visible_to(viewer).filter(models.Q(seat_id=viewer.seat_id) | models.Q(typed_by_id=viewer.seat_id))

    def delivered(self):
        """What the room has heard: not what was taken back, nor what waits."""
        return self.filter(withdrawn_at=None, held_at=None, silent_at=None)


class Message(Row, SealedModel):
    """What a person said in a room, sealed under the room's key and that person's salt."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="messages")
    seat = models.ForeignKey("workshops.Seat", models.CASCADE, related_name="messages")
    client_key = models.UUIDField()
    text = SealedField()
    language = models.CharField(max_length=8)
    words = models.PositiveIntegerField()
    posted_at = models.DateTimeField()
    is_interpreted = models.BooleanField(default=False)  # languages: somebody has been asked to render it
    is_question = models.BooleanField(default=False)  # asked out of turn, to understand
    silent_at = models.DateTimeField(null=True)  # waits for the moment in which all is shown
    held_at = models.DateTimeField(null=True)  # waits for a facilitator
    withdrawn_at = models.DateTimeField(null=True)
    edited_at = models.DateTimeField(null=True)
    is_hidden = models.BooleanField(default=False)  # held, because a facilitator has taken it out of the room again
    suggestion = SealedField()  # other words a facilitator suggests to the author while it is held
    reply_to = models.ForeignKey("self", models.SET_NULL, null=True, related_name="replies")
    typed_by = models.ForeignKey("workshops.Seat", models.SET_NULL, null=True, related_name="+", db_index=False)  # for somebody on the telephone
    reactions_given = models.PositiveIntegerField(default=0)  # so that nobody looks for them where there are none

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "seat", "client_key"], name="said_once")]
        indexes = [models.Index(fields=["room", "posted_at"], name="messages_in_order")]

    def compartment(self, field):
        """The room's own key."""
        return compartment("room", self.room_id)

    def author_id(self, field):
        """A person's words end everywhere when their salt is destroyed."""
        return self.seat_id

    def said(self, keys):
        """The words, or None when they were withdrawn, or ended with the salt of their author."""
        try:
            return None if self.withdrawn_at else self.open(keys, "text")
        except CannotOpen:
            return None


class Draft(Row, SealedModel):
    """What somebody is about to say in a room, under their own key. Nobody else can open it."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="drafts")
    seat = models.ForeignKey("workshops.Seat", models.CASCADE, related_name="drafts")
    text = SealedField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "seat"], name="one_draft_per_room")]

    def compartment(self, field):
        """The seat's own key."""
        return compartment("own", self.seat_id)
