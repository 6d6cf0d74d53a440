"""One meeting of a workshop, and who is admitted to it."""

import datetime

from django.conf import settings
from django.db import models

from workshops.programme.models.base import Row, SealedRow
from workshops.vault.context import compartment
from workshops.vault.fields import SealedField


class Session(SealedRow):
    """One meeting: scheduled → lobby → live ⇄ paused → stopped → closed."""

    class State(models.TextChoices):
        SCHEDULED = "scheduled"
        LOBBY = "lobby"
        LIVE = "live"
        PAUSED = "paused"
        STOPPED = "stopped"
        CLOSED = "closed"

    class PauseKind(models.TextChoices):
        """Why all stand still."""

        OPEN = "open"  # until a facilitator goes on
        QUIET = "quiet"  # a minute or three in which nobody writes
        COOLING = "cooling"
        ALONE = "alone"  # no facilitator was connected

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="sessions")
    position = models.PositiveSmallIntegerField()
    title = SealedField()  # {language: text}
    state = models.CharField(max_length=12, choices=State.choices, default=State.SCHEDULED)
    local_start = models.CharField(max_length=16)  # wall time "2026-04-16T09:00"; with zone and fold it decides
    tzid = models.CharField(max_length=64)
    fold = models.PositiveSmallIntegerField(default=0)
    minutes = models.PositiveSmallIntegerField()
    revision = models.PositiveIntegerField(default=0)
    starts_at = models.DateTimeField()  # derived from the wall time
    turn_hours = models.PositiveSmallIntegerField(null=True)  # how long a turn has where the session lasts days
    current_item = models.ForeignKey("workshops.AgendaItem", models.SET_NULL, null=True, related_name="+")
    item_ends_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    welfare_due_at = models.DateTimeField(null=True)
    welfare_by = models.ForeignKey("workshops.Seat", models.SET_NULL, null=True, related_name="+")
    # how it is led
    lead = models.ForeignKey("workshops.Seat", models.SET_NULL, null=True, related_name="+")  # who is asked first
    pause_kind = models.CharField(max_length=8, choices=PauseKind.choices, default=PauseKind.OPEN)
    pauses_at = models.DateTimeField(null=True)  # unless a facilitator is back by then
    pause_ends_at = models.DateTimeField(null=True)  # planned, and said to everyone; nothing goes on by itself
    next_session = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    no_further_meeting = SealedField()  # who decided to end, and how; staff

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["workshop", "position"], name="one_session_per_position")]

    @property
    def is_running(self):
        """Whether people sit in its rooms now."""
        return self.state in (self.State.LIVE, self.State.PAUSED)

    @property
    def is_slow(self):
        """Whether it lasts days: people come and go, and a turn has hours."""
        return self.turn_hours is not None

    @property
    def frozen_until(self):
        """Until then everybody may take back what they have said, and nothing is released; None before Stop."""
        return self.stopped_at and self.stopped_at + datetime.timedelta(hours=settings.RECORD_FREEZE_HOURS)

    def compartment(self, field):
        """Paperwork is for the team, the rest for everyone at the table."""
        kind = "staff" if field == "no_further_meeting" else "programme"
        return compartment(kind, self.workshop_id)


class Admission(Row):
    """One person asks to come into one session and is let in by a facilitator."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="admissions")
    seat = models.ForeignKey("workshops.Seat", models.CASCADE, related_name="admissions")
    asked_at = models.DateTimeField()
    admitted_at = models.DateTimeField(null=True)
    admitted_by = models.ForeignKey("workshops.Seat", models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    muted_at = models.DateTimeField(null=True)  # reads and keeps drafts, writes in no room the parties share
    apart_at = models.DateTimeField(null=True)  # does not feel safe: out of turns and of writing until they say they are ready
    ready_asked_at = models.DateTimeField(null=True)  # after a long pause: writes again once they have said yes

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "seat"], name="one_admission_per_session")]
