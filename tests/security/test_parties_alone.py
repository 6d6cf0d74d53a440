"""What a party does by itself in an exercise at the table: seen by it and the facilitator it has accepted, by nobody else
before it lets it out; and nothing that anybody else sees changes with it."""

import re

import pytest

from tests import runs
from tests.cast import client_of, client_of_staff, viewer
from tests.security.test_canary import found_in
from workshops.exercises import actions
from workshops.exercises.course import Course
from workshops.exercises.models import Run

MARKS = {"alone": "quinceafterrain", "worded": "thelatelarch", "wished": "asmallerbell", "draft": "halfasentence"}
OUTSIDE = ("dara", "eli", "esi", "ben")


@pytest.fixture
def parted(cast):
    """Needs and fears: the first party is about to word what it has gathered, the second gathers."""
    cast.session_in("live")
    (run,) = runs.begin(cast, "needs_fears_exchange", "parties")
    return run


def give(run, seat, at, **values):
    actions.give_response(viewer(seat), run=Run.objects.get(pk=run.pk), at=at, values=values)


def the_first_party_works(cast, run):
    """It gathers, words, and one would have it otherwise; another wording is being written."""
    give(run, cast.bilal, "0.solo.1", needs=[MARKS["alone"]], fears=[])
    give(run, cast.chen, "0.solo.1", needs=["Water"], fears=[])
    give(run, cast.bilal, "0.word.1", needs=[MARKS["worded"]], fears=[])
    give(run, cast.bilal, "0.approve.1", approved="yes")
    give(run, cast.chen, "0.approve.1", approved="no", change=MARKS["wished"])
    actions.save_step_draft(viewer(cast.chen), run=run, at="0.word.2", content={"needs_0": MARKS["draft"]})


def page_of(cast, run, name):
    """What this person reads on the page of the exercise now, and the facilitators on their console."""
    seat = getattr(cast, name)
    if not seat.is_facilitator:
        return client_of(seat).get(f"/rooms/{run.room_id}/exercise/panel/").text
    browser = client_of_staff(seat.user)
    pages = [f"/rooms/{run.room_id}/exercise/panel/", f"/sessions/{cast.session.pk}/console/pairs/"]
    return "".join(browser.get(path).text for path in pages)


def test_what_a_party_does_by_itself_is_its_own(cast, parted):
    the_first_party_works(cast, parted)
    seen = {name: found_in(page_of(cast, parted, name), MARKS) for name in (*OUTSIDE, "bilal", "chen", "amina")}
    own = {"alone", "worded", "wished"}
    assert seen == {name: set() for name in OUTSIDE} | {"bilal": own, "chen": own | {"draft"}, "amina": own}


def test_nobody_outside_may_see_any_field_of_it(cast, parted):
    the_first_party_works(cast, parted)
    course = Course(Run.objects.get(pk=parted.pk))
    of_first = [it for it in course.given if it.at.telling == 0]
    assert {it.at.step for it in of_first} == {"solo", "word", "approve"}
    for it in of_first:
        for field in it.values:
            assert not any(course.sees(getattr(cast, name).pk, it, field) for name in OUTSIDE), (it.at, field)


def test_nothing_that_others_see_changes_with_it(cast, parted):
    before = {name: without_tokens(page_of(cast, parted, name)) for name in OUTSIDE}
    the_first_party_works(cast, parted)
    assert {name: without_tokens(page_of(cast, parted, name)) for name in OUTSIDE} == before


def test_when_both_have_let_it_out_everybody_reads_it_and_nothing_else(cast, parted):
    the_first_party_works(cast, parted)
    give(parted, cast.chen, "0.word.2", needs=[MARKS["worded"]], fears=[])
    runs.until(parted, "read")
    for name in OUTSIDE:
        assert found_in(page_of(cast, parted, name), MARKS) == {"worded"}


def test_what_bears_no_name_says_nowhere_whose_it_is(cast, parted):
    course = runs.until(parted, "overlap")
    at = str(course.places[0])
    for number, seat in enumerate((cast.bilal, cast.chen, cast.dara, cast.eli)):
        give(parted, seat, at, touches=[f"A way to be asked {number}", f"Water {number}"])
    for name in ("eli", "bilal", "amina", "esi"):
        page = page_of(cast, parted, name)
        assert all(f"Water {number}" in page for number in range(4))
        assert not any(form in page for seat in (cast.chen, cast.dara) for form in (str(seat.pk), seat.pk.hex))
        pooled = page.split("Where the two lists touch" if name != "eli" else "أين تتلامس القائمتان")[1]
        order = [int(text) for text in re.findall(r"Water (\d)</p>", pooled)]
        assert order == sorted(order) and len(order) == 4


def without_tokens(page):
    """A page without what is new each time."""
    return re.sub(r'value="[A-Za-z0-9]{64}"|data-seconds="-?\d+"|<span data-minutes>\d+</span>', "", page)
