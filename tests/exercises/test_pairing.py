"""Pairing, by properties: for whoever comes, in whatever numbers."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from workshops.exercises import pairing
from workshops.rooms.rotation import Member


def everybody(sizes):
    return [Member(f"{party}{number}", party) for party, size in zip("abcd", sizes, strict=False) for number in range(size)]


two_to_four = st.lists(st.integers(0, 9), min_size=2, max_size=4)
crossing = two_to_four.filter(lambda sizes: sum(size > 0 for size in sizes) > 1)
seeds = st.integers(0, 999)


@given(crossing, seeds)
def test_everyone_is_placed_once_and_every_group_crosses_parties(sizes, seed):
    groups = pairing.propose(everybody(sizes), seed)
    assert sorted(member.id for group in groups for member in group) == sorted(it.id for it in everybody(sizes))
    assert all(map(pairing.crosses, groups))


@given(crossing, seeds)
def test_groups_are_as_small_as_they_can_be(sizes, seed):
    """Two or three; more only where one party is more than twice all the others."""
    groups = pairing.propose(everybody(sizes), seed)
    largest, others = max(sizes), sum(sizes) - max(sizes)
    allowed = 3 if largest <= 2 * others else 1 + -(-largest // others)
    assert {len(group) for group in groups} <= set(range(2, allowed + 1))
    assert max(len(group) for group in groups) - min(len(group) for group in groups) <= 1
    if len(set(sizes)) == 1 and len(sizes) == 2:
        assert {len(group) for group in groups} == {2}


@given(crossing, seeds)
def test_the_same_seed_gives_the_same_pairs_in_whatever_order_people_came(sizes, seed):
    people = everybody(sizes)
    assert pairing.propose(people, seed) == pairing.propose(people[::-1], seed)


def test_another_seed_gives_other_pairs():
    people = everybody([5, 5])
    assert len({repr(pairing.propose(people, seed)) for seed in range(20)}) > 10


@given(st.integers(0, 9), seeds)
def test_with_one_party_alone_there_are_no_pairs(size, seed):
    assert pairing.propose(everybody([size]), seed) == []


@given(crossing, seeds, st.sampled_from(["a", "b", "lot", "alternate"]))
def test_each_tells_once_and_is_heard_by_somebody_of_another_party(sizes, seed, first_voice):
    groups = pairing.propose(everybody(sizes), seed)
    for group, first in zip(groups, pairing.first_parties(groups, first_voice, seed), strict=True):
        party = {member.id: member.party for member in group}
        roles = pairing.tellings(group, first)
        assert sorted(it.tellers[0] for it in roles) == sorted(party)
        assert all(party[it.tellers[0]] != party[it.listeners[0]] for it in roles)
        assert party[roles[0].tellers[0]] == first
        if first_voice in party.values():
            assert first == first_voice


def test_in_a_three_the_two_tell_to_the_third_and_one_of_them_hears_the_third():
    (group,) = pairing.propose(everybody([2, 1]), 1)
    roles = pairing.tellings(group, "a")
    assert [it.listeners[0] for it in roles[:2]] == ["b0", "b0"]
    assert roles[2].tellers[0] == "b0"
    assert pairing.says_back_often(roles) == {"b0": 2}


def test_with_very_unequal_parties_the_same_people_say_back_more_than_once():
    groups = pairing.propose(everybody([7, 2]), 3)
    often = [pairing.says_back_often(pairing.tellings(group, "a")) for group in groups]
    assert sorted(len(group) for group in groups) == [4, 5]
    assert sorted(count for counts in often for count in counts.values()) == [3, 4]


def test_by_turns_the_parties_begin_in_turn():
    groups = pairing.propose(everybody([4, 4]), 5)
    assert pairing.first_parties(groups, "alternate", 5) == ["a", "b", "a", "b"]
    assert Counter(pairing.first_parties(groups, "a", 5)) == {"a": 4}
