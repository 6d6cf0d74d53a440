"""The course of a session: who may move it, what each step changes, and Stop, which is never refused."""

import datetime

import pytest

from tests.cast import STATES, viewer
from workshops import clock
from workshops.live.log import Event
from workshops.programme.models import FloorMode, Placement, Session
from workshops.rooms.models import Room
from workshops.rules import NotAllowed
from workshops.running import actions

FACILITATORS = ["amina", "ben"]
OTHERS = ["bilal", "dara", "esi", "farid"]
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def at(monkeypatch):
    """`at(5)`: five minutes after the test began, and the clock stands still."""
    began = clock.now()

    def at(minutes):
        monkeypatch.setattr(clock, "now", lambda: began + minutes * MINUTE)
        return began + minutes * MINUTE

    return at


def kinds_since(room, seen):
    """The kinds of events in a room's log after number `seen`."""
    return list(Event.objects.filter(room=room, seq__gt=seen).order_by("seq").values_list("kind", flat=True))


# --- Stop -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FACILITATORS)
@pytest.mark.parametrize("state", STATES)
def test_a_facilitator_can_always_stop(cast, session_in, state, name):
    session = session_in(state)
    actions.stop_session(viewer(cast.people[name]), session=session)
    ends = {Session.State.CLOSED: Session.State.CLOSED}
    assert Session.objects.get(pk=session.pk).state == ends.get(state, Session.State.STOPPED)
    assert not Room.objects.filter(session=session, is_open=True).exists()


@pytest.mark.parametrize("name", OTHERS)
def test_nobody_else_stops(cast, session_in, name):
    session = session_in("live")
    with pytest.raises(NotAllowed):
        actions.stop_session(viewer(getattr(cast, name)), session=session)
    assert Session.objects.get(pk=session.pk).state == Session.State.LIVE


def test_stopping_twice_is_stopping_once(cast, session_in):
    session = session_in("live")
    for name in FACILITATORS:
        actions.stop_session(viewer(cast.people[name]), session=session)
    assert Event.objects.filter(kind="session.stopped").count() == 1


# --- opening --------------------------------------------------------------------------------------------


def test_it_opens_when_each_party_has_somebody(cast, session_in):
    session = session_in("scheduled")
    actions.open_lobby(viewer(cast.amina), session=session)
    cast.admit(cast.bilal)
    with pytest.raises(NotAllowed, match="Each party needs somebody"):
        actions.open_session(viewer(cast.amina), session=session)
    cast.admit(cast.dara)
    assert actions.open_session(viewer(cast.ben), session=session).state == Session.State.LIVE


def test_an_observer_is_nobody_of_a_party(cast, session_in):
    session = session_in("scheduled")
    actions.open_lobby(viewer(cast.amina), session=session)
    cast.admit(cast.bilal, cast.esi)
    assert actions.parties_missing(session) == [cast.second]


def test_it_opens_with_its_first_item(cast, session_in):
    session = session_in("live")
    assert session.current_item == session.items.first()
    assert (cast.plenary.is_open, cast.caucus(cast.first).is_open) == (True, False)


# --- the agenda -----------------------------------------------------------------------------------------


def test_in_a_caucus_item_the_caucuses_open_and_the_plenary_falls_silent(cast, session_in):
    session_in("live")
    cast.start(Placement.CAUCUS, FloorMode.OPEN_SLOW)
    rooms = (cast.plenary, cast.caucus(cast.first), cast.caucus(cast.second))
    assert [room.is_open for room in rooms] == [False, True, True]


def test_an_item_may_be_taken_up_again(cast, session_in):
    session = session_in("live")
    first, second = session.items.all()[:2]
    for item in (second, first):
        actions.start_item(viewer(cast.ben), item=item)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.ended_at, second.ended_at is None) == (None, False)
    assert Session.objects.get(pk=session.pk).current_item == first


