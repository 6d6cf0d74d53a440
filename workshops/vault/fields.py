"""How models hold sealed values."""

from django.db import models

from workshops.vault.sealing import seal, unseal


class SealedField(models.BinaryField):
    """A column that holds an envelope, or nothing. Read it with `row.open(context, field)`."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"null": True, **kwargs})


class SealedModel(models.Model):
    """A model with sealed fields. It says in which compartment they lie and, where one person's words
    must be able to end everywhere, who their author is."""

    class Meta:
        abstract = True

    def compartment(self, field):
        """The compartment of one sealed field."""
        raise NotImplementedError

    def author_id(self, field):
        """The seat under whose salt this field is sealed, or None."""
        return None

    def seal(self, **values):
        """Seal the values into their fields (None empties one); returns self. Saving is the caller's."""
        for field, value in values.items():
            setattr(self, field, None if value is None else seal(value, **self._closed_in(field)))
        return self

    def open(self, context, field):
        """The value of one sealed field, "" when there is none. Raises NotYours and CannotOpen."""
        envelope = getattr(self, field)
        return "" if envelope is None else unseal(envelope, context=context, **self._closed_in(field))

    def _closed_in(self, field):
        return {
            "compartment": self.compartment(field),
            "place": (self._meta.db_table, self.pk, field),
            "author_id": self.author_id(field),
        }

    def __str__(self):
        return str(self.pk)
