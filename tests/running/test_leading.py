"""Who leads, and a session whose team has gone: it pauses itself, once, and a facilitator goes on by hand."""

import datetime

import pytest

from tests.cast import client_of_staff, viewer
from workshops import clock
from workshops.live.log import Event
from workshops.programme.models import Session, Watch
from workshops.rooms import presence
from workshops.rules import NotAllowed
from workshops.running import actions, leading, watch


@pytest.fixture
def later(monkeypatch):
    """`later(90)`: so many seconds after the test began."""
    began = clock.now()

    def later(seconds):
        monkeypatch.setattr(clock, "now", lambda: began + datetime.timedelta(seconds=seconds))

    later(0)
    return later


def fresh(cast):
    return Session.objects.get(pk=cast.session.pk)


def pauses(cast):
    return Event.objects.filter(room=cast.plenary, kind="session.paused").count()


# --- left alone -----------------------------------------------------------------------------------------


def test_it_pauses_ninety_seconds_after_the_last_facilitator_was_seen_and_only_once(cast, session_in, later):
    session_in("live")
    presence.seen("p", [(cast.plenary.pk, cast.amina.pk), (cast.plenary.pk, cast.bilal.pk)])
    assert watch.look() == 0
    presence.gone("p", [(cast.plenary.pk, cast.amina.pk)])
    for seconds, paused in ((45, 0), (89, 0), (90, 1), (105, 0)):
        later(seconds)
        presence.seen("p", [(cast.plenary.pk, cast.bilal.pk)])  # a participant is not enough
        assert (seconds, watch.look()) == (seconds, paused)
    session = fresh(cast)
    assert (session.state, session.pause_kind, session.pauses_at, pauses(cast)) == ("paused", "alone", None, 1)
    presence.seen("p", [(cast.plenary.pk, cast.amina.pk)])
    watch.look()
    assert fresh(cast).state == "paused"  # she is back, and goes on by hand
    actions.resume_session(viewer(cast.amina), session=fresh(cast))
    assert fresh(cast).state == "live"


def test_two_processes_that_look_at_the_same_moment_pause_once(cast, session_in, later):
    session_in("live")
    watch.look()
    later(90)
    as_one, as_other = fresh(cast), fresh(cast)
    assert [watch._look_at(each, {}) for each in (as_one, as_other)] == [True, False]
    assert pauses(cast) == 1


@pytest.mark.parametrize("where", ["plenary", "staff_room", "caucus", "page"])
def test_a_facilitator_anywhere_in_the_house_is_enough(cast, session_in, later, where):
    session_in("live")
    watch.look()
    rooms = {"plenary": cast.plenary, "staff_room": cast.staff_room, "caucus": cast.caucus(cast.second)}
    later(89)
    if where == "page":  # no socket: the panels of the console ask
        client_of_staff(cast.users.ben).get(f"/sessions/{cast.session.pk}/console/people/")
    else:
        presence.seen("q", [(rooms[where].pk, cast.ben.pk)])
    later(91)
    assert (watch.look(), fresh(cast).state, fresh(cast).pauses_at) == (0, "live", None)


@pytest.mark.parametrize("state", ["scheduled", "lobby", "paused", "stopped"])
def test_what_is_not_live_is_left_as_it_is(cast, session_in, later, state):
    session_in(state)
    for seconds in (0, 100, 200):
        later(seconds)
        assert watch.look() == 0
    assert (fresh(cast).state, fresh(cast).pauses_at) == (state, None)


def test_people_are_told_calmly_and_the_console_says_why(cast, session_in, later, client_of):
    session_in("live")
    watch.look()
    later(90)
    watch.look()
    assert "nobody goes on alone" in client_of(cast.bilal).get(f"/rooms/{cast.plenary.pk}/").text
    console = client_of_staff(cast.users.ben).get(f"/sessions/{cast.session.pk}/console/").text
    assert "none of you was connected" in console


# --- the lead -------------------------------------------------------------------------------------------


def test_whoever_opens_the_lobby_leads_and_hands_over_and_the_team_alone_hears_of_it(cast, session_in):
    session_in("live")
    assert fresh(cast).lead_id == cast.amina.pk
    before = cast.plenary.head
    leading.hand_over(viewer(cast.amina), session=fresh(cast), to=cast.ben)
    assert (fresh(cast).lead_id, cast.plenary.head) == (cast.ben.pk, before)
    assert Event.objects.latest("pk").room_id == cast.staff_room.pk
    for to in (cast.bilal, cast.farid):
        with pytest.raises(NotAllowed):
            leading.hand_over(viewer(cast.ben), session=fresh(cast), to=to)
    with pytest.raises(NotAllowed, match="Only who leads"):
        leading.hand_over(viewer(cast.amina), session=fresh(cast), to=cast.amina)


@pytest.mark.parametrize(("seconds", "may"), [(89, False), (90, True)])
def test_the_lead_is_taken_when_whoever_led_has_been_away_for_ninety_seconds(cast, session_in, later, seconds, may):
    session_in("live")
    Watch.objects.create(session=cast.session, seat=cast.amina, seen_at=clock.now())
    later(seconds)
    assert leading.may_take_lead(viewer(cast.ben), fresh(cast)) is may
    if may:
        leading.take_lead(viewer(cast.ben), session=fresh(cast))
    else:
        with pytest.raises(NotAllowed, match="is here"):
            leading.take_lead(viewer(cast.ben), session=fresh(cast))
    assert (fresh(cast).lead_id == cast.ben.pk) is may
