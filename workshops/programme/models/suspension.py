"""A workshop stands still until the parties want it again (methods 4.8, stop rules for convenors)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from workshops.programme.models.base import Row


class Suspension(Row):
    """One time the convenor has stopped a workshop: why in one of five words, and when the parties had it go on."""

    class Why(models.TextChoices):
        THREAT = "threat", _("A credible threat to somebody")
        ESCALATION = "escalation", _("Armed escalation where people of the table live")
        LEAK = "leak", _("Names or words have become known outside")
        CONSENT = "consent", _("A whole side no longer wants it")
        OTHER = "other", _("Something else, which the team knows")

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="suspensions")
    why = models.CharField(max_length=12, choices=Why.choices)
    suspended_at = models.DateTimeField()
    suspended_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(null=True)  # the parties: may it go on?
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workshop"], condition=models.Q(lifted_at=None), name="one_standing_suspension_per_workshop"
            )
        ]
