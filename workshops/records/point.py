"""What a layer is made of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Point:
    """One line of a layer, and the seats whose own it is."""

    content: dict
    concerns: tuple = ()
