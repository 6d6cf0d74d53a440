"""What a person agreed to: consent point by point, and the agreements of the workshop. Answers are never overwritten."""

from django.db import models

from workshops.programme.models.base import Row, SealedRow
from workshops.vault.context import compartment
from workshops.vault.fields import SealedField


class ConsentAnswer(Row):
    """One person's answer to one point of the consent text in the version they read; the newest one counts."""

    seat = models.ForeignKey("workshops.Seat", models.CASCADE, related_name="consent_answers")
    point = models.CharField(max_length=24)
    is_given = models.BooleanField()
    text_hash = models.CharField(max_length=64)
    language = models.CharField(max_length=8)
    answered_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["seat", "point", "-answered_at"], name="newest_consent")]


class Agreement(SealedRow):
    """One promise of a workshop. A new wording is a new row that replaces the old one."""

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="agreements")
    position = models.PositiveSmallIntegerField()
    text = SealedField()  # {language: text}
    made_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position"]


class AgreementAnswer(SealedRow):
    """One person confirms an agreement, or objects in their own words; the newest one counts."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="answers")
    seat = models.ForeignKey("workshops.Seat", models.CASCADE, related_name="agreement_answers")
    is_confirmed = models.BooleanField()
    objection = SealedField()
    answered_at = models.DateTimeField()

    def compartment(self, field):
        """An objection lies in the private line between the person and the team."""
        return compartment("staff", self.agreement.workshop_id)
