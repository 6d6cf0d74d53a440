"""What all rows of a workshop share: a random public id."""

import uuid

from django.db import models

from workshops.vault.context import compartment
from workshops.vault.fields import SealedModel


class Row(models.Model):
    """A row with a random UUID4, known before it is stored."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True

    def __str__(self):
        return str(self.pk)


class SealedRow(Row, SealedModel):
    """A row with sealed fields in one compartment of its workshop (class attribute `COMPARTMENT`)."""

    COMPARTMENT = "programme"

    class Meta:
        abstract = True

    def compartment(self, field):
        """The workshop's compartment of this kind of row."""
        return compartment(self.COMPARTMENT, self.workshop_id)
