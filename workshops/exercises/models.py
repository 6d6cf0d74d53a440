"""Runs of an exercise: who goes through it, what was given at each step, what is still being written, what calls for the team."""

import json

from django.db import models

from workshops.programme.models.base import Row
from workshops.vault import CannotOpen
from workshops.vault.context import compartment
from workshops.vault.fields import SealedField, SealedModel


class KeptAsWritten(models.TextField):
    """A declaration as text: PostgreSQL's own kind of JSON would give its choices back in another order."""

    def from_db_value(self, value, expression, connection):
        """The declaration."""
        return None if value is None else json.loads(value)

    def get_prep_value(self, value):
        """Its text."""
        return None if value is None else json.dumps(value, ensure_ascii=False)


class Run(Row):
    """One exercise as one company of people goes through it. It keeps the whole declaration it was begun with."""

    class Company(models.TextChoices):
        PAIRS = "pairs"  # two of two parties, or three where numbers differ
        GROUPS = "groups"  # a few, mixed across parties
        PARTIES = "parties"  # party against party, at the table

    class State(models.TextChoices):
        RUNNING = "running"
        DEBRIEF = "debrief"
        COMPLETED = "completed"
        STOPPED_SAFETY = "stopped_safety"
        CLOSED_UNFINISHED = "closed_unfinished"
        NOT_TAKEN = "not_taken"  # somebody would rather not, when all were asked

    room = models.OneToOneField("workshops.Room", models.CASCADE, related_name="run")
    item = models.ForeignKey("workshops.AgendaItem", models.CASCADE, related_name="runs")
    declaration = KeptAsWritten(null=True)  # of the house; of an exercise of the workshop's own lies sealed in its version
    version = models.ForeignKey("workshops.OwnExerciseVersion", models.RESTRICT, null=True, related_name="runs")
    record_level = models.CharField(max_length=16)
    state = models.CharField(max_length=20, choices=State.choices, default=State.RUNNING)
    company = models.CharField(max_length=8, choices=Company.choices, default=Company.PAIRS)
    began_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    tidied_at = models.DateTimeField(null=True)  # superseded attempts are gone

    class Meta:
        ordering = ["began_at", "id"]

    @property
    def is_live(self):
        """Whether it still goes on."""
        return self.state in (self.State.RUNNING, self.State.DEBRIEF)

    def declared(self, keys):
        """The whole declaration it was begun with."""
        return self.version.open(keys, "content") if self.version_id else self.declaration


class Place(Row):
    """Where a run stands, as the engine has found it: one row, or one for each side that works by itself."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="places")
    telling = models.PositiveSmallIntegerField()  # in which telling (or on which side), at which step,
    step = models.SlugField(max_length=40)
    attempt = models.PositiveSmallIntegerField(default=1)  # and for the how manieth time
    began_at = models.DateTimeField()
    more_minutes = models.PositiveSmallIntegerField(default=0)  # that a facilitator has added to its soft time

    class Meta:
        ordering = ["telling", "began_at"]
        constraints = [models.UniqueConstraint(fields=["run", "telling"], name="one_place_a_telling")]


class RunSeat(Row):
    """One person who goes through a run, on one of its sides. Who does not hear its room any more is not waited for."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="members")
    seat = models.ForeignKey("workshops.Seat", models.CASCADE, related_name="run_seats")
    side = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["side", "position"]
        constraints = [models.UniqueConstraint(fields=["run", "seat"], name="once_in_a_run")]


class Telling(Row):
    """One direction: who tells, who says it back. Of a party (where no person is named) all on that side do."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="tellings")
    position = models.PositiveSmallIntegerField()
    teller = models.ForeignKey("workshops.Seat", models.CASCADE, null=True, related_name="+")
    listener = models.ForeignKey("workshops.Seat", models.CASCADE, null=True, related_name="+")
    teller_side = models.PositiveSmallIntegerField(default=0)
    listener_side = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["run", "position"], name="one_telling_per_position")]


class InARoom(models.QuerySet):
    """What lies in the room of a run."""

    def visible_to(self, viewer):
        """Of the rooms this viewer hears now. What of it they see, field by field, says `seeing.py`."""
        return self.filter(
            run__room__listeners__seat_id=viewer.seat_id,
            run__room__listeners__until=None,
            run__room__listeners__seat__epoch=viewer.epoch,
            run__room__listeners__seat__ended_at=None,
        )


class Response(Row, SealedModel):
    """What one person gave at one step: texts and ratings under the room's key, what is for themselves under their own.

    Each step takes one response of a person, so that a second press gives nothing twice.
    """

    run = models.ForeignKey(Run, models.CASCADE, related_name="responses")
    seat = models.ForeignKey("workshops.Seat", models.CASCADE, related_name="responses")
    telling = models.PositiveSmallIntegerField()
    step = models.SlugField(max_length=40)
    attempt = models.PositiveSmallIntegerField()
    shared = SealedField()  # {field: value}
    ratings = SealedField()  # {field: number}: they stay when the texts of a superseded attempt go
    own = SealedField()  # {field: value}
    language = models.CharField(max_length=8)
    given_at = models.DateTimeField()

    objects = InARoom.as_manager()

    class Meta:
        ordering = ["given_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["run", "seat", "telling", "step", "attempt"], name="given_once")
        ]

    def compartment(self, field):
        """What is for oneself lies under one's own key."""
        return compartment("own", self.seat_id) if field == "own" else compartment("room", self.run.room_id)

    def author_id(self, field):
        """A person's words end everywhere when their salt is destroyed."""
        return self.seat_id

    def values(self, keys):
        """{field: value} of what these keys open; nothing where the words ended with the salt of their author."""
        try:
            return {**(self.open(keys, "ratings") or {}), **(self.open(keys, "shared") or {})}
        except CannotOpen:
            return {}


class OnesOwn(models.QuerySet):
    """What is nobody else's."""

    def visible_to(self, viewer):
        """Only one's own: no partner's, no facilitator's."""
        return self.filter(seat_id=viewer.seat_id)


class StepDraft(Row, SealedModel):
    """What somebody is about to give at a step, under their own key. Nobody else can open it, and no clock sends it."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="drafts")
    seat = models.ForeignKey("workshops.Seat", models.CASCADE, related_name="step_drafts")
    place = models.CharField(max_length=60)  # telling, step, attempt
    content = SealedField()  # {name of a box: text}
    saved_at = models.DateTimeField()

    objects = OnesOwn.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "seat", "place"], name="one_draft_per_step")]

    def compartment(self, field):
        """The seat's own key."""
        return compartment("own", self.seat_id)


class Alert(Row):
    """Something in a run calls for the team. It never says what was written."""

    class Kind(models.TextChoices):
        HELP = "help"  # somebody of the pair asked for it, without a name
        UNSETTLED = "unsettled"  # the third attempt was not it
        LOW_RATING = "low_rating"  # a rating of 1
        RATED_OUT = "rated_out"  # a second one: the run has stopped
        STOPPED = "stopped"  # somebody needed to stop
        JUMPED = "jumped"  # something was rated as not respectful: the run has gone where it is left in safety
        SAFETY = "safety"  # somebody has ticked that their safety is at stake

    CALLS = (Kind.HELP, Kind.UNSETTLED, Kind.JUMPED)  # a facilitator may come into the pair's room

    run = models.ForeignKey(Run, models.CASCADE, related_name="alerts")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    seat = models.ForeignKey("workshops.Seat", models.CASCADE, null=True, related_name="+")  # whom it is about
    raised_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("workshops.Seat", models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["raised_at"]
