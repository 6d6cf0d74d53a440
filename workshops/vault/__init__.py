"""Keys and sealed text: nothing a person writes lies open in the database.

Its table lives in a database of its own (alias `keys`). Only this package reads it.
"""


class NotYours(Exception):
    """A compartment was asked for that the context does not hold."""


class CannotOpen(Exception):
    """A sealed text cannot be opened: its key is gone, or it was altered or moved."""
