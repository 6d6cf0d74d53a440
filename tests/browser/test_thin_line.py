"""A room over a line of 256 kbit/s and 600 ms: little is carried, and one can take part; when it breaks, one comes back."""

import time

import pytest
from playwright.sync_api import expect

from tests import servers
from tests.browser.people import IS_DOWN, PHONE
from tests.browser.thin_line import ThinLine

MOST_BYTES = 60_000  # the first load of a room in which much was said: page, styles, scripts, drawings, the way to the socket
PATIENCE = 30_000  # milliseconds, on such a line


@pytest.fixture
def line(house):
    """The way to the house; the server itself stands behind it."""
    house.port = servers.free_port()
    with ThinLine(int(house.url.rpartition(":")[2]), house.port) as line:
        yield line


def test_a_room_over_a_thin_line(line, play):
    told = play("talking")
    room = told["rooms"]["plenary"]
    bilal, dara = play.person("bilal", size=PHONE), play.person("dara")
    for person in (bilal, dara):
        person.forgive(*IS_DOWN)
        person.context.set_default_timeout(PATIENCE)
    before = line.down.carried
    bilal.enter(room)
    bilal.may_speak()
    assert line.down.carried - before < MOST_BYTES
    dara.enter(room)
    bilal.say("From the mountains.")
    shows_as_stored(bilal)
    dara.hears("From the mountains.")
    dara.say("We hear you.")
    bilal.hears("We hear you.")

    line.cut()
    bilal.say("Into the silence.")
    time.sleep(2)
    expect(bilal.unstored).to_have_count(1)
    line.mend()
    shows_as_stored(bilal)
    for person in (bilal, dara):
        person.hears("Into the silence.")


def shows_as_stored(person):
    """What this person has said is kept, and their page says so."""
    expect(person.unstored).to_have_count(0, timeout=PATIENCE)


def test_styles_and_scripts_are_carried_once(line, play):
    told = play("live")
    bilal = play.person("bilal", size=PHONE)
    bilal.enter(told["rooms"]["plenary"])
    bilal.may_speak()
    time.sleep(1)  # the drawing in the tab's corner comes last
    carried = line.down.carried
    bilal.page.reload()
    bilal.may_speak()
    assert line.down.carried - carried < carried / 2
