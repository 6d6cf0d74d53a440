"""The plan of follow-ups, who was asked how they are, and everything that is to be sent."""

import uuid

from django.db import models

from workshops.programme.models.base import Row, SealedRow
from workshops.vault.context import compartment
from workshops.vault.fields import SealedField


class FollowUp(Row):
    """One line of the plan: it points to a session, or is an asynchronous check of each person alone."""

    class Kind(models.TextChoices):
        WELFARE_CHECK = "welfare_check"
        RE_ENTRY = "re_entry"
        COMMITMENT_REVIEW = "commitment_review"
        AFTER_EVENT_CHECK = "after_event_check"
        THREE_MONTHS = "three_month_review"
        SIX_MONTHS = "six_month_review"
        TWELVE_MONTHS = "twelve_month_review"
        FURTHER = "further"  # a meeting that the cadence does not know

    class State(models.TextChoices):
        PROPOSED = "proposed"  # generated; nobody has been told anything
        PLANNED = "planned"  # accepted by a facilitator: its session stands in the plan, or people are being asked
        DONE = "done"
        DROPPED = "dropped"

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="follow_ups")
    origin = models.ForeignKey("workshops.Session", models.SET_NULL, null=True, related_name="+")  # counted from its end
    kind = models.CharField(max_length=24, choices=Kind.choices)
    due_on = models.DateField()  # on the calendar of the workshop's zone
    is_measured = models.BooleanField(default=False)  # a survey belongs to it (methods 6)
    state = models.CharField(max_length=12, choices=State.choices, default=State.PROPOSED)
    session = models.OneToOneField("workshops.Session", models.SET_NULL, null=True, related_name="follow_up")
    attendance = models.PositiveSmallIntegerField(null=True)  # how many came, or answered, once it is done
    made_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)  # when it was accepted, dropped or done, the last of these

    class Meta:
        ordering = ["due_on", "made_at", "id"]

    @property
    def is_asynchronous(self):
        """Whether each person is asked alone, without a meeting."""
        return self.kind == self.Kind.WELFARE_CHECK


class Asking(Row):
    """One person who is to be asked how they are: that it was done, never what was said."""

    follow_up = models.ForeignKey(FollowUp, models.CASCADE, related_name="askings")
    seat = models.ForeignKey("workshops.Seat", models.CASCADE, related_name="askings")
    asked_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    asked_by = models.ForeignKey("workshops.Seat", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["follow_up", "seat"], name="one_asking_per_person")]


class Dispatch(SealedRow):
    """One thing to be sent to one person at one moment. What the mail says of the appointment stands in the row, so
    that a second try is the same mail, and a cancelled appointment can still be called off."""

    class Kind(models.TextChoices):
        INVITE = "invite"
        REMINDER_7D = "reminder_7d"
        REMINDER_24H = "reminder_24h"
        REMINDER_1H = "reminder_1h"
        CHANGED = "changed"
        CANCELLED = "cancelled"
        TURN = "turn"  # where a session lasts days: it waits for this person

    class State(models.TextChoices):
        DUE = "due"
        LEASED = "leased"
        SENT = "sent"
        FAILED = "failed"
        VOID = "void"

    class Why(models.TextChoices):
        """Why nothing was sent."""

        REPLACED = "replaced"  # a newer revision says it
        LATE = "late"  # its moment has passed
        CONSENT = "consent"  # no consent to be reached, or to take part
        ENDED = "ended"  # the person has left the workshop
        BY_VOICE = "by_voice"  # no safe mail: the facilitators tell it
        UNSAFE = "unsafe"  # the person has said that it is not safe to contact them

    subject_kind = models.CharField(max_length=16)
    subject_id = models.UUIDField()
    revision = models.PositiveIntegerField()
    kind = models.CharField(max_length=16, choices=Kind.choices)
    seat = models.ForeignKey("workshops.Seat", models.CASCADE, related_name="dispatches")
    state = models.CharField(max_length=8, choices=State.choices, default=State.DUE)
    why = models.CharField(max_length=8, choices=Why.choices, blank=True)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)  # later than this it is not sent any more
    lease_until = models.DateTimeField(null=True)  # leased: until then it is somebody's; due: not before then
    leased_by = models.UUIDField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    message_id = models.UUIDField(default=uuid.uuid4)
    secret = SealedField()  # of the pass in the mail, between making it and having sent it
    sent_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)  # by_voice, failed: a facilitator has told it
    told_by = models.ForeignKey("workshops.Seat", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "revision", "kind", "seat"], name="one_dispatch_for_each"
            )
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="what_is_due")]

    def compartment(self, field):
        """What opens a person's door lies under their own key."""
        return compartment("own", self.seat_id)