@pytest.mark.parametrize("state", ["scheduled", "lobby", "stopped", "closed"])
def test_no_item_begins_unless_the_session_runs(cast, session_in, state):
    session = session_in(state)
    with pytest.raises(NotAllowed, match="not running"):
        actions.start_item(viewer(cast.amina), item=session.items.first())


# --- the clock ------------------------------------------------------------------------------------------


def test_the_clock_of_an_item_stands_still_in_a_pause(cast, session_in, at):
    began = at(0)
    session, chair = session_in("live"), viewer(cast.amina)
    at(4)
    actions.pause_session(chair, session=session)
    at(9)
    session = actions.resume_session(chair, session=session)
    assert session.item_ends_at == began + 15 * MINUTE


def test_an_item_begun_in_a_pause_has_its_whole_time(cast, session_in, at):
    session, chair = session_in("live"), viewer(cast.amina)
    at(2)
    actions.pause_session(chair, session=session)
    at(5)
    actions.start_item(chair, item=session.items.all()[3])
    resumed = at(8)
    assert actions.resume_session(chair, session=session).item_ends_at == resumed + 10 * MINUTE


def test_minutes_added_in_a_pause_are_that_many(cast, session_in, at):
    began = at(0)
    session, chair = session_in("live"), viewer(cast.amina)
    at(4)
    actions.pause_session(chair, session=session)
    at(30)
    actions.add_minutes(chair, session=session, minutes=5)
    session = actions.resume_session(chair, session=session)
    assert session.item_ends_at == began + (10 + 26 + 5) * MINUTE


def test_minutes_added_when_time_is_over_count_from_now(cast, session_in, at):
    session = session_in("live")
    now = at(20)
    session = actions.add_minutes(viewer(cast.ben), session=session, minutes=5)
    assert session.item_ends_at == now + 5 * MINUTE


# --- pause ----------------------------------------------------------------------------------------------


def test_a_pause_is_told_to_the_plenary_once(cast, session_in):
    session = session_in("live")
    seen = cast.plenary.head
    for act in (actions.pause_session, actions.pause_session, actions.resume_session, actions.resume_session):
        act(viewer(cast.ben), session=session)
    assert kinds_since(cast.plenary, seen) == ["session.paused", "session.resumed"]


# --- closing --------------------------------------------------------------------------------------------


def paperwork(cast, **changes):
    """What a facilitator fills in at the end."""
    due = clock.now() + datetime.timedelta(days=2)
    return {"welfare_by": cast.ben, "welfare_due_at": due, "no_further_meeting": "Both parties."} | changes


@pytest.mark.parametrize("state", [state for state in STATES if state != Session.State.STOPPED])
def test_only_a_stopped_session_is_closed(cast, session_in, state):
    session = session_in(state)
    with pytest.raises(NotAllowed, match="Stop the session"):
        actions.close_session(viewer(cast.amina), session=session, **paperwork(cast))


def test_closing_names_the_next_meeting_or_who_decided_to_end(cast, session_in):
    session = session_in("stopped")
    with pytest.raises(NotAllowed, match="Name the next meeting"):
        actions.close_session(viewer(cast.amina), session=session, **paperwork(cast, no_further_meeting=""))
    session = actions.close_session(viewer(cast.amina), session=session, **paperwork(cast))
    assert (session.state, session.welfare_by) == (Session.State.CLOSED, cast.ben)


# --- who may --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize(
    "act", [actions.open_lobby, actions.open_session, actions.pause_session, actions.resume_session]
)
def test_only_facilitators_of_the_workshop_run_it(cast, session_in, act, name):
    states = {actions.open_lobby: "scheduled", actions.open_session: "lobby", actions.resume_session: "paused"}
    session = session_in(states.get(act, "live"))
    with pytest.raises(NotAllowed):
        act(viewer(getattr(cast, name)), session=session)
    assert Session.objects.get(pk=session.pk).state == states.get(act, "live")
