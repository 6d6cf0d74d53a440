"""The parties at the table: each by itself, then together; who comes and goes; who goes on without whom."""

import pytest

from tests import runs
from tests.cast import viewer
from workshops.exercises import actions
from workshops.exercises.course import Course
from workshops.exercises.models import Alert, Place, Run
from workshops.programme.models import Session
from workshops.rooms.models import Listener, Room
from workshops.rooms.page import place_of
from workshops.rooms.seating import lock
from workshops.rules import NotAllowed
from workshops.running import actions as running
from workshops.running import checkin, door

NEEDS = {"needs": ["Water in May."], "fears": []}


@pytest.fixture
def run(cast):
    """Needs and fears, begun: Bilal and Chen on the one side, Dara and Eli on the other."""
    cast.session_in("live")
    return runs.begin(cast, "needs_fears_exchange", "parties")[0]


def places(run):
    return sorted(f"{it.telling}.{it.step}.{it.attempt}" for it in Place.objects.filter(run=run))


def give(run, seat, at, **values):
    actions.give_response(viewer(seat), run=Run.objects.get(pk=run.pk), at=at, values=values)


def test_each_party_goes_at_its_own_speed(cast, run):
    assert places(run) == ["0.solo.1", "1.solo.1"]
    for seat in (cast.bilal, cast.chen):
        give(run, seat, "0.solo.1", **NEEDS)
    assert places(run) == ["0.word.1", "1.solo.1"]
    with pytest.raises(NotAllowed):
        give(run, cast.bilal, "1.solo.1", **NEEDS)


def test_everybody_at_the_table_hears_its_room_and_sits_there(cast, run):
    heard = set(Listener.objects.filter(room=run.room, until=None).values_list("seat_id", flat=True))
    assert heard == {seat.pk for seat in (cast.amina, cast.ben, cast.bilal, cast.chen, cast.dara, cast.eli, cast.esi)}
    cast.session.refresh_from_db()
    assert place_of(viewer(cast.bilal), cast.session) == run.room
    actions.close_run(viewer(cast.amina), run=run)
    assert place_of(viewer(cast.bilal), cast.session) == cast.plenary


def test_only_the_facilitator_whom_a_party_has_accepted_goes_on_for_it(cast, run):
    give(run, cast.bilal, "0.solo.1", **NEEDS)
    with pytest.raises(NotAllowed):
        actions.go_on_without(viewer(cast.ben), run=run, at="0.solo.1")
    with pytest.raises(NotAllowed):
        actions.go_on_without(viewer(cast.bilal), run=run, at="0.solo.1")
    actions.go_on_without(viewer(cast.amina), run=run, at="0.solo.1")
    assert places(run) == ["0.word.1", "1.solo.1"]
    with pytest.raises(NotAllowed):  # every member is asked whether the wording may go
        give(run, cast.bilal, "0.word.1", needs=["Water."], fears=[])
        actions.go_on_without(viewer(cast.amina), run=run, at="0.approve.1")


def test_who_stops_goes_back_to_the_table_and_the_others_go_on(cast, run):
    give(run, cast.bilal, "0.solo.1", **NEEDS)
    actions.stop_run(viewer(cast.chen), run=run)
    assert Run.objects.get(pk=run.pk).is_live
    assert places(run) == ["0.word.1", "1.solo.1"]
    cast.session.refresh_from_db()
    assert place_of(viewer(cast.chen), cast.session) == cast.plenary
    assert Alert.objects.get(run=run).seat_id == cast.chen.pk


def test_it_is_closed_when_nobody_of_a_party_is_left(cast, run):
    for seat in (cast.bilal, cast.chen):
        door.remove_person(viewer(cast.amina), session=cast.session, seat=seat)
    assert Run.objects.get(pk=run.pk).state == Run.State.CLOSED_UNFINISHED


def test_nobody_waits_for_who_has_stepped_aside_and_they_come_back(cast, run):
    session = Session.objects.get(pk=cast.session.pk)
    give(run, cast.bilal, "0.solo.1", **NEEDS)
    checkin.step_aside(session, lock(*Room.objects.filter(session=session)), cast.chen)
    assert places(run) == ["0.word.1", "1.solo.1"]
    give(run, cast.bilal, "0.word.1", **NEEDS)
    assert cast.chen.pk not in Course(run).waits_for(Course(run).places[0])
    checkin.say_ready(viewer(cast.chen), session=session)
    fresh = Course(Run.objects.get(pk=run.pk))
    assert cast.chen.pk in fresh.waits_for(fresh.places[0])


def test_stop_closes_it(cast, run):
    running.stop_session(viewer(cast.ben), session=cast.session)
    assert Run.objects.get(pk=run.pk).state == Run.State.CLOSED_UNFINISHED


def test_a_low_rating_is_somebodys_to_be_talked_to(cast, run):
    course = runs.until(run, "rate")
    give(run, cast.bilal, str(course.places[0]), accuracy=2, off=["facts"])
    assert [(it.kind, it.seat_id) for it in Alert.objects.filter(run=run)] == [("low_rating", cast.bilal.pk)]
    give(run, cast.chen, str(course.places[0]), accuracy=6)
    assert places(run) == ["0.restate.2"]


def test_two_that_weigh_much_do_not_go_on_one_day(cast):
    cast.session_in("live")
    (first,) = runs.begin(cast, "three_mirrors", "parties")
    actions.close_run(viewer(cast.amina), run=first)
    with pytest.raises(NotAllowed, match="Three mirrors"):
        runs.begin(cast, "dual_timeline", "parties")


def test_what_an_exercise_needs_comes_first(cast):
    cast.session_in("live")
    with pytest.raises(NotAllowed, match="Say it back until it is right"):
        runs.begin(cast, "restate_first", "pairs")
