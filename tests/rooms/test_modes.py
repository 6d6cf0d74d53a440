"""The seven floor modes: who may write when, and everything somebody might try instead."""

import json
import uuid

import pytest

from tests.cast import viewer
from workshops.live import cursors
from workshops.live.consumer import post
from workshops.live.log import Event
from workshops.live.reader import catch_up
from workshops.programme.models import Placement
from workshops.rooms import actions, floor, readiness, silence
from workshops.rooms.models import FloorMode, Message, Readiness
from workshops.rooms.searching import search
from workshops.rules import NotAllowed
from workshops.running.actions import pause_session, stop_session
from workshops.running.door import remove_person

PEOPLE = ("bilal", "chen", "dara", "eli")
NOT_THEIR_TURN = "It is somebody else's turn. You may write a draft meanwhile."


@pytest.fixture
def table(cast, session_in):
    """`table("quiet")`: the plenary of a live session in that mode."""
    session_in("live")

    def table(mode, **more):
        return actions.change_floor(viewer(cast.amina), room=cast.plenary, mode=mode, **more)

    return table


def over_socket(seat, room, text="The well is dry.", key=None, **more):
    """What the socket answers to a post: None, or the reasons."""
    answer = post(viewer(seat), room.pk, text, key or str(uuid.uuid4()), more)
    return answer.get("errors")


def seen_by(cast, room):
    """{name: the texts of this room that this person may see}."""
    return {
        name: {Message.objects.get(pk=it.pk).pk for it in Message.objects.visible_to(viewer(seat)).filter(room=room)}
        for name, seat in cast.people.items()
    }


# --- who may write ------------------------------------------------------------------------------------------

QUIET = "It is quiet now. You may write a draft for yourself."
SPEAKING = "The facilitators are speaking."
IN_EXERCISE = "You write in the exercise now, not here."


@pytest.mark.parametrize(
    ("mode", "reason"),
    [
        (FloorMode.QUIET, QUIET),
        (FloorMode.FACILITATOR_ONLY, SPEAKING),
        (FloorMode.EXERCISE, IN_EXERCISE),
        (FloorMode.QUEUE, NOT_THEIR_TURN),
        (FloorMode.OPEN_SLOW, None),
        (FloorMode.SILENT_REVEAL, None),
    ],
)
def test_each_mode_says_who_may_write(cast, table, client_of, mode, reason):
    """Over the socket and by the form alike; facilitators may always speak, drafts may always be written."""
    room = table(mode)
    expected = reason and [reason]
    assert [over_socket(getattr(cast, name), room) for name in ("bilal", "dara")] == [expected] * 2
    answer = client_of(cast.eli).post(
        f"/rooms/{room.pk}/messages/", {"text": "لا", "client_key": str(uuid.uuid4())}, headers={"X-Requested-By": "room"}
    )
    assert answer.status_code == (409 if reason else 204)
    assert over_socket(cast.esi, room) == ["Observers read and do not write."]
    assert over_socket(cast.amina, room) is None
    for name in PEOPLE:
        assert actions.save_draft(viewer(getattr(cast, name)), room=room, text="Perhaps") is not None


@pytest.mark.parametrize("mode", list(FloorMode))
def test_no_mode_lets_anybody_in_who_is_out(cast, table, mode):
    """Into a room not theirs, after removal, while all is paused, after the end."""
    room = table(mode)
    assert over_socket(cast.farid, room) == ["You are not in this room."]
    assert over_socket(cast.dara, cast.caucus(cast.first)) == ["You are not in this room."]
    before = viewer(cast.dara)
    remove_person(viewer(cast.amina), session=cast.session, seat=cast.dara)
    assert post(before, room.pk, "Still here?", str(uuid.uuid4()))["errors"] == ["You are not in this room."]
    pause_session(viewer(cast.amina), session=cast.session)
    assert over_socket(cast.bilal, room) == ["Everything is paused. What you have written is kept."]
    stop_session(viewer(cast.amina), session=cast.session)
    assert over_socket(cast.bilal, room) == ["The session has ended."]
    assert over_socket(cast.amina, room) == ["The session has ended."]


