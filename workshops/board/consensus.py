"""Group-informed consensus, an aid for ordering ideas (the formula is that of the Polis project; written anew here).

P_g = (agree + 1) / (n + 2) with agree = levels 1 to 3 and n = all ballots of the party; the product over the parties falls
with their number, so parties are compared by its root. Five of five on both sides give 0.857: few people never reach 1.
"""

from fractions import Fraction
from math import prod

from workshops.board.decisions import SUPPORT


def party_share(agree, ballots):
    """P_g of one party; a party without ballots counts one half."""
    return Fraction(agree + 1, ballots + 2)


def consensus(tallies):
    """The product over the parties, exactly."""
    return prod((party_share(tally.at(*SUPPORT), tally.cast) for tally in tallies), start=Fraction(1))


def mean_consensus(tallies):
    """Its root by the number of parties."""
    tallies = list(tallies)
    return float(consensus(tallies)) ** (1 / len(tallies))
