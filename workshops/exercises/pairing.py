"""Who sits with whom: pairs across parties, threes where numbers differ. Pure, and the same for the same seed.

In a three the two of one party tell in turn to the third and hear together; with very unequal parties more than two
tell to the same person, who then says back more than once: the page says so before anything starts.
"""

import random
from collections import Counter

from workshops.exercises.company import Roles
from workshops.rooms.rotation import Wishes, repeats

ATTEMPTS = 60


def propose(members, seed, wishes=None, in_fours=False):
    """[[Member]]: pairs (or fours) that each cross parties. Everybody is placed as soon as there are two parties.

    Always one of each of the two largest parties makes a pair; whoever is then left is of one party (or alone) and
    joins the pairs one by one, where someone of another party sits. Of many such proposals it is the one in which
    fewest meet whom they have met before, and nobody one whom they are to be kept apart from, if that can be.
    """
    chance, wishes = random.Random(str(seed)), wishes or Wishes()
    found = []
    for _attempt in range(ATTEMPTS):
        groups = _pairs(members, chance)
        groups = _fours(groups) if in_fours else groups
        found.append((repeats(groups, wishes), groups))
        if found[-1][0] == 0:
            break
    return min(found, key=lambda it: it[0])[1]


def _fours(pairs):
    """Two pairs make a four; one that is left over joins the last."""
    twos = [pairs[number : number + 2] for number in range(0, len(pairs), 2)]
    groups = [[member for pair in two for member in pair] for two in twos]
    if len(groups) > 1 and len(pairs) % 2:
        groups[-2:] = [groups[-2] + groups[-1]]
    return [_in_order(group) for group in groups]


def _pairs(members, chance):
    left = _by_party(members, chance)
    groups = []
    while len(left) > 1:
        first, second = sorted(left, key=lambda party: (-len(left[party]), str(party)))[:2]
        groups.append([left[first].pop(), left[second].pop()])
        left = {party: people for party, people in left.items() if people}
    if not groups:
        return []
    for number, person in enumerate(person for people in left.values() for person in people):
        groups[number % len(groups)].append(person)
    return [_in_order(group) for group in groups]


def _by_party(members, chance):
    left = {}
    for member in sorted(members, key=lambda it: str(it.id)):
        left.setdefault(member.party, []).append(member)
    for people in left.values():
        chance.shuffle(people)
    return left


def _in_order(group):
    """Party by party, the one with more people first."""
    sizes = Counter(member.party for member in group)
    return sorted(group, key=lambda member: (-sizes[member.party], str(member.party)))


def crosses(group):
    """Whether at least two parties meet in this group."""
    return len({member.party for member in group}) > 1


def tellings(group, first_party, by_all=False):
    """[Roles]: each tells once, the people of `first_party` first; each is heard by somebody of another party, and
    those who listen take turns, so that nobody says back twice before everybody who can has done it once. `by_all`: by
    everybody there of another party."""
    tellers = sorted(group, key=lambda member: member.party != first_party)
    heard, roles = Counter(), []
    for teller in tellers:
        others = [member for member in group if member.party != teller.party]
        if by_all:
            roles.append(Roles((teller.id,), tuple(member.id for member in others)))
            continue
        listener = min(others, key=lambda member: (heard[member], group.index(member)))
        heard[listener] += 1
        roles.append(Roles((teller.id,), (listener.id,)))
    return tuple(roles)


def sides(group, first_party):
    """[[Member]] by party, the first party first, in the order in which they stand."""
    parties = sorted(dict.fromkeys(member.party for member in group), key=lambda party: party != first_party)
    return [[member for member in group if member.party == party] for party in parties]


def says_back_often(roles):
    """{person: how often} of those who say back more than once."""
    counts = Counter(listener for telling in roles for listener in telling.listeners)
    return {person: count for person, count in counts.items() if count > 1}


def first_parties(groups, first_voice, seed):
    """The party that tells first in each group. `first_voice`: a party, `lot`, or `alternate` from group to group."""
    chance, chosen = random.Random(f"{seed} first voice"), []
    known = sorted({member.party for group in groups for member in group}, key=str)
    for number, group in enumerate(groups):
        here = [party for party in known if any(member.party == party for member in group)]
        if first_voice in here:
            chosen.append(first_voice)
        elif first_voice == "lot":
            chosen.append(chance.choice(here))
        else:
            chosen.append(here[number % len(here)])
    return chosen
