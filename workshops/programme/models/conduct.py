"""How a session is led: what its team has signed, who of it was seen when, and what can be taken back for a moment."""

from django.db import models

from workshops.programme.models.base import Row, SealedRow
from workshops.vault.fields import SealedField


class Declaration(SealedRow):
    """A facilitator has signed the discipline note, as it was read in one language, and said whom they are close to. The
    newest counts; none is overwritten."""

    COMPARTMENT = "roster"

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="declarations")
    seat = models.ForeignKey("workshops.Seat", models.CASCADE, related_name="declarations")
    affinity = SealedField()  # the id of a party, "neither" or "several"
    version = models.CharField(max_length=16)
    text_hash = models.CharField(max_length=64)
    language = models.CharField(max_length=8)
    signed_at = models.DateTimeField()


class Watch(Row):
    """When a facilitator was last seen at a session, by whatever door: a socket, or a page without one."""

    session = models.ForeignKey("workshops.Session", models.CASCADE, related_name="watches")
    seat = models.ForeignKey("workshops.Seat", models.CASCADE, related_name="watches")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "seat"], name="one_watch_per_facilitator")]


class Undo(Row):
    """An act that can be taken back for ten seconds: how it was before, and what the act has left. Ids and small facts,
    never content. Taking it back is an act of its own, which refuses when somebody has changed things since."""

    class Kind(models.TextChoices):
        PAUSE = "pause"
        COOL = "cool"
        MUTE = "mute"
        UNMUTE = "unmute"
        REMOVE = "remove"
        SLOW = "slow"
        HOLD = "hold"
        LET_GO = "let_go"  # no longer held
        GO_ON = "go_on"

    session = models.ForeignKey("workshops.Session", models.CASCADE, related_name="undos")
    room = models.ForeignKey("workshops.Room", models.CASCADE, related_name="+")  # who hears it may know of the act
    seat = models.ForeignKey("workshops.Seat", models.CASCADE, related_name="+")  # who did it
    kind = models.CharField(max_length=8, choices=Kind.choices)
    subject_id = models.UUIDField(null=True)  # a seat, or an item
    was = models.JSONField(default=dict)
    left = models.JSONField(default=dict)
    offered_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("workshops.Seat", models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-offered_at"]
