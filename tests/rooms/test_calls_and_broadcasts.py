"""A room asks for a facilitator; the team says something to all rooms; people are asked back and nobody is moved."""

import datetime
import json

import pytest
from django.core.exceptions import ValidationError

from tests import pairs, tables
from tests.cast import client_of, client_of_staff, viewer
from tests.live.page import Page
from workshops import clock
from workshops.programme.models import FloorMode, Placement
from workshops.rooms import broadcasting, calls
from workshops.rooms.models import Broadcast, Call
from workshops.rules import NotAllowed
from workshops.running import actions
from workshops.running.console import Console


@pytest.fixture
def two_tables(cast):
    """Bilal with Dara, Chen with Eli."""
    cast.session_in("live")
    return tables.start(cast, [cast.bilal, cast.dara], [cast.chen, cast.eli])


@pytest.fixture
def console(cast):
    """`console(cast.ben)`: what this facilitator's console would show now."""
    return lambda seat: Console(viewer(seat), type(cast.session).objects.get(pk=cast.session.pk))


def hears(seat, room):
    """Whether this person hears this room now."""
    return room.listeners.filter(seat=seat, until=None).exists()


def calling(console, seat):
    """[(room, what this facilitator can do about it)]."""
    return [(line.name, line.way) for line in console(seat).overview.calling]


def test_a_call_reaches_the_whole_team_with_its_time_and_ends_when_somebody_comes(cast, two_tables, console, monkeypatch):
    first, _second = two_tables
    for seat in (cast.dara, cast.bilal):  # a second press asks no louder
        client_of(seat).post(f"/rooms/{first.pk}/call/")
    assert Call.objects.get().answered_at is None
    now = clock.now() + datetime.timedelta(minutes=3, seconds=5)
    monkeypatch.setattr(clock, "now", lambda: now)
    assert [calling(console, chair) for chair in (cast.amina, cast.ben)] == [[("Small table 1", "join")]] * 2
    assert console(cast.ben).overview.calling[0].minutes_waiting == 3
    page = client_of(cast.bilal).get(f"/rooms/{first.pk}/").text
    assert "The facilitators have been asked to come." in page and "Dara asked" not in page
    answer = client_of_staff(cast.users.ben).post(f"/rooms/{first.pk}/joining/")
    assert answer.headers["Location"] == f"/rooms/{first.pk}/"
    assert calling(console, cast.amina) == []
    assert Call.objects.get().answered_by == cast.ben
    assert hears(cast.ben, first)


def test_a_facilitator_sits_at_one_small_table_at_a_time_and_goes_with_the_item(cast, two_tables):
    first, second = two_tables
    for room in (first, second):
        calls.join_group(viewer(cast.ben), room=room)
    assert [hears(cast.ben, room) for room in two_tables] == [False, True]
    calls.leave_group(viewer(cast.ben), room=second)
    assert not hears(cast.ben, second)
    calls.join_group(viewer(cast.ben), room=first)
    cast.start(Placement.PLENARY, FloorMode.QUEUE)
    assert not hears(cast.ben, first)


def test_nobody_calls_from_a_room_they_do_not_sit_in_and_the_team_does_not_call(cast, two_tables):
    first, _second = two_tables
    calls.join_group(viewer(cast.ben), room=first)
    for seat, room in ((cast.eli, first), (cast.ben, first), (cast.bilal, cast.plenary), (cast.dara, cast.caucus(cast.first))):
        with pytest.raises(NotAllowed):
            calls.call_facilitator(viewer(seat), room=room)
    with pytest.raises(NotAllowed):  # a caucus is no small table
        calls.join_group(viewer(cast.ben), room=cast.caucus(cast.first))


