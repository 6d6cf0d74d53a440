"""Polls: one vote being held, each person's ballot in it, and what is left of both when it is closed."""

from django.db import models

from workshops.programme.models.base import Row, SealedRow
from workshops.vault.context import compartment
from workshops.vault.fields import SealedField, SealedModel


class Poll(SealedRow):
    """One vote on one version of a card, or a dot vote on several options. Its electorate are its ballots, made when it
    opens; its outcome is counted once, when it closes, and lies on the board without anybody's name."""

    class Method(models.TextChoices):
        GRADIENT = "gradient"
        DOTS = "dots"

    COMPARTMENT = "board"

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="polls")
    card = models.ForeignKey("workshops.Card", models.CASCADE, null=True, related_name="polls")
    version = models.PositiveSmallIntegerField(null=True)
    method = models.CharField(max_length=8, choices=Method.choices, default=Method.GRADIENT)
    thresholds = models.JSONField(default=dict)  # set before it opened: {name: "4/5"}
    options = models.JSONField(default=list)  # a dot vote: the ids of its cards, as they lay
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    set_aside_at = models.DateTimeField(null=True)  # the card has been changed since
    outcome = SealedField()  # see counting.py

    class Meta:
        ordering = ["opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["card"], condition=models.Q(closed_at=None), name="one_open_poll_per_card"
            )
        ]


class Ballot(Row, SealedModel):
    """One person's place in an electorate, and how they voted: under their own key, which nobody else holds.

    Only counting a closed poll opens it once more (`rules.keys_of_count`).
    """

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="ballots")
    seat = models.ForeignKey("workshops.Seat", models.CASCADE, related_name="ballots")
    party = models.ForeignKey("workshops.Party", models.PROTECT, related_name="+")
    vote = SealedField()  # {"level", "reason", "ground", "told"} or {"dots": {card: number}}
    cast_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "seat"], name="one_ballot_per_person")]

    def compartment(self, field):
        """The person's own key."""
        return compartment("own", self.seat_id)


class BlockNotice(Row, SealedModel):
    """Who blocked, for the one facilitator whom that person chose, under that facilitator's own key."""

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="notices")
    facilitator = models.ForeignKey("workshops.Seat", models.CASCADE, related_name="+")
    who = SealedField()  # the id of a seat

    def compartment(self, field):
        """The facilitator's own key."""
        return compartment("own", self.facilitator_id)
