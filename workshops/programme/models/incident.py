"""What went wrong, and what was done: in words chosen from lists. There is no field into which a quotation could go, and
none for a name (methods 4.8)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from workshops.programme.models.base import Row


class IncidentQuerySet(models.QuerySet):
    """Incidents as one may see them."""

    def visible_to(self, viewer):
        """Those of the workshop, for its facilitators."""
        return self.filter(workshop_id=viewer.workshop_id) if viewer.is_facilitator else self.none()


class Incident(Row):
    """One line of the incident log: what kind, how grave, when, what was done, who closed it."""

    class Kind(models.TextChoices):
        DISTRESS = "distress", _("Somebody was not well")
        HURT = "hurt", _("Words that hurt")
        THREAT = "threat", _("A threat")
        BREACH = "breach", _("Something became known outside")
        DEVICE = "device", _("A device or an account was not safe")
        OTHER = "other", _("Something else")

    class Severity(models.IntegerChoices):
        NOTED = 1, _("1 · noted")
        DISTURBED = 2, _("2 · the work was disturbed")
        HARM = 3, _("3 · somebody was harmed or afraid")
        DANGER = 4, _("4 · somebody is in danger")

    class Step(models.TextChoices):
        TALKED = "talked", _("Talked in private")
        PAUSED = "paused", _("Paused, or cooled off")
        APART = "apart", _("Somebody stepped aside or was taken out")
        STOPPED = "stopped", _("Session stopped")
        AGREED = "agreed", _("Went back to the agreements")
        SAFEGUARDING = "safeguarding", _("Handed to the safeguarding contact")
        REFERRED = "referred", _("Help nearby was named")

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="incidents")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    severity = models.PositiveSmallIntegerField(choices=Severity.choices)
    happened_at = models.DateTimeField()
    entered_by = models.ForeignKey("workshops.Seat", models.SET_NULL, null=True, related_name="+")  # nobody: the house
    steps = models.JSONField(default=list)  # what was done: values of Step
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("workshops.Seat", models.SET_NULL, null=True, related_name="+")

    objects = IncidentQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_at", "pk"]

    @property
    def done(self):
        """What was done, in words, in the order of the list."""
        return [str(label) for value, label in self.Step.choices if value in self.steps]
