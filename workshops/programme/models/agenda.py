"""The agenda of a session."""

from django.db import models

from workshops.programme.models.base import SealedRow
from workshops.vault.context import compartment
from workshops.vault.fields import SealedField


class Placement(models.TextChoices):
    """Who is with whom during an item."""

    PLENARY = "plenary"
    CAUCUS = "caucus"
    PAIRS = "pairs"
    SMALL_GROUPS = "small_groups"  # small tables, mixed across parties
    FISHBOWL = "fishbowl"  # some write, the others read


# Who goes through an exercise together, in the words of its declaration.
COMPANIES = {Placement.PAIRS: "pairs", Placement.SMALL_GROUPS: "groups", Placement.PLENARY: "parties"}


class FloorMode(models.TextChoices):
    """Who may speak when (methods 1)."""

    ROUND = "round"  # one turn each, in a fixed order that alternates parties
    SILENT_REVEAL = "silent_reveal"  # everyone writes, and all of it is shown in one moment
    QUEUE = "queue"  # raised hands
    OPEN_SLOW = "open_slow"  # everyone, with a pause between two messages of a person
    QUIET = "quiet"  # nobody
    FACILITATOR_ONLY = "facilitator_only"
    EXERCISE = "exercise"  # people write in their exercise, not here


class AgendaItem(SealedRow):
    """One phase of a session: purpose, prompt, who is with whom, floor mode, minutes."""

    session = models.ForeignKey("workshops.Session", models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    title = SealedField()  # {language: text}
    purpose = SealedField()  # {language: text}
    prompt = SealedField()  # {language: text}: the question put to the room
    placement = models.CharField(max_length=12, choices=Placement.choices, default=Placement.PLENARY)
    floor_mode = models.CharField(max_length=20)
    slow_seconds = models.PositiveSmallIntegerField(default=0)  # open_slow: seconds between two messages of a person
    turn_seconds = models.PositiveSmallIntegerField(default=0)  # round, queue: after them a turn is asked, never cut
    minutes = models.PositiveSmallIntegerField()
    exercise = models.SlugField(max_length=40, blank=True)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position"]

    def compartment(self, field):
        """Everyone at the table reads the agenda."""
        return compartment("programme", self.session.workshop_id)
