"""Who does not feel safe is expected nothing of: no turn, no hand, no word, until they say that they come back."""

import pytest
from django.urls import reverse

from tests.cast import viewer
from workshops import rules
from workshops.programme.models import Admission, FloorMode, Placement, Session
from workshops.rooms import actions as rooms
from workshops.rooms.models import Flag, FloorRequest, FloorTurn
from workshops.running import checkin, flags


@pytest.fixture
def aside(cast, session_in):
    """`aside(Dara)`: this person says in a live session that they do not feel safe."""
    session_in("live")
    return lambda seat: flags.raise_flag(viewer(seat), room=cast.help_desk(seat), level=Flag.Level.UNSAFE)


def come_back(cast, seat):
    checkin.say_ready(viewer(seat), session=Session.objects.get(pk=cast.session.pk))


def silence(seat, room):
    return rules.why_not_post(viewer(seat), room)


def test_the_session_goes_on_without_them_and_their_line_stays(cast, aside):
    room = cast.start(Placement.PLENARY, FloorMode.OPEN_SLOW)
    aside(cast.dara)
    assert "stepped aside" in silence(cast.dara, room)
    assert silence(cast.dara, cast.help_desk(cast.dara)) is None
    assert silence(cast.eli, room) is None
    assert Session.objects.get(pk=cast.session.pk).state == "live"
    come_back(cast, cast.dara)
    assert silence(cast.dara, room) is None


def test_the_turn_goes_to_the_next_and_comes_back_last(cast, aside):
    room = cast.start(Placement.PLENARY, FloorMode.ROUND)
    speaker = room.holder
    aside(speaker)
    room.refresh_from_db()
    assert room.holder_id not in (None, speaker.pk)
    come_back(cast, speaker)
    assert FloorTurn.objects.filter(room=room).order_by("position").last().seat_id == speaker.pk


def test_a_round_that_begins_later_does_not_wait_for_them(cast, aside):
    aside(cast.dara)
    room = cast.start(Placement.PLENARY, FloorMode.ROUND)
    assert not FloorTurn.objects.filter(room=room, seat=cast.dara).exists()
    come_back(cast, cast.dara)
    assert FloorTurn.objects.filter(room=room, seat=cast.dara).count() == 1


def test_a_hand_goes_down(cast, aside):
    room = cast.start(Placement.PLENARY, FloorMode.QUEUE)
    rooms.raise_hand(viewer(cast.bilal), room=room)
    rooms.raise_hand(viewer(cast.dara), room=room)
    aside(cast.dara)
    assert not FloorRequest.objects.filter(room=room, seat=cast.dara, ended_at=None).exists()
    assert not rules.can_raise_hand(viewer(cast.dara), room)


@pytest.mark.parametrize("level", [Flag.Level.MINUTES, Flag.Level.PAUSE])
def test_the_lower_levels_ask_nobody_to_step_aside(cast, session_in, level):
    session_in("live")
    flags.raise_flag(viewer(cast.dara), room=cast.help_desk(cast.dara), level=level)
    assert Admission.objects.get(seat=cast.dara).apart_at is None


def test_also_while_all_is_paused(cast, session_in):
    session_in("paused")
    flags.raise_flag(viewer(cast.dara), room=cast.help_desk(cast.dara), level=Flag.Level.UNSAFE)
    assert Admission.objects.get(seat=cast.dara).apart_at is not None


def test_only_they_and_the_team_see_it(cast, aside, client_of, client_of_staff):
    aside(cast.dara)
    plenary = reverse("room_detail", args=[cast.plenary.pk])
    assert "You have stepped aside." in client_of(cast.dara).get(plenary).text
    assert "stepped aside" not in client_of(cast.eli).get(plenary).text
    console = client_of_staff(cast.users.amina).get(reverse("session_console", args=[cast.session.pk])).text
    assert "has stepped aside" in console
    client_of(cast.dara).post(reverse("checkin_say", args=[cast.help_desk(cast.dara).pk]))
    assert Admission.objects.get(seat=cast.dara).apart_at is None
