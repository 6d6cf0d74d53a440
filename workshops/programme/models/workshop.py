"""A workshop, and the parties whose members it brings together."""

from django.db import models

from workshops.programme.models.base import SealedRow
from workshops.vault.context import compartment
from workshops.vault.fields import SealedField


class Workshop(SealedRow):
    """One dialogue programme between parties, over weeks or years: the series itself."""

    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="workshops")
    title = SealedField()  # {language: text}
    purpose = SealedField()  # {language: text}: why we meet, read in the invitation
    background = SealedField()  # {language: text}: the conflict in a few lines
    asymmetry_note = SealedField()  # {language: text}: who holds force, numbers, law, water, language; staff only
    template = models.SlugField(max_length=60)
    language = models.CharField(max_length=8, default="en")
    zone = models.CharField(max_length=64, default="UTC")
    is_rehearsal = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    suspended_at = models.DateTimeField(null=True)

    def compartment(self, field):
        """The note on asymmetry is for the team, the rest for everyone at the table."""
        return compartment("staff" if field == "asymmetry_note" else "programme", self.pk)


class Party(SealedRow):
    """A side of the conflict: two or more."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="parties")
    position = models.PositiveSmallIntegerField()
    name = SealedField()  # {language: text}
    letter = SealedField()  # {language: one letter}, drawn in the mark of each seat
    mark = models.CharField(max_length=1, choices=[(key, key) for key in "ulcd"])  # colour and shape: look/LOOK.md
    zone = models.CharField(max_length=64, default="UTC")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "position"], name="one_party_per_position"),
            models.UniqueConstraint(fields=["workshop", "mark"], name="one_party_per_mark"),
        ]
