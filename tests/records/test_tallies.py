"""Numbers are counted so that nobody can be told from the others."""

import datetime

import pytest

from workshops.exercises.ratings import Rating
from workshops.records.tallies import tallies_of

NOW = datetime.datetime(2030, 5, 6, 12, tzinfo=datetime.UTC)


def rating(by, value, party="u", **more):
    """One number, of whoever is called so."""
    facts = {"run_id": 1, "session": 0, "exercise": "mirror_listening", "code": "E1", "company": "pairs", "about": "", "step": "rate"}
    facts |= {"field": "accuracy", "telling": 0, "attempt": 1, "scale": (1, 7), "given_at": NOW}
    return Rating(by=by, value=value, party=party, **facts | more)


def of(count, party="u", first=0, **more):
    """Numbers of so many people of a party: 3, 4, 5, …"""
    return [rating(f"{party}{number}", 3 + number % 4, party, **more) for number in range(first, first + count)]


def the(ratings):
    """The one tally."""
    (tally,) = tallies_of(ratings, ["u", "l"])
    return tally


@pytest.mark.parametrize("count", range(1, 12))
def test_no_number_stands_on_fewer_than_five(count):
    tally = the(of(count))
    assert (tally.whole and tally.whole.people) == (count if count >= 5 else None)


def test_whoever_gives_several_counts_once():
    assert the(of(4) + [rating("u0", 6, attempt=number) for number in (2, 3)]).whole is None
    tally = the([*of(5), rating("u0", 7, attempt=2)])
    assert (tally.whole.people, tally.whole.mean) == (5, 4.6)  # 5, 4, 5, 6, 3


@pytest.mark.parametrize(("first", "second", "is_split"), [(5, 5, True), (9, 4, False), (5, 0, False), (4, 9, False)])
def test_parties_stand_apart_only_where_each_has_five(first, second, is_split):
    parts = the(of(first) + of(second, "l")).parties
    assert [(it.party, it.people) for it in parts] == ([("u", first), ("l", second)] if is_split else [])


@pytest.mark.parametrize(
    ("again", "thrice", "rows"),
    [(0, 0, []), (4, 0, []), (5, 0, [(1, 9, False), (2, 5, False)]), (6, 2, [(1, 9, False), (2, 6, True)]), (4, 4, [])],
)
def test_attempts_of_few_join_the_one_before(again, thrice, rows):
    parts = the(of(9) + of(again, attempt=2) + of(thrice, attempt=3)).attempts
    assert [(it.attempt, it.people, it.is_open_ended) for it in parts] == rows


def test_what_a_newer_session_adds_waits_for_five_people():
    for more, people in ((4, 6), (5, 11)):
        assert the(of(6) + of(more, first=10, session=1)).whole.people == people
    grown = of(6) + of(3, first=10, session=1) + of(2, first=20, session=2)
    assert the(grown).whole.people == 11, "two sessions together bring five"


def test_where_all_say_the_same_no_number_is_shown():
    tally = the([rating(f"u{number}", 6) for number in range(8)])
    assert (tally.whole.people, tally.whole.mean) == (8, None)


def test_where_one_part_says_the_same_none_is_shown():
    tally = the(of(6) + [rating(f"l{number}", 6, "l") for number in range(6)])
    assert (tally.whole.people, tally.whole.mean is None, tally.parties) == (12, False, ())


def test_before_and_after_are_of_the_same_people():
    before, after = of(9, step="before", field="trust"), of(7, step="after", field="trust")
    assert [it.whole.people for it in tallies_of(before + after, ["u", "l"])] == [7, 7]
    assert [it.whole for it in tallies_of(before + after[:4], ["u", "l"])] == [None, None]