def test_a_repeat_is_one_statement_and_another_persons_key_is_no_key(cast, table):
    room, key = table(FloorMode.OPEN_SLOW), str(uuid.uuid4())
    assert [over_socket(cast.dara, room, "Once.", key) for _ in range(2)] == [None, None]
    assert over_socket(cast.bilal, room, "With her key.", key) is None
    said = Message.objects.filter(client_key=key)
    assert {message.seat_id for message in said} == {cast.dara.pk, cast.bilal.pk}


def test_a_private_line_has_no_floor(cast, table):
    table(FloorMode.QUIET)
    desk = cast.help_desk(cast.dara)
    assert over_socket(cast.dara, desk, "I need a moment.") is None
    with pytest.raises(NotAllowed):
        actions.change_floor(viewer(cast.amina), room=desk, mode=FloorMode.QUIET)


# --- silence and showing ------------------------------------------------------------------------------------


@pytest.fixture
def written(cast, table):
    """Dara and Bilal have written in silence."""
    room = table(FloorMode.SILENT_REVEAL)
    assert [over_socket(seat, room, text) for seat, text in ((cast.dara, "Afraid."), (cast.bilal, "So were we."))] == [None] * 2
    return room


def frames_of(seat, room):
    """Everything the wire would give this person of the room, from the beginning."""
    who = viewer(seat)
    return catch_up(who, room, cursors.make(room.pk, who, 0))


def test_before_the_reveal_each_sees_their_own_and_nobody_anothers(cast, written, client_of):
    own = {seat.pk: Message.objects.get(seat=seat, room=written).pk for seat in (cast.dara, cast.bilal)}
    expected = {name: {own[seat.pk]} if seat.pk in own else set() for name, seat in cast.people.items()}
    assert seen_by(cast, written) == expected
    for name, seat in cast.people.items():
        heard = frames_of(seat, written)
        assert ("Afraid" in heard, "So were" in heard) == (name == "dara", name == "bilal")
        assert [it.pk for it in search(viewer(seat), room=written, words="afraid")] == (
            [own[cast.dara.pk]] if name == "dara" else []
        )
    assert "2 of 4 have written" in client_of(cast.chen).get(f"/rooms/{written.pk}/").text


def test_one_text_each_which_may_be_taken_back(cast, written):
    again = ["You have written. Take it back if you would like to say it otherwise."]
    assert over_socket(cast.dara, written, "And angry.") == again
    actions.withdraw_message(viewer(cast.dara), message=Message.objects.get(seat=cast.dara, room=written))
    assert over_socket(cast.dara, written, "Angry.") is None
    silence.reveal(viewer(cast.ben), room=written)
    shown = Message.objects.visible_to(viewer(cast.eli)).filter(room=written)
    assert {it.seat_id for it in shown} == {cast.dara.pk, cast.bilal.pk}
    assert all("took this back" not in frames_of(seat, written) for seat in (cast.eli, cast.amina))


def test_all_is_shown_in_one_moment_and_then_nobody_adds(cast, written):
    silence.reveal(viewer(cast.amina), room=written)
    texts = set(Message.objects.filter(room=written).values_list("pk", flat=True))
    assert seen_by(cast, written) == dict.fromkeys(cast.people, texts)
    assert over_socket(cast.chen, written) == ["All has been shown. The facilitators go on from here."]
    with pytest.raises(NotAllowed):
        silence.reveal(viewer(cast.amina), room=written)
    moments = Message.objects.filter(room=written).values_list("posted_at", flat=True)
    assert (max(moments) - min(moments)).total_seconds() < 0.001


def test_the_order_is_drawn_by_lot(cast, table):
    first = set()
    for _ in range(12):
        room = table(FloorMode.SILENT_REVEAL)
        for seat in (cast.bilal, cast.dara):
            over_socket(seat, room, "Afraid.")
        first.add(silence.reveal(viewer(cast.amina), room=room)[0].seat_id)
    assert first == {cast.bilal.pk, cast.dara.pk}


