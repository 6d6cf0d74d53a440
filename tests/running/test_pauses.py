"""Pauses with an end, coming back from them, one person's silence, who still writes, an item that is needed now."""

import datetime
import uuid

import pytest

from tests.cast import client_of_staff, viewer
from tests.live.scenario import say
from workshops import clock, rules
from workshops.live.log import Event
from workshops.programme.models import Admission, FloorMode, Placement, Session
from workshops.rooms import actions as rooms
from workshops.rooms.models import Draft
from workshops.rules import NotAllowed
from workshops.running import actions, checkin, muting, pausing
from workshops.running.console import Console
from workshops.running.writing import count_still_writing


@pytest.fixture
def at(monkeypatch):
    """`at(5)`: five minutes after the test began."""
    began = clock.now()

    def at(minutes):
        monkeypatch.setattr(clock, "now", lambda: began + datetime.timedelta(minutes=minutes))

    at(0)
    return at


def fresh(cast):
    return Session.objects.select_related("workshop").get(pk=cast.session.pk)


def asked(cast):
    """Who is asked whether they are ready, by name."""
    waiting = Admission.objects.filter(session=cast.session).exclude(ready_asked_at=None)
    return sorted(name for name, seat in cast.guests.items() if waiting.filter(seat=seat).exists())


# --- pauses with an end ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("minutes", "kind", "words"), [(2, "quiet", "A moment of quiet"), (20, "cooling", "We are taking a break")])
def test_everyone_sees_the_end_and_nothing_goes_on_by_itself(cast, session_in, at, client_of, minutes, kind, words):
    session_in("live")
    pausing.pause_for(viewer(cast.amina), session=fresh(cast), minutes=minutes)
    assert (fresh(cast).state, fresh(cast).pause_kind) == ("paused", kind)
    page = client_of(cast.bilal).get(f"/rooms/{cast.plenary.pk}/").text
    assert (words in page, f"<span data-minutes>{minutes}</span> min to go" in page) == (True, True)
    at(minutes + 1)
    page = client_of(cast.bilal).get(f"/rooms/{cast.plenary.pk}/").text
    assert (fresh(cast).state, "<span data-over>The time is over" in page) == ("paused", True)


def test_other_lengths_are_refused_at_their_field_and_by_the_act(cast, session_in):
    session_in("live")
    answer = client_of_staff(cast.users.amina).post(f"/sessions/{cast.session.pk}/pauses/", {"minutes": "7"}, follow=True)
    assert ("Choose one of the lengths offered." in answer.text, fresh(cast).state) == (True, "live")


# --- coming back ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("minutes", "names"), [(9.9, []), (10, ["bilal", "chen", "dara", "eli", "esi"])])
def test_after_ten_minutes_each_is_asked_and_stays_out_of_writing_until_the_yes(cast, session_in, at, minutes, names):
    session_in("live")
    actions.pause_session(viewer(cast.amina), session=fresh(cast))
    at(minutes)
    actions.resume_session(viewer(cast.ben), session=fresh(cast))
    assert asked(cast) == names
    if not names:
        say(cast.bilal, cast.plenary)
        return
    with pytest.raises(NotAllowed, match="when you are ready"):
        say(cast.bilal, cast.plenary)
    say(cast.bilal, cast.help_desk(cast.bilal), "Not yet, please.")
    checkin.say_ready(viewer(cast.bilal), session=fresh(cast))
    say(cast.bilal, cast.plenary)
    console = Console(viewer(cast.ben), fresh(cast))
    assert [(bench.mark, ready, of) for bench, ready, of in console.ready_by_party] == [("u", 1, 2), ("l", 0, 2), ("f", 0, 1)]


def test_the_question_is_put_to_each_alone_with_what_was_agreed(cast, session_in, client_of, at):
    session_in("paused")
    at(15)
    actions.resume_session(viewer(cast.amina), session=fresh(cast))
    browser, url = client_of(cast.dara), f"/rooms/{cast.plenary.pk}/"
    page, desk = browser.get(url).text, cast.help_desk(cast.dara)
    aside = page[page.index(f'id="aside-{desk.pk}"') :].partition("</section>")[0]
    assert ("Are you ready?" in aside, "We let each other finish." in aside) == (True, True)
    assert browser.post(f"/rooms/{desk.pk}/readiness/answer/", {"next": url}).url == url
    assert asked(cast) == ["bilal", "chen", "eli", "esi"]
    kinds = Event.objects.filter(kind="checkin.answered").values_list("room_id", flat=True)
    assert set(kinds) == {desk.pk, cast.staff_room.pk}  # nobody at the table hears who was ready when


# --- one person's silence -------------------------------------------------------------------------------


