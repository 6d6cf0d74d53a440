"""Commitments: who does what by when. Nobody is made an owner; owners say so themselves."""

from django.db import models

from workshops.board.models.cards import Column
from workshops.programme.models.base import Row, SealedRow
from workshops.vault.fields import SealedField


class Commitment(SealedRow):
    """One piece of work that carries out a joint strategy."""

    class Status(models.TextChoices):
        PLANNED = "planned"
        ON_TRACK = "on_track"
        AT_RISK = "at_risk"
        BLOCKED = "blocked"
        DONE = "done"
        CHANGED = "changed"
        RELEASED = "released"

    class BlockedBy(models.TextChoices):
        OWN_SIDE = "own_side"
        OTHER_SIDE = "other_side"
        EXTERNAL = "external"
        MONEY = "money"
        SAFETY = "safety"

    COMPARTMENT = "board"

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="commitments")
    card = models.ForeignKey("workshops.Card", models.PROTECT, related_name="commitments")
    column = models.CharField(max_length=16, choices=Column.choices, default=Column.COMMITMENT)
    title = SealedField()
    done_when = SealedField()
    support = SealedField()
    risk = SealedField()
    note = SealedField()
    milestones = SealedField()  # [{"title", "due", "done"}], at most five
    language = models.CharField(max_length=8)
    start_on = models.DateField()
    due_on = models.DateField()
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.PLANNED)
    blocked_by = models.CharField(max_length=10, choices=BlockedBy.choices, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at", "due_on", "pk"]

    @property
    def is_over(self):
        """Whether it weighs on nobody any more."""
        return self.status in (self.Status.DONE, self.Status.RELEASED)


class Owner(Row):
    """A question to one person, whether they take this on; and their answer."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="owners")
    seat = models.ForeignKey("workshops.Seat", models.CASCADE, related_name="owning")
    party = models.ForeignKey("workshops.Party", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    lets_go_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["commitment", "seat"], name="asked_once_to_own")]
