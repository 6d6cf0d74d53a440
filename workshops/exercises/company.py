"""Who goes through a run together: its sides, who tells and who listens in each telling, who may look after it. Pure."""

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Roles:
    """Who tells in one telling, and who listens. Of a party all of its people do."""

    tellers: tuple
    listeners: tuple


@dataclass(frozen=True)
class Company:
    """The people of one run. `team`: facilitators in its room; `caucus`: of each side, those whom it has accepted."""

    sides: tuple  # of tuples of people
    tellings: tuple = ()
    left: frozenset = frozenset()
    team: frozenset = frozenset()
    caucus: tuple = ()

    @cached_property
    def people(self):
        """Everybody who goes through it, side by side."""
        return tuple(person for side in self.sides for person in side)

    @cached_property
    def here(self):
        """Those of them who are waited for."""
        return tuple(person for person in self.people if person not in self.left)

    def side_of(self, person):
        """The number of somebody's side, or None."""
        return next((number for number, side in enumerate(self.sides) if person in side), None)

    def side_with(self, person):
        """The side that somebody is on, or that has accepted them as its facilitator; or None."""
        accepted = (number for number, people in enumerate(self.caucus) if person in people)
        own = self.side_of(person)
        return next(accepted, None) if own is None else own

    def team_of(self, number):
        """The facilitators whom a side has accepted: nobody where a company is not at the table."""
        return self.caucus[number] if self.caucus else frozenset()

    def with_side(self, number):
        """Those who see what a side keeps to itself: its people, and the facilitators whom it has accepted."""
        return {*self.sides[number], *self.team_of(number)}

    @property
    def is_whole(self):
        """Whether of each side somebody is still here."""
        return all(set(side) - self.left for side in self.sides)


def by_turns(sides):
    """[Roles] in which each side tells once, in their order; the next one listens."""
    following = [*sides[1:], *sides[:1]]
    return tuple(Roles(tuple(side), tuple(listeners)) for side, listeners in zip(sides, following, strict=True))
