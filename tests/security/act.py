"""How acts are declared: who there is, and what an act is."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.security.stage import GUESTS, talking

CHAIRS = ("amina", "ben")
PAIR = ("bilal", "dara")
SEATS = (*CHAIRS, *GUESTS)
TABLE = (*CHAIRS, "bilal", "dara", "eli", "esi")  # who hears the plenary, after Chen was taken out
WORKSHOP = (*CHAIRS, *GUESTS[:-1])  # Farid sits in another
OF_FIRST = ("bilal", "chen")
VOTERS = ("bilal", "chen", "dara", "eli")
WRITERS = (*CHAIRS, *VOTERS)


@dataclass(frozen=True)
class Act:
    """Who may, with what, and in which scene it is possible."""

    who: tuple
    things: Callable = lambda cast: {}
    scene: Callable = talking
