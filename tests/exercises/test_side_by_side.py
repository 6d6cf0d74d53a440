"""Two histories stand side by side: line by line, in columns, with a gap where one says nothing."""

import re

import pytest

from tests import runs
from tests.cast import client_of
from workshops.exercises import side_by_side
from workshops.exercises.entry import Told


class Someone:
    """Enough of a person."""

    def __init__(self, party_id):
        self.party_id = party_id


ONE, OTHER = Someone("first"), Someone("second")


def test_lines_of_two_parties_become_rows():
    entries = [
        Told("0.write.1.0", "As told", OTHER, "ar", about=[("1948", "Theirs"), ("1967", "Theirs too")]),
        Told("0.write.1.1", "As told", ONE, "en", about=[("1948", "Ours"), ("2000", "Ours alone")]),
    ]
    (laid,) = side_by_side.laid(entries)
    assert [(line, [said for _by, _language, said in cells]) for line, cells in laid.columns] == [
        ("1948", ["Theirs", "Ours"]),
        ("1967", ["Theirs too", ""]),
        ("2000", ["", "Ours alone"]),
    ]


@pytest.mark.parametrize("others", [[], [Told("0.write.1.2", "As told", ONE, "en", about=[("1948", "Again")])]])
def test_those_of_one_party_stay_as_they_are(others):
    entries = [Told("0.write.1.1", "As told", ONE, "en", about=[("1948", "Ours")]), *others]
    assert side_by_side.laid(entries) == entries


def test_both_histories_are_read_in_columns_and_never_one_alone(cast):
    cast.session_in("live")
    (run,) = runs.begin(cast, "dual_timeline", "parties")
    for step, count in (("approve", 0), ("marks", 2)):
        runs.until(run, step)
        page = client_of(cast.dara).get(f"/rooms/{run.room_id}/exercise/").text
        found = re.findall(r'<div class="side-by-side">(.*?)</div>', page, re.DOTALL)
        assert {each.count("<p>") for each in found} == ({count} if count else set())
