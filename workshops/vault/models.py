"""The key table. No other module than this package reads it."""

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

    def __str__(self):
        return str(self.pk)
