"""Who sits at which small table: everybody once, in balance wherever the numbers allow it, and with few who have met."""

import itertools
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshops.rooms import rotation
from workshops.rooms.rotation import Member, Wishes, best_count, is_balanced, repeats, seat_people


def members_of(sizes):
    return [Member(f"{party}{number}", party) for party, size in enumerate(sizes) for number in range(size)]


def rounds(members, count, turns, seed):
    """[(tables, what they cost, what was known before)] of several rounds."""
    met = Counter()
    for turn in range(turns):
        before = Wishes(met.copy())
        tables = seat_people(members, count, before, f"{seed} {turn}", turn)
        yield tables, repeats(tables, before), before
        met.update(frozenset(it.id for it in pair) for table in tables for pair in itertools.combinations(table, 2))


sizes = st.lists(st.integers(1, 9), min_size=2, max_size=4)
two_sizes = st.lists(st.integers(1, 12), min_size=2, max_size=2)


@settings(max_examples=60, deadline=None)
@given(sizes, st.integers(1, 5), st.integers(1, 3), st.integers())
def test_everybody_sits_once_and_every_party_is_spread_as_evenly_as_it_can_be(sizes, count, turns, seed):
    members = members_of(sizes)
    for tables, _cost, _before in rounds(members, count, turns, seed):
        assert sorted(it.id for table in tables for it in table) == sorted(it.id for it in members)
        assert max(map(len, tables)) - min(map(len, tables)) <= 1
        for party in range(len(sizes)):
            heads = [sum(it.party == party for it in table) for table in tables]
            assert max(heads) - min(heads) <= 1


@settings(max_examples=80, deadline=None)
@given(two_sizes, st.integers(1, 6), st.integers())
def test_two_parties_differ_by_at_most_one_at_each_table_wherever_that_is_possible(sizes, count, seed):
    more, fewer = max(sizes), min(sizes)
    least, larger = divmod(more + fewer, count)
    odd = larger if least % 2 == 0 else count - larger  # tables of an odd number of people can carry one more of a party
    is_possible = more - fewer <= odd
    assert is_balanced(sizes, count) == is_possible
    ((tables, _cost, _before),) = rounds(members_of(sizes), count, 1, seed)
    worst = max(abs(sum(1 if it.party else -1 for it in table)) for table in tables)
    assert (worst <= 1) == is_possible


@settings(max_examples=40, deadline=None)
@given(sizes, st.integers(2, 5), st.integers(2, 4), st.integers())
def test_repeats_are_never_more_than_when_each_party_simply_moves_on(sizes, count, turns, seed):
    members = members_of(sizes)
    for turn, (_tables, cost, before) in enumerate(rounds(members, count, turns, seed)):
        plain = rotation._deal(sorted(members, key=lambda it: it.id), count, {}, turn, None)
        assert cost <= repeats(plain, before)


@pytest.mark.parametrize(("sizes", "count"), [([10, 10], 5), ([12, 12], 6), ([5, 5, 5], 5)])
def test_in_a_cafe_of_three_rounds_nobody_meets_twice(sizes, count):
    for evening in range(5):
        assert [cost for _tables, cost, _before in rounds(members_of(sizes), count, 3, evening)] == [0, 0, 0]


def test_who_is_pinned_stays_and_two_who_are_apart_are_apart():
    members = members_of([4, 4])
    wishes = Wishes(pins={"00": 1, "10": 1}, apart={frozenset(("00", "11")), frozenset(("02", "03"))})
    first, second = seat_people(members, 2, wishes, "seed")
    assert {"00", "10"} <= {it.id for it in second}
    assert "11" in {it.id for it in first}
    assert not any(pair <= {it.id for it in table} for pair in wishes.apart for table in (first, second))


def test_the_same_seed_seats_the_same():
    members = members_of([5, 4])
    assert seat_people(members, 2, Wishes(), "a") == seat_people(list(reversed(members)), 2, Wishes(), "a")
    seated = {str(seat_people(members, 2, Wishes(), str(number))) for number in range(20)}
    assert len(seated) > 10  # and another seed otherwise: a shuffle that is pressed again is another shuffle


def test_how_many_tables_are_proposed():
    proposed = [(sizes, best_count(sizes)) for sizes in ([1, 2], [2, 2], [4, 4], [5, 5], [6, 6], [8, 8], [5, 4], [3, 3, 3])]
    assert proposed == [
        ([1, 2], 1), ([2, 2], 2), ([4, 4], 2), ([5, 5], 2), ([6, 6], 3), ([8, 8], 4), ([5, 4], 2), ([3, 3, 3], 2)
    ]  # fmt: skip
