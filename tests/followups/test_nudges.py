"""A word to whoever has the turn in a session over days: once, by day, to those who want mail, and of nothing in it."""

import datetime
import re
import smtplib
from zoneinfo import ZoneInfo

import pytest

from tests.cast import viewer
from tests.followups.conftest import SetClock, allow
from workshops import clock
from workshops.followups import dispatch, nudges
from workshops.followups.channel import name_channel
from workshops.followups.dispatch import send_due, to_tell
from workshops.followups.models import Dispatch
from workshops.programme.models import FloorMode, Placement, Seat, Session
from workshops.rooms import actions, presence
from workshops.running.actions import pause_session, resume_session
from workshops.running.sweep import sweep

HOURS = 24
TAG = re.compile("<[^>]+>")


@pytest.fixture
def slow(cast, monkeypatch):
    """A session over days, a turn of 24 hours; all may be reached by mail. At ten in the morning a round begins."""
    Session.objects.filter(pk=cast.session.pk).update(turn_hours=HOURS)
    time = SetClock()
    time.go(time().replace(hour=9, minute=0) + datetime.timedelta(days=1))
    monkeypatch.setattr(clock, "now", time)
    cast.time = time
    cast.session.refresh_from_db()
    cast.session_in("live")
    for seat in cast.guests.values():
        time.go(seconds=1)
        allow(seat, "take_part", "follow_up")
        name_channel(viewer(seat), channel="mail", address=f"{seat.pk}@example.org")
    Dispatch.objects.all().delete()
    time.go(time().replace(hour=10, minute=0, second=0))
    cast.start(Placement.PLENARY, FloorMode.ROUND)
    return cast


@pytest.fixture
def holder(slow):
    """Whoever has the first turn."""
    return Seat.objects.get(pk=slow.plenary.holder_id)


def look():
    """What a sweep does about it: how many mails went."""
    nudges.write_nudges()
    return send_due()


def test_a_turn_has_its_hours_and_no_clock_counts_down(slow, holder):
    room = slow.plenary
    slow.session.refresh_from_db()
    assert room.turn_due_at == slow.time() + datetime.timedelta(hours=HOURS)
    assert (room.turn_ends_at, slow.session.item_ends_at) == (None, None)


@pytest.mark.parametrize(("zone", "hour"), [("UTC", "10:00"), ("Asia/Tokyo", "19:00")])
def test_the_page_says_until_when_by_the_readers_own_clock(slow, holder, client_of, zone, hour):
    Seat.objects.update(zone=zone)
    day = f"{slow.plenary.turn_due_at.astimezone(ZoneInfo(zone)):%A}"
    own, others = (TAG.sub("", client_of(seat).get(f"/rooms/{slow.plenary.pk}/").text) for seat in (holder, slow.esi))
    assert f"Your turn until {day}, {hour}. Come back when you like" in own
    assert f"’s turn until {day}, {hour}" in others


def test_it_is_never_cut_off(slow, holder, client_of):
    slow.time.go(hours=HOURS + 60)
    sweep()
    assert slow.plenary.holder_id == holder.pk
    assert "Nobody cuts you off." in client_of(holder).get(f"/rooms/{slow.plenary.pk}/").text
    actions.post_message(viewer(holder), room=slow.plenary, text="Late, and here.", client_key=holder.pk)
    assert slow.plenary.holder_id not in (None, holder.pk)


def test_at_half_of_a_turn_one_mail_goes_to_whoever_has_it(slow, holder, mailoutbox):
    went = []
    for hours in (10, 1, 0, 7, 5, 0):
        slow.time.go(hours=hours)
        went.append(look())
    assert went == [0, 1, 0, 0, 0, 0]
    assert [mail.to for mail in mailoutbox] == [[f"{holder.pk}@example.org"]]


def test_the_next_turn_has_a_mail_of_its_own(slow, holder, mailoutbox):
    for _ in range(2):
        slow.time.go(hours=12)
        look()
        slow.time.go(slow.time().replace(hour=10) + datetime.timedelta(days=1))
        seat = Seat.objects.get(pk=slow.plenary.holder_id)
        actions.post_message(viewer(seat), room=slow.plenary, text="Said.", client_key=seat.pk)
    assert len({mail.to[0] for mail in mailoutbox}) == len(mailoutbox) == 2


