"""People who may be reached by mail, a meeting a month ahead, and a clock that can be set."""

import datetime

import pytest
from django.utils import timezone

from tests.cast import viewer
from workshops import clock
from workshops.followups import actions
from workshops.followups.channel import name_channel
from workshops.programme.models import ConsentAnswer, Session

AHEAD = datetime.timedelta(days=30)


class SetClock:
    """What time it is, as a test wants it."""

    def __init__(self):
        self.moment = timezone.now().replace(second=0, microsecond=0) + datetime.timedelta(minutes=1)  # noqa: TID251

    def __call__(self):
        return self.moment

    def go(self, moment=None, **later):
        """To this moment, or so much later."""
        self.moment = moment or self.moment + datetime.timedelta(**later)


@pytest.fixture
def time(cast, monkeypatch):
    """`time.go(days=7)`. The cast was there before: it is kept for all tests, whatever their clocks say."""
    set_clock = SetClock()
    monkeypatch.setattr(clock, "now", set_clock)
    return set_clock


def allow(seat, *points, is_given=True):
    """The person answers these points of the consent."""
    for point in points or ("follow_up",):
        ConsentAnswer.objects.create(
            seat=seat, point=point, is_given=is_given, text_hash="0" * 64, language="en", answered_at=clock.now()
        )


@pytest.fixture
def reached(cast, time):
    """Everybody takes part and may be reached: Bilal, Dara and Eli by mail, Chen and Esi through the facilitators."""
    Session.objects.filter(pk=cast.session.pk).update(starts_at=time() - datetime.timedelta(days=1), state="closed")
    for seat in cast.guests.values():
        time.go(seconds=1)
        allow(seat, "take_part", "follow_up")
    for name in ("bilal", "dara", "eli"):
        name_channel(viewer(getattr(cast, name)), channel="mail", address=f"{name}@example.org")
    return cast


@pytest.fixture
def meeting(reached, time):
    """A meeting in thirty days at 16:00 UTC, planned by Amina."""
    return plan(reached, time() + AHEAD)


def plan(cast, moment, zone="UTC", minutes=90):
    """Amina plans a meeting at 16:00 on the day of this moment."""
    local = moment.replace(hour=16, minute=0, second=0, microsecond=0, tzinfo=None)
    return actions.plan_meeting(
        viewer(cast.amina), workshop=cast.workshop, title={"en": "Wells"}, local=local, zone=zone, minutes=minutes
    )


def move(cast, session, **by):
    """Amina moves it."""
    local = session.starts_at.replace(tzinfo=None) + datetime.timedelta(**by)
    return actions.change_meeting(
        viewer(cast.amina), session=session, title={"en": "Wells"}, local=local, zone="UTC", minutes=session.minutes
    )
