"""The bots read our own pages: what they find there is what the house allows."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests import pairs, tables
from tests.cast import client_of, client_of_staff, viewer
from workshops.demo.bots.browser import Answer
from workshops.demo.bots.view import View
from workshops.exercises.actions import close_run
from workshops.programme.models import FloorMode, Placement
from workshops.rooms.actions import post_message, raise_hand
from workshops.running import actions


@pytest.fixture
def seen(cast, session_in):
    """`seen(cast.dara)`: the room of the running session as this person's bot reads it."""
    session = session_in("live")

    def look(browser):
        answer = browser.get(reverse("session_place", args=[session.pk]), follow=True)
        return View(Answer(answer.status_code, answer.request["PATH_INFO"], answer.content.decode()))

    return lambda seat: look(client_of_staff(seat.user) if seat.user else client_of(seat))


def test_an_open_floor(cast, seen):
    view = seen(cast.dara)
    assert (view.may_say, view.acts, view.is_silent, view.kind, view.number) == (True, set(), False, "plenary", 0)
    assert view.room_id == str(cast.plenary.pk)
    assert view.socket_path == f"/live/{cast.workshop.pk}/"
    assert set(view.cursors) == {str(cast.plenary.pk), str(cast.help_desk(cast.dara).pk)}
    assert not view.is_time_up


def test_a_queue_offers_the_hand(cast, seen):
    seen(cast.dara)
    room = cast.start(Placement.PLENARY, FloorMode.QUEUE)
    assert (seen(cast.dara).may_say, seen(cast.dara).acts) == (False, {"raise"})
    raise_hand(viewer(cast.dara), room=room)
    raise_hand(viewer(cast.bilal), room=room)
    assert (seen(cast.dara).may_say, seen(cast.dara).acts) == (True, {"pass"})
    assert (seen(cast.bilal).may_say, seen(cast.bilal).acts) == (False, {"lower"})
    assert "advance" in seen(cast.amina).acts


def test_a_round_offers_the_turn_to_one(cast, seen):
    seen(cast.dara)
    cast.start(Placement.PLENARY, FloorMode.ROUND)
    everyone = [cast.bilal, cast.chen, cast.dara, cast.eli]
    assert sorted((view.may_say, sorted(view.acts)) for view in map(seen, everyone)) == [
        (False, []),
        (False, []),
        (False, []),
        (True, ["pass"]),
    ]


def test_a_small_table_is_told_from_both(cast, seen):
    first, _second = tables.start(cast, [cast.dara, cast.bilal], [cast.chen, cast.eli])
    assert (seen(cast.dara).kind, seen(cast.dara).room_id, seen(cast.dara).may_say) == ("small_group", str(first.pk), True)
    assert (seen(cast.esi).kind, seen(cast.dara).is_silent) == ("plenary", False)


def test_a_caucus_is_told_from_the_plenary(cast, seen):
    seen(cast.dara)
    cast.start(Placement.CAUCUS, FloorMode.OPEN_SLOW)
    assert (seen(cast.dara).kind, seen(cast.dara).room_id) == ("caucus", str(cast.caucus(cast.second).pk))


def test_a_pause_silences_everybody(cast, seen):
    seen(cast.dara)
    actions.pause_session(viewer(cast.amina), session=cast.session)
    assert (seen(cast.dara).is_silent, seen(cast.amina).is_silent) == (True, True)


def test_what_was_said_before_is_not_said_again(cast, seen):
    seen(cast.dara)
    said = "We're \"asked\" first, & told <after>."
    post_message(viewer(cast.dara), room=cast.plenary, text=said, client_key=uuid.uuid4())
    assert (seen(cast.bilal).has_been_said(said), seen(cast.bilal).has_been_said("Something else.")) == (True, False)


def test_the_page_of_sign_ins_tells_a_bot_that_a_human_has_come(db, settings):
    settings.IS_SECOND_FACTOR_REQUIRED = False
    User.objects.create_user("hale@example.org", "a quiet river 12", name="Hale")
    bot, human, address = Client(), Client(), reverse("usersessions_list")

    def is_shared():
        return f'action="{address}"' in bot.get(address).content.decode()

    def sign_in(browser):
        browser.post(reverse("account_login"), {"login": "hale@example.org", "password": "a quiet river 12"})

    sign_in(bot)
    before = is_shared()
    sign_in(human)
    meanwhile = is_shared()
    human.post(reverse("account_logout"))
    assert (before, meanwhile, is_shared()) == (False, True, False)


def test_a_step_of_a_pair_with_its_boxes(cast, seen):
    seen(cast.bilal)  # the session is live now
    (run,) = pairs.start(cast, [cast.bilal, cast.dara])
    teller, listener = (View(page_of(client_of(seat), run)) for seat in (cast.bilal, cast.dara))
    assert (teller.room_id, teller.task, teller.is_on, teller.boxes["text"]) == (str(run.room_id), "0.tell.1", True, "textarea")
    assert (listener.task, listener.is_on) == ("none", True)
    assert set(teller.cursors) >= {str(run.room_id), str(cast.plenary.pk)}
    close_run(viewer(cast.amina), run=run)
    teller.take(client_of(cast.bilal).get(f"/rooms/{run.room_id}/exercise/panel/").text)
    assert (teller.task, teller.is_on) == ("none", False)


def page_of(browser, run):
    """The pair's page, as a bot gets it."""
    answer = browser.get(f"/rooms/{run.room_id}/exercise/")
    return Answer(answer.status_code, f"http://localhost{answer.request['PATH_INFO']}", answer.content.decode())
