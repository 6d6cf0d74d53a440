"""What a seeded leak is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mutant:
    """A leak: what makes it, and the test that must catch it."""

    name: str
    plant: object
    caught_by: object
    is_slow: bool = False  # only the largest of tests catches it
