"""Where each seat stands at the table seen from above."""

from math import cos, pi, radians, sin
from typing import NamedTuple

MARK = 22  # width of a seat's shape
GAP = 8  # between two shapes that are neighbours
NEAREST = 88  # a table for few people is not smaller than this
TABLE = 0.7  # the table's edge, as a part of the distance of the seats


class RingSeat(NamedTuple):
    """One seat of the ring: which party's shape, which letter, who is here, whose turn it is."""

    party: str
    letter: str
    is_here: bool = True
    is_turn: bool = False
    label: str = ""


class Ring(NamedTuple):
    """A drawn table: the square it needs, the table's edge, and the seats around it."""

    view_box: str
    edge: int
    seats: list


def seat_ring(seats, *, is_mirrored):
    """Set the seats clockwise from the top, anticlockwise where one reads from the right."""
    seats = [RingSeat(*seat) for seat in seats]
    distance = max(NEAREST, round(len(seats) * (MARK + GAP) / (2 * pi)))
    way = -1 if is_mirrored else 1
    drawn = [
        _draw(seat, radians(360 * place / len(seats)), distance, way) for place, seat in enumerate(seats)
    ]
    half = distance + MARK
    return Ring(view_box=f"-{half} -{half} {2 * half} {2 * half}", edge=round(distance * TABLE), seats=drawn)


def _draw(seat, angle, distance, way):
    x, y = way * distance * sin(angle), -distance * cos(angle)
    return {
        "seat": seat,
        "centre": (f"{x:.1f}", f"{y:.1f}"),
        "corner": (f"{x - MARK / 2:.1f}", f"{y - MARK / 2:.1f}"),
        "foot": f"{y + 4:.1f}",
    }
