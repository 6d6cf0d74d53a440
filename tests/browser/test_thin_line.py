"""A room over a line of 256 kbit/s and 600 ms: little is carried, and one can take part; when it breaks, one comes back."""

import pytest
from playwright.sync_api import expect

from tests import servers
from tests.browser.people import IS_DOWN, PATIENCE, PHONE
from tests.browser.thin_line import ThinLine

MOST_BYTES = 60_000  # the first load of a room: page, styles, scripts, pictures, and the way to the socket


@pytest.fixture
def line(house):
    """The way to the house; the server itself stands behind it."""
    house.port = servers.free_port()
    with ThinLine(int(house.url.rpartition(":")[2]), house.port) as line:
        yield line


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_room_over_a_thin_line(line, play, language):
    told = play("live")
    room = told["rooms"]["plenary"]
    bilal, dara = play.person("bilal", size=PHONE, language=language), play.person("dara")
    bilal.enter(room)
    bilal.may_speak()
    assert line.down.carried < MOST_BYTES
    dara.enter(room)
    bilal.say("From the mountains.")
    expect(bilal.unstored).to_have_count(0, timeout=PATIENCE)
    dara.hears("From the mountains.")
    dara.say("We hear you.")
    bilal.hears("We hear you.")
