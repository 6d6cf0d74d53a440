"""Rooms, who hears them, what is said in them, and whose turn it is."""

import secrets

from django.db import models

from workshops.programme.models.agenda import FloorMode
from workshops.programme.models.base import Row
from workshops.vault import CannotOpen
from workshops.vault.context import compartment
from workshops.vault.fields import SealedField, SealedModel


def random_poke():
    """A name for the channel of a room that says nothing about the room."""
    return secrets.token_hex(8)


class Room(Row):
    """Who hears what: plenary, caucus or pair of one session; staff room and help desks of the workshop."""

    class Kind(models.TextChoices):
        PLENARY = "plenary"
        CAUCUS = "caucus"
        PAIR = "pair"
        STAFF = "staff"
        HELP_DESK = "help_desk"

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="rooms")
    session = models.ForeignKey("workshops.Session", models.CASCADE, null=True, related_name="rooms")
    party = models.ForeignKey("workshops.Party", models.CASCADE, null=True, related_name="rooms")
    seat = models.ForeignKey("workshops.Seat", models.CASCADE, null=True, related_name="desks")
    item = models.ForeignKey("workshops.AgendaItem", models.CASCADE, null=True, related_name="pairs")  # of a pair
    kind = models.CharField(max_length=12, choices=Kind.choices)
    head = models.PositiveBigIntegerField(default=0)
    poke = models.CharField(max_length=16, default=random_poke)
    is_open = models.BooleanField(default=False)  # whether one may speak in it now
    is_holding = models.BooleanField(default=False)  # hold-and-rephrase: a facilitator lets each message through
    floor_mode = models.CharField(max_length=20, choices=FloorMode.choices, default=FloorMode.OPEN_SLOW)
    slow_seconds = models.PositiveSmallIntegerField(default=0)
    holder = models.ForeignKey("workshops.Seat", models.SET_NULL, null=True, related_name="+")
    held_since = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session"], condition=models.Q(kind="plenary"), name="one_plenary"),
            models.UniqueConstraint(
                fields=["session", "party"], condition=models.Q(kind="caucus"), name="one_caucus_per_party"
            ),
            models.UniqueConstraint(fields=["workshop"], condition=models.Q(kind="staff"), name="one_staff_room"),
            models.UniqueConstraint(
                fields=["seat"], condition=models.Q(kind="help_desk"), name="one_help_desk_per_seat"
            ),
        ]


class Listener(Row):
    """A seat hears a room from then until then. Current ones are the rows without an end."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="listeners")
    seat = models.ForeignKey("workshops.Seat", models.CASCADE, related_name="listening")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "seat"], condition=models.Q(until=None), name="hears_a_room_once")
        ]


class MessageQuerySet(models.QuerySet):
    """Messages as one may read them."""

    def visible_to(self, viewer):
        """Messages of the rooms this viewer hears now; held ones only for their author and the facilitators."""
        heard = self.filter(
            room__listeners__seat_id=viewer.seat_id,
            room__listeners__until=None,
            room__listeners__seat__epoch=viewer.epoch,
            room__listeners__seat__ended_at=None,
        )
        if viewer.is_facilitator:
            return heard
        return heard.filter(models.Q(held_at=None) | models.Q(seat_id=viewer.seat_id))


class Message(Row, SealedModel):
    """What a person said in a room, sealed under the room's key and that person's salt."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="messages")
    seat = models.ForeignKey("workshops.Seat", models.CASCADE, related_name="messages")
    client_key = models.UUIDField()
    text = SealedField()
    language = models.CharField(max_length=8)
    words = models.PositiveIntegerField()
    posted_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True)  # waits for a facilitator
    withdrawn_at = models.DateTimeField(null=True)

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


class Presence(Row):
    """A seat was seen in a room by a server process; older than 40 s means away."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="presences")
    seat = models.ForeignKey("workshops.Seat", models.CASCADE, related_name="presences")
    process = models.CharField(max_length=16)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "seat", "process"], name="seen_once_per_process")]