def test_what_is_held_is_read_by_a_facilitator_first_even_then(cast, written):
    actions.hold_messages(viewer(cast.amina), room=written, is_holding=True)
    silence.reveal(viewer(cast.amina), room=written)
    seen = seen_by(cast, written)
    assert (len(seen["amina"]), len(seen["dara"]), len(seen["eli"])) == (2, 1, 0)


def test_another_floor_shows_nothing_that_was_written_in_silence(cast, written):
    """The item went on before the reveal; whoever comes back to it finds their words."""
    actions.change_floor(viewer(cast.amina), room=written, mode=FloorMode.OPEN_SLOW)
    assert seen_by(cast, written)["eli"] == set()
    room = actions.change_floor(viewer(cast.amina), room=written, mode=FloorMode.SILENT_REVEAL)
    silence.reveal(viewer(cast.amina), room=room)
    assert len(seen_by(cast, room)["eli"]) == 2


@pytest.mark.parametrize("name", [*PEOPLE, "esi", "farid"])
def test_only_facilitators_show(cast, written, name):
    with pytest.raises(NotAllowed):
        silence.reveal(viewer(getattr(cast, name)), room=written)


# --- raised hands -------------------------------------------------------------------------------------------


def test_within_a_party_whoever_has_said_least_comes_first(cast, table):
    room = table(FloorMode.QUEUE)
    for seat, words in ((cast.bilal, "one two three four"), (cast.dara, "one two"), (cast.chen, "one")):
        actions.raise_hand(viewer(seat), room=room)
        assert over_socket(seat, room, words) is None
    for seat in (cast.eli, cast.bilal, cast.dara, cast.chen):  # Eli has the floor at once
        actions.raise_hand(viewer(seat), room=room)
    assert [hand.seat for hand in floor.hands_up(room)] == [cast.chen, cast.dara, cast.bilal]


def test_a_hand_is_up_once(cast, table):
    room = table(FloorMode.QUEUE)
    actions.raise_hand(viewer(cast.bilal), room=room)
    hands = [actions.raise_hand(viewer(cast.dara), room=room).pk for _ in range(2)]
    assert len(set(hands)) == 1
    assert Event.objects.filter(room=room, kind="hand.raised", seat_id=cast.dara.pk).count() == 1


def test_a_short_question_is_asked_out_of_turn_once(cast, table):
    room = table(FloorMode.QUEUE)
    actions.raise_hand(viewer(cast.bilal), room=room)
    assert over_socket(cast.dara, room, "Which year was that?", is_question=True) is None
    room.refresh_from_db()
    assert room.holder_id == cast.bilal.pk
    asked = Message.objects.get(room=room, seat=cast.dara)
    assert (asked.is_question, "A short question" in frames_of(cast.bilal, room)) == (True, True)
    once = ["You have asked your short question. Raise your hand to say more."]
    assert over_socket(cast.dara, room, "And why?", is_question=True) == once
    room = table(FloorMode.QUEUE)  # another floor, another question
    assert over_socket(cast.dara, room, "And why?", is_question=True) is None


def test_a_question_is_short(cast, table, client_of):
    room, long = table(FloorMode.QUEUE), "word " * 31
    assert over_socket(cast.dara, room, long, is_question=True) == ["A question out of turn has at most 30 words."]
    fields = {"text": long, "client_key": str(uuid.uuid4()), "is_question": "on"}
    answer = client_of(cast.dara).post(f"/rooms/{room.pk}/messages/", fields)
    assert answer.status_code == 422
    assert "A question out of turn has at most 30 words." in answer.text
    assert long.strip() in answer.text
    assert not Message.objects.filter(room=room, seat=cast.dara).exists()


@pytest.mark.parametrize("mode", [mode for mode in FloorMode if mode != FloorMode.QUEUE])
def test_questions_out_of_turn_belong_to_raised_hands(cast, table, mode):
    room = table(mode)
    assert over_socket(cast.dara, room, "Why?", is_question=True) == ["Questions out of turn belong to raised hands."]


