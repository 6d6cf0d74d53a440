"""Exercises that the team of a workshop has made: what they still work on, and the versions that are in use."""

from django.db import models

from workshops.programme.models.base import SealedRow
from workshops.vault.fields import SealedField


class OwnExercise(SealedRow):
    """One exercise of a workshop's own. What the team works on is for the team alone, until it is put to use."""

    COMPARTMENT = "staff"

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="own_exercises")
    slug = models.SlugField(max_length=40)  # made by the house: it says nothing of what the exercise is about
    draft = SealedField()  # the declaration as the team has it now
    revision = models.PositiveIntegerField(default=1)  # how often it was changed: whoever changes it says what they saw
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [models.UniqueConstraint(fields=["workshop", "slug"], name="one_own_exercise_a_slug")]


class OwnExerciseVersion(SealedRow):
    """A declaration that was found to fit and put to use. It never changes: runs that were begun with it keep it."""

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="+")
    exercise = models.ForeignKey(OwnExercise, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = SealedField()  # the whole declaration
    company = models.JSONField()  # who may go through it together: asked for where no key is at hand
    revision = models.PositiveIntegerField()  # of the draft it was made from
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["exercise", "number"], name="one_version_a_number")]
