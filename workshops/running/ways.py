"""The ways from where one waits to what belongs to the workshop between its meetings."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from workshops.board.awaiting import awaits


@dataclass(frozen=True)
class Way:
    """One line: where it leads, its sign, what it is, and what waits there for this person (or nothing)."""

    url: str
    icon: str
    name: str
    waits: str = ""


def ways_of(viewer, seat):
    """The ways of one person, in the order in which they are shown."""
    return [
        # the board
        Way(reverse("board_detail", args=[seat.workshop_id]), "board", _("The board"), awaits(seat)),
    ]