def test_the_holder_who_asks_keeps_the_floor(cast, table):
    room = table(FloorMode.QUEUE)
    actions.raise_hand(viewer(cast.bilal), room=room)
    assert over_socket(cast.bilal, room, "Shall I begin?", is_question=True) is None
    room.refresh_from_db()
    assert room.holder_id == cast.bilal.pk


# --- the clock of a turn ------------------------------------------------------------------------------------


def test_a_turn_that_is_over_is_asked_and_never_cut(cast, table, client_of, monkeypatch):
    room = table(FloorMode.QUEUE, turn_seconds=120)
    actions.raise_hand(viewer(cast.bilal), room=room)
    room.refresh_from_db()
    page = f"/rooms/{room.pk}/"
    assert "About <span data-minutes>2</span> min" in client_of(cast.bilal).get(page).text
    later = room.turn_ends_at + floor.ONE_MORE
    monkeypatch.setattr("workshops.clock.now", lambda: later)
    browser = client_of(cast.bilal)
    assert '<span data-over>Would you like to finish' in browser.get(page).text
    assert browser.post(f"{page}turn/minute/").status_code == 302
    room.refresh_from_db()
    assert room.turn_ends_at == later + floor.ONE_MORE
    assert over_socket(cast.bilal, room, "My last sentence.") is None


def test_who_does_not_hold_the_floor_has_no_minute_to_take(cast, table):
    room = table(FloorMode.QUEUE, turn_seconds=120)
    actions.raise_hand(viewer(cast.bilal), room=room)
    for seat in (cast.dara, cast.esi, cast.farid, cast.amina):
        with pytest.raises(NotAllowed):
            actions.take_minute(viewer(seat), room=room)


# --- ready to go on? ----------------------------------------------------------------------------------------


def test_the_room_hears_how_many_of_each_party_are_ready_and_never_who(cast, table, client_of):
    room = table(FloorMode.OPEN_SLOW)
    readiness.ask_ready(viewer(cast.amina), room=room)
    readiness.say_ready(viewer(cast.dara), room=room, is_ready=True)
    shown = client_of(cast.bilal).get(f"/rooms/{room.pk}/").text
    assert ("0 of 2" in shown, "1 of 2" in shown, "2 of 2" in shown) == (True, True, False)
    told = Event.objects.filter(room=room, kind="readiness.changed").values_list("seat_id", "subject_id", "facts")
    assert list(told) == [(None, None, {})]


def test_one_may_be_not_ready_after_all_and_another_item_asks_nothing(cast, table):
    room = table(FloorMode.OPEN_SLOW)
    readiness.ask_ready(viewer(cast.amina), room=room)
    for is_ready in (True, True, False):
        readiness.say_ready(viewer(cast.dara), room=room, is_ready=is_ready)
    assert not Readiness.objects.exists()
    readiness.say_ready(viewer(cast.dara), room=room, is_ready=True)
    cast.start(Placement.PLENARY, FloorMode.QUEUE)
    assert not Readiness.objects.exists()
    with pytest.raises(NotAllowed):
        readiness.say_ready(viewer(cast.dara), room=cast.plenary, is_ready=True)


@pytest.mark.parametrize("name", ["esi", "farid", "amina"])
def test_only_participants_are_asked(cast, table, name):
    room = table(FloorMode.OPEN_SLOW)
    readiness.ask_ready(viewer(cast.ben), room=room)
    with pytest.raises(NotAllowed):
        readiness.say_ready(viewer(getattr(cast, name)), room=room, is_ready=True)


def test_frames_are_the_same_for_the_ready_and_the_others_but_for_their_own_button(cast, table):
    room = table(FloorMode.OPEN_SLOW)
    readiness.ask_ready(viewer(cast.ben), room=room)
    readiness.say_ready(viewer(cast.dara), room=room, is_ready=True)

    def ready_region(seat):
        ops = json.loads(frames_of(seat, room))["ops"]
        return next(op["html"] for op in ops if op["id"].startswith("ready-"))

    assert ready_region(cast.bilal) == ready_region(cast.chen) != ready_region(cast.dara)