def test_whoever_is_muted_reads_and_keeps_drafts_and_writes_at_no_shared_table(cast, session_in, client_of):
    session_in("live")
    before = cast.plenary.head, {name: client_of(seat) for name, seat in cast.guests.items()}
    muting.mute_person(viewer(cast.amina), session=fresh(cast), seat=cast.dara, is_muted=True)
    assert cast.plenary.head == before[0]  # the table hears nothing of it
    assert rules.why_not_post(viewer(cast.dara), cast.plenary) is not None
    with pytest.raises(NotAllowed, match="For now you read here"):
        say(cast.dara, cast.plenary)
    rooms.save_draft(viewer(cast.dara), room=cast.plenary, text="Later, then")
    say(cast.dara, cast.help_desk(cast.dara), "Why?")
    told = {name: "For now you read" in browser.get(f"/rooms/{cast.plenary.pk}/").text for name, browser in before[1].items()}
    assert told == dict.fromkeys(cast.guests, False) | {"dara": True}
    cast.start(Placement.CAUCUS, FloorMode.OPEN_SLOW)
    say(cast.dara, cast.caucus(cast.second), "Among us I speak.")
    cast.start(Placement.PLENARY, FloorMode.QUEUE)
    with pytest.raises(NotAllowed):
        rooms.raise_hand(viewer(cast.dara), room=cast.plenary)
    with pytest.raises(NotAllowed):
        rooms.post_message(viewer(cast.dara), room=cast.plenary, text="Why?", client_key=uuid.uuid4(), is_question=True)
    muting.mute_person(viewer(cast.ben), session=fresh(cast), seat=cast.dara, is_muted=False)
    rooms.raise_hand(viewer(cast.dara), room=cast.plenary)
    assert Draft.objects.filter(seat=cast.dara, room=cast.plenary).exists()


def test_a_turn_and_a_hand_go_down_with_it(cast, session_in):
    session_in("live")
    room = cast.start(Placement.PLENARY, FloorMode.QUEUE)
    for seat in (cast.dara, cast.bilal):
        rooms.raise_hand(viewer(seat), room=room)
    muting.mute_person(viewer(cast.amina), session=fresh(cast), seat=cast.dara, is_muted=True)
    assert cast.plenary.holder_id == cast.bilal.pk


@pytest.mark.parametrize("who", ["ben", "farid"])
def test_the_team_and_strangers_are_not_muted(cast, session_in, who):
    session_in("live")
    with pytest.raises(NotAllowed):
        muting.mute_person(viewer(cast.amina), session=fresh(cast), seat=getattr(cast, who), is_muted=True)


# --- who still writes -----------------------------------------------------------------------------------


def test_still_writing_is_a_number_of_drafts_of_late_at_shared_tables(cast, session_in, at):
    session_in("live")
    for seat in (cast.bilal, cast.dara, cast.amina):
        rooms.save_draft(viewer(seat), room=cast.plenary, text="Half a")
    rooms.save_draft(viewer(cast.chen), room=cast.help_desk(cast.chen), text="Help")
    rooms.save_draft(viewer(cast.chen), room=cast.caucus(cast.first), text="Between us")
    assert count_still_writing(cast.session) == 2
    say(cast.bilal, cast.plenary)
    assert count_still_writing(cast.session) == 1
    at(2.1)
    assert count_still_writing(cast.session) == 0


def test_in_a_caucus_nothing_is_counted(cast, session_in):
    session_in("live")
    room = cast.start(Placement.CAUCUS, FloorMode.OPEN_SLOW)
    rooms.save_draft(viewer(cast.bilal), room=room, text="Between us")
    console = Console(viewer(cast.ben), fresh(cast))
    assert (console.count_writing, count_still_writing(cast.session)) == (None, 0)


def test_going_on_asks_once_while_somebody_writes(cast, session_in):
    session_in("live")
    rooms.save_draft(viewer(cast.dara), room=cast.plenary, text="Half a")
    browser, item = client_of_staff(cast.users.amina), cast.item(Placement.PLENARY, FloorMode.QUEUE)
    page = browser.post(f"/items/{item.pk}/start/", follow=True).text
    assert ("1 person is still writing. Go on anyway?" in page, "Dara</bdi> is" in page) == (True, False)
    assert fresh(cast).current_item_id != item.pk
    browser.post(f"/items/{item.pk}/start/", {"anyway": "on"})
    assert (fresh(cast).current_item_id, cast.dara.drafts.count()) == (item.pk, 1)


# --- an item that is needed now -------------------------------------------------------------------------


def test_an_item_is_added_right_after_the_one_that_is_on(cast, session_in):
    session_in("live")
    cast.start(Placement.CAUCUS, FloorMode.OPEN_SLOW)
    before = list(cast.session.items.values_list("pk", flat=True))
    told = {"title": "شاي", "minutes": "5", "placement": "plenary", "floor_mode": "open_slow"}
    browser, url = client_of_staff(cast.users.amina), f"/sessions/{cast.session.pk}/items/next/"
    browser.post(url, told)
    after = list(cast.session.items.all())
    added = after[2]
    assert [item.pk for item in after] == [*before[:2], added.pk, *before[2:]]
    assert (added.minutes, added.floor_mode, added.slow_seconds) == (5, "open_slow", 30)
    assert Console(viewer(cast.ben), fresh(cast)).next_item_id == added.pk
    wrong = browser.post(url, told | {"minutes": "0"})
    assert (wrong.status_code, 'value="شاي"' in wrong.text, cast.session.items.count()) == (422, True, len(after))
