"""The first house test. For every kind of event and every person: the page before, with the frames of what happened
applied to it, is the page rendered afresh."""

import difflib
import json
import re

import pytest
from django.conf import settings

from tests.cast import client_of, client_of_staff
from tests.live.page import Page
from tests.live.scenarios import SCENARIOS
from workshops.live.kinds import KINDS
from workshops.live.log import Event
from workshops.rooms.models import Room
from workshops.rooms.page import url_of

# Who has which rooms open: a chair who hears a caucus and one who does not, the author, the other party, Arabic.
OPENED = {
    "amina": ("plenary", "caucus", "staff"),
    "ben": ("plenary", "help_desk"),
    "bilal": ("plenary", "caucus", "pair", "small_group"),
    "dara": ("plenary", "help_desk", "small_group"),
    "eli": ("plenary", "caucus", "pair", "small_group"),
}

# Who is given one room more by this, and has other pages open: their tabs are drawn with the next page.
ONE_ROOM_MORE = {"run.joined": "amina", "pairs.started": "dara"}
ONE_ROOM_MORE |= {"call.answered": "ben", "seat.moved": "dara"}  # groups


def open_pages(cast):
    """{(name, kind of room): (browser, address, page)} of OPENED, as far as these rooms are there."""
    pages = {}
    for name, kinds in OPENED.items():
        seat = cast.people[name]
        browser = client_of_staff(seat.user) if seat.is_facilitator else client_of(seat)
        for room in Room.objects.filter(listeners__seat=seat, listeners__until=None, kind__in=kinds):
            if room.kind != Room.Kind.HELP_DESK or room.seat_id == cast.dara.pk:
                url = url_of(room)
                pages[name, room.kind] = browser, url, Page(browser.get(url).text)
    return pages


def heard_meanwhile(browser, page):
    """What the page would have been sent: the HTTP twin of each room it reads."""
    return [browser.get(f"/rooms/{room}/frames/", {"c": cursor}) for room, cursor in page.cursors.items()]


def test_every_kind_of_event_has_a_scenario():
    assert sorted(SCENARIOS) == sorted(KINDS)


def test_every_kind_that_is_recorded_is_in_the_table():
    nouns = "|".join({kind.partition(".")[0] for kind in KINDS})
    said = re.compile(rf'"((?:{nouns})\.[a-z]+)"')
    paths = (settings.BASE_DIR / "workshops").glob("*/*.py")
    tell = ("rooms", "exercises", "board", "records", "running")
    paths = [path for path in paths if path.parent.name in tell and path.name != "audit.py"]  # its entries are no events
    source = "".join(path.read_text() for path in paths)
    assert set(said.findall(source)) == set(KINDS)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_page_that_listened_is_a_page_that_is_opened_now(cast, still_clock, kind):
    SCENARIOS[kind].before(cast)
    pages = open_pages(cast)
    last = Event.objects.latest("pk").pk if Event.objects.exists() else 0
    SCENARIOS[kind].act(cast)
    assert kind in Event.objects.filter(pk__gt=last).values_list("kind", flat=True)
    more = ONE_ROOM_MORE.get(kind)
    assert [difference for it in pages.items() if (difference := difference_of(*it, more=more))] == []


def difference_of(where, opened, more=None):
    """What the page that listened shows otherwise than the page opened now, line by line; None when nothing."""
    browser, url, page = opened
    fresh, frames = browser.get(url), heard_meanwhile(browser, page)
    heard = [json.loads(frame.content) for frame in frames if frame.status_code == 200]
    if fresh.status_code == 404:  # removed: nothing more is heard of this room, nor of any other that is gone with it
        told = [frame for frame in heard if "ops" in frame]
        gone = [frame for frame in told if browser.get(f"/rooms/{frame['room']}/").status_code == 404]
        return [where, gone] if gone else None
    if len(heard) < len(frames) or any("ops" not in frame for frame in heard):
        return None  # a room was lost: the page says so and offers to look again
    for frame in heard:
        page.apply(frame)
        if "exercise" in frame.get("signals", ()) and "/exercise/" in url:
            page.put_panel(browser.get(f"{url}panel/").text)
    if page.is_opened_anew:
        return None
    # On this signal a page asks where its person sits now, and goes there: its tabs are not drawn again.
    is_moving = where[0] == more or any("place" in frame.get("signals", []) for frame in heard)
    before, after = (each.shown(is_moving).splitlines() for each in (page, Page(fresh.text)))
    return [where, *difflib.unified_diff(before, after, "listened", "afresh", n=0)] if before != after else None
