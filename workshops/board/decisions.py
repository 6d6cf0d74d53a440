"""Gradients of agreement, exactly: what a poll decides, party by party. Pure functions of counts; nobody is averaged.

Levels after Kaner (1987), words ours: 1 whole-hearted support, 2 support with a small point, 3 support with reservations,
4 abstain, 5 needs more discussion, 6 do not like it, will not stand in the way, 7 serious disagreement, 8 block. They are
no scale of equal steps (4, 5 and 6 differ in kind), so only shares of a party are ever compared, and never across parties.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

LEVELS = range(1, 9)
SUPPORT, ACCEPT, ABSTAIN, MORE, OPPOSE, BLOCK = (1, 2, 3), (1, 2, 3, 6), 4, 5, 7, 8
NEEDS_REASON = (3, 5, 7, 8)
NO_QUORUM, BLOCKED, MORE_DISCUSSION = "no_quorum", "blocked", "more_discussion"
JOINT_STRATEGY, PILOT_ONLY, NOT_CARRIED = "joint_strategy", "pilot_only", "not_carried"
RANK = (NO_QUORUM, BLOCKED, MORE_DISCUSSION, NOT_CARRIED, PILOT_ONLY, JOINT_STRATEGY)  # the lowest first


@dataclass(frozen=True)
class Thresholds:
    """What must hold in every party, as shares of those who did not abstain. Set before a poll opens."""

    quorum: Fraction = Fraction(4, 5)  # of those who may vote, and did not abstain
    accept: Fraction = Fraction(4, 5)
    support: Fraction = Fraction(3, 5)
    more: Fraction = Fraction(1, 5)  # at most so many ask for more discussion
    pilot: Fraction = Fraction(3, 5)

    def as_text(self):
        """As a poll keeps it: {name: "4/5"}."""
        return {name: str(share) for name, share in vars(self).items()}

    @classmethod
    def of_text(cls, kept):
        """As it was kept."""
        return cls(**{name: Fraction(share) for name, share in kept.items()})


HOUSE_RULE = Thresholds()


@dataclass(frozen=True)
class Tally:
    """The ballots of one party: how many may vote, how many chose each of the eight levels."""

    eligible: int
    levels: tuple

    @classmethod
    def of(cls, eligible, chosen):
        """From the levels that were chosen, in any order."""
        chosen = list(chosen)
        return cls(eligible, tuple(chosen.count(level) for level in LEVELS))

    def at(self, *levels):
        """How many ballots on these levels."""
        return sum(self.levels[level - 1] for level in levels)

    @cached_property
    def cast(self):
        """n: all ballots."""
        return sum(self.levels)

    @cached_property
    def effective(self):
        """e: those that did not abstain."""
        return self.cast - self.at(ABSTAIN)

    def rate(self, *levels):
        """The share of these levels among those who did not abstain; None when nobody is left."""
        return Fraction(self.at(*levels), self.effective) if self.effective else None

    @property
    def endorse(self):
        """Levels 1 and 2."""
        return self.rate(1, 2)

    @cached_property
    def support(self):
        """Levels 1 to 3."""
        return self.rate(*SUPPORT)

    @cached_property
    def accept(self):
        """Whoever supports it or will not stand in the way."""
        return self.rate(*ACCEPT)

    @cached_property
    def more(self):
        """Whoever needs more discussion."""
        return self.rate(MORE)

    @cached_property
    def blocks(self):
        """How many block."""
        return self.at(BLOCK)

    def has_quorum(self, rule=HOUSE_RULE):
        """e >= 4/5 of the eligible, rounded up; in parties of one or two that is everyone."""
        return self.effective >= (self.eligible if self.eligible <= 2 else rule.quorum * self.eligible)


def status(tallies, rule=HOUSE_RULE):
    """What is decided, by the first line that applies. Every party of `tallies` must consent for itself."""
    tallies = list(tallies)
    if not all(tally.has_quorum(rule) for tally in tallies):
        return NO_QUORUM
    if any(tally.blocks for tally in tallies):
        return BLOCKED
    if any(tally.more > rule.more for tally in tallies):
        return MORE_DISCUSSION
    if all(tally.accept >= rule.accept and tally.support >= rule.support for tally in tallies):
        return JOINT_STRATEGY
    if all(tally.accept >= rule.pilot for tally in tallies):
        return PILOT_ONLY
    return NOT_CARRIED


def is_shared_problem(tallies, rule=HOUSE_RULE):
    """The gate of the first column: in every party four in five accept, and nobody blocks."""
    tallies = list(tallies)
    is_whole = all(tally.has_quorum(rule) and not tally.blocks for tally in tallies)
    return is_whole and least_accept(tallies) >= rule.accept


def least_support(tallies):
    """S_min: the support in the party that supports it least."""
    return min((tally.support for tally in tallies if tally.effective), default=None)


def least_accept(tallies):
    """A_min: the same of acceptance."""
    return min((tally.accept for tally in tallies if tally.effective), default=None)


def gap(tallies):
    """How far the parties lie apart in their support."""
    rates = [tally.support for tally in tallies if tally.effective]
    return max(rates) - min(rates) if rates else None


def pooled(tallies):
    """(how many support, how many ballots) if all heads were counted together: what a majority vote would look at."""
    tallies = list(tallies)
    return sum(tally.at(*SUPPORT) for tally in tallies), sum(tally.cast for tally in tallies)


def majority_would_pass(tallies):
    """Whether more than half of all heads support it."""
    yes, everybody = pooled(tallies)
    return 2 * yes > everybody