def test_the_mail_names_nothing_and_nobody(slow, holder, mailoutbox):
    slow.time.go(hours=12)
    look()
    (mail,) = mailoutbox
    words = mail.subject + mail.body + mail.alternatives[0][0]
    assert mail.subject == "Your appointment" and "Come when it suits you." in mail.body and "/j#" in mail.body
    names = ["Wells", "Upstream", "Lowland", "turn", "room", *(name.capitalize() for name in slow.people), "session", "Track"]
    assert [name for name in names if name in words] == []
    assert mail.attachments == []


def written(slow, holder):
    """They have said something: the turn is another's."""
    actions.post_message(viewer(holder), room=slow.plenary, text="Said.", client_key=holder.pk)


def passed(slow, holder):
    """They have let it go by."""
    actions.pass_floor(viewer(holder), room=slow.plenary)


def is_here(slow, holder):
    """They have the room before their eyes."""
    presence.seen("here", [(slow.plenary.pk, holder.pk)])


def paused(slow, holder):
    """Nobody may write."""
    pause_session(viewer(slow.amina), session=slow.session)


def by_voice(slow, holder):
    """They want no mail."""
    name_channel(viewer(holder), channel="voice")


def unsafe(slow, holder):
    """Nothing may be sent to them."""
    name_channel(viewer(holder), channel="unsafe")


def no_consent(slow, holder):
    """They have taken back that they may be reached."""
    slow.time.go(seconds=1)
    allow(holder, "follow_up", is_given=False)


QUIET = [written, passed, is_here, paused, by_voice, unsafe, no_consent]


@pytest.mark.parametrize("why", QUIET, ids=lambda why: why.__name__)
def test_nobody_is_disturbed_who(slow, holder, mailoutbox, why):
    slow.time.go(hours=12)
    why(slow, holder)
    assert (look(), mailoutbox) == (0, [])
    assert to_tell(slow.workshop) == []  # and nobody rings them up about it


@pytest.mark.parametrize("why", QUIET[1:2] + QUIET[4:], ids=lambda why: why.__name__)
def test_it_is_looked_at_again_when_it_is_sent(slow, holder, mailoutbox, why):
    slow.time.go(hours=12)
    assert nudges.write_nudges() == 1
    why(slow, holder)
    assert (send_due(), mailoutbox) == (0, [])


def test_a_turn_that_is_over_when_the_mail_goes_is_not_written_about(slow, holder, mailoutbox):
    slow.time.go(hours=12)
    nudges.write_nudges()
    written(slow, holder)
    assert (send_due(), mailoutbox) == (0, [])


def test_after_a_pause_it_still_goes(slow, holder, mailoutbox):
    slow.time.go(hours=12)
    pause_session(viewer(slow.amina), session=slow.session)
    look()
    slow.time.go(hours=1)
    resume_session(viewer(slow.amina), session=slow.session)
    assert look() == 1


def test_a_mail_that_did_not_go_is_tried_again_and_not_after_the_turn(slow, holder, mailoutbox, monkeypatch):
    def closed(*_):
        raise smtplib.SMTPServerDisconnected

    slow.time.go(hours=12)
    with monkeypatch.context() as patch:
        patch.setattr(dispatch, "_letter", closed)
        assert look() == 0
    slow.time.go(hours=13)
    assert (send_due(), Dispatch.objects.get(kind="turn").why) == (0, "late")


@pytest.mark.parametrize(
    ("begins", "hours", "hears"),
    [(10, 24, 21), (10, 48, 10 + 24), (20, 24, 24 + 8), (22, 12, 24 + 8), (20, 12, 20), (8, 12, 14)],
)
def test_it_comes_by_day(slow, holder, begins, hours, hears):
    day, room = slow.time().replace(hour=0), slow.plenary
    room.held_since = day + datetime.timedelta(hours=begins)
    room.turn_due_at = room.held_since + datetime.timedelta(hours=hours)
    assert nudges.moment_of(room) == day + datetime.timedelta(hours=hears)


def test_a_session_of_one_sitting_sends_none(cast, session_in, mailoutbox):
    session_in("live")
    cast.start(Placement.PLENARY, FloorMode.ROUND)
    assert cast.plenary.turn_due_at is None
    assert (look(), Dispatch.objects.filter(kind="turn").exists()) == (0, False)
