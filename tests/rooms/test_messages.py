"""Saying something in a room: once, in turn, where one may, and only there."""

import uuid

import pytest
from django.core.exceptions import ValidationError

from tests.cast import viewer
from workshops.live.log import Event
from workshops.programme.models import Placement
from workshops.rooms.actions import LONGEST_MESSAGE, clean, post_message, save_draft
from workshops.rooms.models import Draft, FloorMode, Message, Room
from workshops.rules import NotAllowed
from workshops.running.actions import pause_session, resume_session
from workshops.running.door import remove_person


def test_what_is_said_is_stored_and_told_to_the_room(cast, plenary, say):
    message = say(cast.dara, plenary)
    event = Event.objects.filter(room=plenary).last()
    assert (event.kind, event.subject_id, event.seat_id, event.facts) == (
        "message.posted", message.pk, cast.dara.pk, {},
    )  # fmt: skip
    assert Message.objects.get().pk == message.pk


def test_a_repeat_returns_the_first_result(cast, plenary, say):
    key = uuid.uuid4()
    first = say(cast.dara, plenary, "One.", key)
    assert say(cast.dara, plenary, "Two.", key) == first
    assert Message.objects.count() == 1
    assert Event.objects.filter(room=plenary, kind="message.posted").count() == 1


def test_a_repeat_is_answered_when_the_floor_has_gone_on(cast, session_in, say):
    session_in("live")
    room = cast.start(Placement.PLENARY, FloorMode.ROUND)
    key, holder = uuid.uuid4(), room.holder
    first = say(holder, room, key=key)
    room.refresh_from_db()
    assert room.holder != holder
    assert say(holder, room, key=key) == first


def test_the_key_of_one_person_is_not_anothers(cast, plenary, say):
    key = uuid.uuid4()
    assert say(cast.dara, plenary, key=key) != say(cast.bilal, plenary, key=key)


def test_the_key_of_one_room_is_not_anothers(cast, plenary, say):
    key = uuid.uuid4()
    Room.objects.update(is_open=True)
    assert say(cast.dara, plenary, key=key) != say(cast.dara, cast.caucus(cast.second), key=key)


def test_a_repeat_after_removal_is_refused(cast, plenary, say):
    key = uuid.uuid4()
    say(cast.dara, plenary, key=key)
    remove_person(viewer(cast.amina), session=cast.session, seat=cast.dara)
    with pytest.raises(NotAllowed):
        say(cast.dara, plenary, key=key)


@pytest.mark.parametrize("name", ["bilal", "amina", "esi", "farid"])
def test_who_is_not_in_the_room_says_nothing_in_it(cast, plenary, name, silence):
    caucus = cast.caucus(cast.second)
    Room.objects.update(is_open=True)
    assert silence(getattr(cast, name), caucus) == "You are not in this room."
    assert Message.objects.count() == 0


def test_a_viewer_whose_rights_have_changed_is_refused(cast, plenary):
    before = viewer(cast.dara)
    cast.dara.raise_epoch()
    with pytest.raises(NotAllowed):
        post_message(before, room=plenary, text="Late.", client_key=uuid.uuid4())


def test_a_closed_room_is_silent(cast, plenary, silence):
    Room.objects.filter(pk=plenary.pk).update(is_open=False)
    assert silence(cast.dara, plenary) == "Nobody speaks in this room at the moment."
    assert silence(cast.ben, plenary) is None


def test_all_are_silent_while_paused_but_the_facilitators(cast, plenary, silence):
    pause_session(viewer(cast.ben), session=cast.session)
    assert silence(cast.dara, plenary) == "Everything is paused. What you have written is kept."
    assert silence(cast.amina, plenary) is None
    resume_session(viewer(cast.amina), session=cast.session)
    assert silence(cast.dara, plenary) is None


@pytest.mark.parametrize("state", ["stopped", "closed"])
def test_nobody_speaks_after_the_end(cast, session_in, state, silence):
    session_in(state)
    Room.objects.update(is_open=True)
    said = {name: silence(seat, cast.plenary) for name, seat in cast.people.items()}
    assert said == dict.fromkeys(cast.people, "The session has ended.")


def test_the_lobby_is_silent(cast, session_in, silence):
    session_in("lobby")
    assert None not in [silence(seat, cast.plenary) for seat in cast.people.values()]


def test_observers_read_and_do_not_write(cast, plenary, silence):
    assert silence(cast.esi, plenary) == "Observers read and do not write."
    assert silence(cast.esi, cast.help_desk(cast.esi)) is None


def test_the_help_desk_and_the_staff_room_are_open_in_every_pause(cast, plenary, silence):
    pause_session(viewer(cast.ben), session=cast.session)
    assert silence(cast.dara, cast.help_desk(cast.dara)) is None
    assert silence(cast.ben, cast.help_desk(cast.dara)) is None
    assert silence(cast.ben, cast.staff_room) is None
    assert silence(cast.bilal, cast.help_desk(cast.dara)) == "You are not in this room."


def test_what_was_a_draft_is_no_longer_one(cast, plenary, say):
    save_draft(viewer(cast.dara), room=plenary, text="The well")
    say(cast.dara, plenary)
    assert Draft.objects.count() == 0


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("  Salam \r\n to all ", "Salam \n to all"),
        ("e\u0301", "\u00e9"),
        ("a\u202eb\u2066c\x00d\ue000", "abcd"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩‍👧", "👩‍👧"),
    ],
    ids=["edges", "composed", "directions and controls", "joiner of Persian", "joined signs"],
)
def test_text_is_kept_clean(given, kept):
    assert clean(given) == kept


@pytest.mark.parametrize("given", ["", " \n\t", "\u202e\x00", "\u200f", "\u200b \u200d", "a" * (LONGEST_MESSAGE + 1)])
def test_nothing_and_too_much_are_not_kept(given):
    with pytest.raises(ValidationError):
        clean(given)