def test_a_caucus_calls_and_the_others_of_the_team_learn_that_and_cannot_enter(cast, two_tables, console):
    calls.call_facilitator(viewer(cast.dara), room=cast.caucus(cast.second))
    assert calling(console, cast.amina) == [("Caucus of Lowland", "")]
    assert calling(console, cast.ben) == [("Caucus of Lowland", "enter")]
    assert client_of_staff(cast.users.amina).get(f"/rooms/{cast.caucus(cast.second).pk}/").status_code == 404
    calls.answer_call(viewer(cast.amina), room=cast.caucus(cast.second))
    assert calling(console, cast.ben) == []


def test_a_word_to_all_stands_in_every_room_and_one_takes_the_place_of_the_other(cast, two_tables):
    session, ben = cast.session, viewer(cast.ben)
    broadcasting.say_to_all(ben, session=session, text="Choose who reports.")
    broadcasting.say_to_all(ben, session=session, text="<b>Two</b> more.", minutes=2)
    rooms = [two_tables[1], cast.caucus(cast.second), cast.plenary]
    pages = [client_of(cast.eli).get(f"/rooms/{room.pk}/").text for room in rooms]
    assert [("&lt;b&gt;Two&lt;/b&gt; more." in page, "Choose who reports." in page) for page in pages] == [(True, False)] * 3
    assert f'id="broadcast-{cast.plenary.pk}"' in pages[0]
    assert Broadcast.objects.filter(ended_at=None).count() == 1
    assert b"Two" not in bytes(Broadcast.objects.get(ended_at=None).text)
    desk = client_of(cast.eli).get(f"/rooms/{cast.help_desk(cast.eli).pk}/").text
    assert "more." not in desk  # a private line is no room of the session


def test_a_word_to_all_reaches_a_pair_on_its_page_and_by_its_line(cast):
    cast.session_in("live")
    (run,) = pairs.start(cast, [cast.bilal, cast.dara])
    browser, url = client_of(cast.dara), f"/rooms/{run.room_id}/exercise/"
    page = Page(browser.get(url).text)
    broadcasting.say_to_all(viewer(cast.ben), session=cast.session, text="Five more minutes.")
    (frame,) = (
        json.loads(browser.get(f"/rooms/{room}/frames/", {"c": cursor}).content)
        for room, cursor in page.cursors.items()
        if room == str(cast.plenary.pk)
    )
    page.apply(frame)
    strip = page.find(f"broadcast-{cast.plenary.pk}").html()
    assert "Five more minutes." in strip
    assert strip == Page(browser.get(url).text).find(f"broadcast-{cast.plenary.pk}").html()


def test_when_the_time_is_over_people_are_asked_and_nobody_is_moved(cast, two_tables, monkeypatch):
    first, _second = two_tables
    broadcasting.say_to_all(viewer(cast.ben), session=cast.session, minutes=2)
    now = clock.now() + datetime.timedelta(minutes=2, seconds=1)
    monkeypatch.setattr(clock, "now", lambda: now)
    page = client_of(cast.bilal).get(f"/rooms/{first.pk}/").text
    assert "data-past" in page and f'href="/rooms/{cast.plenary.pk}/"' in page
    first.refresh_from_db()
    assert first.is_open and hears(cast.bilal, first)
    cast.start(Placement.PLENARY, FloorMode.QUEUE)  # and with the next item it is over
    assert not Broadcast.objects.filter(ended_at=None).exists()


def test_there_is_something_to_say_and_only_while_the_session_runs(cast, two_tables):
    with pytest.raises(ValidationError):
        broadcasting.say_to_all(viewer(cast.ben), session=cast.session, text="  ")
    answer = client_of_staff(cast.users.ben).post(f"/sessions/{cast.session.pk}/broadcasts/", {"text": "x" * 281, "minutes": "2"})
    assert (answer.status_code, "x" * 281 in answer.text) == (422, True)
    actions.stop_session(viewer(cast.ben), session=cast.session)
    with pytest.raises(NotAllowed):
        broadcasting.say_to_all(viewer(cast.ben), session=cast.session, text="Still here?")
