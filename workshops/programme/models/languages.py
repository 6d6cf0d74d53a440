"""Which languages people work between, and the words that the two sides do not hear alike."""

from django.db import models

from workshops.programme.models.base import Row, SealedRow
from workshops.programme.models.seat import Seat
from workshops.programme.models.workshop import Party, Workshop
from workshops.vault.fields import SealedField


class LanguagePair(Row):
    """An interpreter renders what is said in one language into another."""

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="language_pairs")
    source = models.CharField(max_length=8)
    target = models.CharField(max_length=8)
    agreed_at = models.DateTimeField(null=True)  # every party has said yes to this interpreter

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seat", "source", "target"], name="works_between_once")]


class Term(SealedRow):
    """A word of the glossary with its rendering in each language. Both stand side by side: neither is the right one."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="terms")
    words = SealedField()  # {language: text}
    proposed_by = models.ForeignKey(Seat, models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    kept_at = models.DateTimeField(null=True)  # an interpreter or a facilitator has taken it in
    contested_at = models.DateTimeField(null=True)  # somebody at the table would not say it so


class Hearing(SealedRow):
    """What one party hears in a term. Only members of that party write it."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="+")
    term = models.ForeignKey(Term, models.CASCADE, related_name="hearings")
    party = models.ForeignKey(Party, models.CASCADE, related_name="+")
    text = SealedField()
    language = models.CharField(max_length=8)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["term", "party"], name="one_hearing_per_party")]
