"""The key table. No other module than this package reads it."""

from functools import cached_property

from django.db import models


class Key(models.Model):
    """A data key, or the salt of one person, wrapped under the key of the organisation."""

    compartment = models.CharField(max_length=60)
    organisation_id = models.UUIDField()
    workshop_id = models.UUIDField()
    generation = models.PositiveIntegerField()
    wrapped = models.BinaryField(null=True)
    created_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["compartment"], condition=models.Q(destroyed_at=None), name="one_key_per_compartment"
            )
        ]

    @cached_property
    def place(self):
        """Where it opens: the first part of what each envelope under it is bound to."""
        return measured(self.organisation_id, self.workshop_id, self.compartment)

    def __str__(self):
        return str(self.pk)


def measured(*parts):
    """Parts as bytes, each after its length, so that none can pass for the end of another and the start of the next."""
    return b"".join([len(part).to_bytes(2, "big") + part for part in [str(part).encode() for part in parts]])
