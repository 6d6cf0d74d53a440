"""An exercise in a session that lasts days: people leave, come back by the lobby, and find their place and their draft."""

import datetime

import pytest

from tests import pairs
from tests.cast import viewer
from workshops import clock, rules
from workshops.exercises import actions, progress
from workshops.exercises.models import Place
from workshops.live.people import people
from workshops.programme.models import Session
from workshops.rooms.models import Presence

DRAFT = "When the gates were shut"


@pytest.fixture
def run(cast):
    """Bilal and Dara, in a session in which a turn has 24 hours; Bilal has begun to write."""
    cast.session_in("live")
    Session.objects.filter(pk=cast.session.pk).update(turn_hours=24)
    cast.session.refresh_from_db()
    (run,) = pairs.start(cast, [cast.bilal, cast.dara])
    actions.save_step_draft(viewer(cast.bilal), run=run, at=str(pairs.place_of(cast.bilal)), content={"text": DRAFT})
    return run


@pytest.fixture
def days_later(run, monkeypatch):
    """Everybody has gone; `days_later(2)`: it is so many days later."""

    def shift(days):
        Presence.objects.all().delete()
        Place.objects.update(began_at=clock.now() - datetime.timedelta(days=days))

    return shift


def test_who_comes_back_finds_place_and_draft(cast, run, days_later, client_of):
    days_later(1)
    browser = client_of(cast.bilal)
    lobby = browser.get("/arrival/lobby/", follow=True)
    assert f"/rooms/{run.room_id}/" in lobby.text + str(lobby.redirect_chain)
    page = browser.get(f"/rooms/{run.room_id}/exercise/").text
    assert DRAFT in page and "24 h a step" in page and "data-seconds" not in page


def test_who_waits_may_come_back_in_days(cast, run, client_of):
    assert "come back in the coming days" in client_of(cast.dara).get(f"/rooms/{run.room_id}/exercise/").text


def test_it_goes_on_days_later_to_its_end(cast, run, days_later):
    for step in ("tell", "ask", "mirror", "rate", "heard"):
        days_later(1)
        pairs.through(cast, step)
    assert str(pairs.place_of(cast.dara)) == "1.tell.1"


@pytest.mark.parametrize(("days", "is_overdue"), [(1, False), (3, True)])
def test_the_console_counts_in_turns_of_hours(cast, run, days_later, days, is_overdue):
    days_later(days)
    keys = rules.keys_for(viewer(cast.amina))
    (line,) = progress.progress_of(run.item, people(cast.workshop.pk, keys), keys, "en", "en")
    assert line.is_overdue == is_overdue
