"""Dot voting: it orders attention and decides nothing. What is compared is each party's own share; sums are never shown."""

from dataclasses import dataclass
from fractions import Fraction
from math import prod

MOST_ON_ONE = 2


def dots_each(options):
    """How many dots a person has for so many options: a third of them, rounded up."""
    return -(-options // 3)


@dataclass(frozen=True)
class Standing:
    """Where one option stands: each party's share of its own dots."""

    option: object
    shares: tuple

    @property
    def least(self):
        """The share in the party that cares least."""
        return min(self.shares)

    @property
    def product(self):
        """What ties are broken by: it orders like the geometric mean, and is exact."""
        return prod(self.shares, start=Fraction(1))

    @property
    def geometric_mean(self):
        """For reading."""
        return float(self.product) ** (1 / len(self.shares))

    @property
    def gap(self):
        """How far the parties lie apart."""
        return max(self.shares) - min(self.shares)


def order(options, dots_by_party):
    """Standings, first what both care about: by least share, then geometric mean, then smaller gap, then as they lie.

    `dots_by_party`: for each party {option: dots}. A party that gave no dots has no share in anything.
    """
    totals = [sum(given.values()) for given in dots_by_party]
    standings = [
        Standing(
            option,
            tuple(
                Fraction(given.get(option, 0), total) if total else Fraction(0)
                for given, total in zip(dots_by_party, totals, strict=True)
            ),
        )
        for option in options
    ]
    return sorted(standings, key=lambda it: (-it.least, -it.product, it.gap))
