"""In a session over days the end of a turn is told to each reader by their own clock, although all are told in one batch."""

import re
from zoneinfo import ZoneInfo

import pytest

from tests.cast import viewer
from tests.live.scenarios import SCENARIOS
from tests.live.test_equivalence import difference_of, open_pages
from workshops.live.reader import read_batch
from workshops.programme.models import Seat, Session

ZONES = {"amina": "UTC", "ben": "America/Lima", "bilal": "Asia/Beirut", "chen": "Asia/Tokyo", "dara": "Asia/Tokyo", "eli": "Asia/Tokyo"}


@pytest.fixture
def apart(cast):
    """Over days, and in four zones; all read English."""
    Session.objects.filter(pk=cast.session.pk).update(turn_hours=24)
    cast.session.refresh_from_db()
    for name, zone in ZONES.items():
        Seat.objects.filter(pk=cast.people[name].pk).update(zone=zone, language="en")
        cast.people[name].refresh_from_db()
    return cast


@pytest.mark.parametrize("kind", ["floor.given", "floor.changed", "item.started"])
def test_a_page_that_listened_is_a_page_that_is_opened_now(apart, still_clock, kind):
    SCENARIOS[kind].before(apart)
    pages = open_pages(apart)
    SCENARIOS[kind].act(apart)
    assert [difference for it in pages.items() if (difference := difference_of(*it))] == []


def test_one_batch_tells_each_their_own_hour(apart):
    SCENARIOS["floor.changed"].before(apart)
    head = apart.plenary.head
    SCENARIOS["floor.changed"].act(apart)
    room, batch, told = apart.plenary, read_batch(apart.plenary.pk, head), {}
    for name in ZONES:
        frame = batch.frame(room.pk, viewer(apart.people[name]), head)
        told[name] = re.findall(r'\d\d:\d\d(?=</time>)', frame)
    assert told == {name: [f"{room.turn_due_at.astimezone(ZoneInfo(zone)):%H:%M}"] for name, zone in ZONES.items()}
