"""Who sits at which small table, over several rounds. Pure, and the same for the same seed.

What holds of `seat_people`: everybody sits once; tables differ by at most one person, and each party is spread as evenly
as it can be, so that with two parties |A - B| <= 1 at each table wherever the numbers of people allow it (methods 1, T5).
Among all ways that keep this it looks for few repeated meetings, from several beginnings; the plain rotation, in which the
people of each party move on by a step of their own, is one of them, so the outcome is never worse than that.
Who is pinned stays, even where this costs balance; two who are to be apart share a table only if nothing else is left.
"""

import itertools
import random
from collections import Counter
from dataclasses import dataclass, field

APART = 10_000  # how many repeated meetings a forbidden one outweighs
BEGINNINGS = 16
LEAST, MOST = 4, 6  # people at a small table (methods 1: MS)


@dataclass(frozen=True)
class Member:
    """Somebody to be seated."""

    id: object
    party: object


@dataclass
class Wishes:
    """What is known before: {frozenset of two ids: how often they have met}, {id: table} of the pinned, sets to be apart."""

    met: Counter = field(default_factory=Counter)
    pins: dict = field(default_factory=dict)
    apart: set = field(default_factory=set)

    def cost(self, one, other):
        """How much it costs that these two sit together."""
        pair = frozenset((one.id, other.id))
        return self.met[pair] + APART * (pair in self.apart)


def seat_people(members, count, wishes=None, seed="", turn=0):
    """[[Member]] of `count` tables. `turn` is the number of the round, from 0."""
    wishes, members = wishes or Wishes(), sorted(members, key=lambda it: str(it.id))
    chance, found = random.Random(str(seed)), []
    for attempt in range(BEGINNINGS):  # the last one is the plain rotation, for when chance has found nothing better
        tables = _deal(members, count, wishes.pins, turn, chance if attempt < BEGINNINGS - 1 else None)
        _better(tables, wishes)
        found.append((repeats(tables, wishes), attempt, tables))
        if found[-1][0] == 0:
            break
    return min(found, key=lambda it: it[:2])[2]


def repeats(tables, wishes):
    """What these tables cost: each meeting counts as often as the two have met before."""
    return sum(wishes.cost(*pair) for table in tables for pair in itertools.combinations(table, 2))


def is_balanced(sizes, count):
    """Whether people in these numbers by party can sit at `count` tables so that no two parties differ by more than one
    at a table. With two parties: whether there are enough tables of an odd number of seats for the difference."""
    tables = _spread([Member(f"{party}-{number}", party) for party, size in enumerate(sizes) for number in range(size)], count)
    return all(difference(table, range(len(sizes))) <= 1 for table in tables)


def difference(table, parties):
    """By how many people the largest of these parties outnumbers the smallest at a table."""
    heads = Counter(member.party for member in table)
    return max((heads[party] for party in parties), default=0) - min((heads[party] for party in parties), default=0)


def best_count(sizes):
    """How many tables: of four to six people, in balance if that can be had; never one alone if two can be laid."""
    people = sum(sizes)
    if people < LEAST:
        return 1
    first = max(2, people // LEAST)
    fitting = [first, *range(max(2, -(-people // MOST)), first)]
    return next((count for count in fitting if is_balanced(sizes, count)), first)


def _spread(members, count):
    return _deal(members, count, {}, 0, None)


def _deal(members, count, pins, turn, chance):
    """Party by party, the largest first, to the table with the fewest of that party, then with the fewest people. Without
    chance, and where that leaves a choice, those of the second party go one table further each round, of the third two."""
    tables = [[member for member in members if pins.get(member.id) == number] for number in range(count)]
    parties = Counter(member.party for member in members)
    for step, party in enumerate(sorted(parties, key=lambda it: (-parties[it], str(it)))):
        free = [member for member in members if member.party == party and member.id not in pins]
        if chance:
            chance.shuffle(free)
        elif free:
            moved = turn * step % len(free)
            free = free[moved:] + free[:moved]
        for member in free:
            min(tables, key=lambda table: (sum(it.party == party for it in table), len(table))).append(member)
    return tables


def _better(tables, wishes):
    """Two of one party change places as long as that saves a meeting: numbers and balance stay as they are."""
    places = [(table, seat) for table in tables for seat in range(len(table)) if table[seat].id not in wishes.pins]
    is_better = True
    while is_better:
        is_better = False
        for (table, seat), (other, place) in itertools.combinations(places, 2):
            if table is not other and table[seat].party == other[place].party:
                is_better |= _change(table, seat, other, place, wishes)


def _change(table, seat, other, place, wishes):
    before = _cost_of(table, seat, wishes) + _cost_of(other, place, wishes)
    table[seat], other[place] = other[place], table[seat]
    if _cost_of(table, seat, wishes) + _cost_of(other, place, wishes) < before:
        return True
    table[seat], other[place] = other[place], table[seat]
    return False


def _cost_of(table, seat, wishes):
    return sum(wishes.cost(table[seat], other) for other in table if other is not table[seat])
