"""From an invitation to a released record: a facilitator at a desk, one party on an Arabic telephone, the other on an
English one, and the NGO's administrator, who sees nothing before the last yes."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_journey import stop_and_close, table  # noqa: F401
from tests.house import House

REASON = "The yearly report to the donor."
SAID = "We never meant the well."


@pytest.fixture
def house(tmp_path, ground):
    """A house that keeps no time to think, and says so."""
    house = House(tmp_path, ground=ground, RECORD_FREEZE_HOURS="0")
    yield house
    assert house.close() == []


def test_from_an_invitation_to_a_released_record(play, table):  # noqa: F811
    amina, layla, omar = table
    ines = play.person("ines")
    console = amina.page.url
    expect(layla.page).to_have_url(re.compile("/rooms/"))
    amina.visit(layla.page.url)
    amina.say(SAID)
    layla.hears(SAID)
    amina.visit(console)
    sees_nothing_yet(ines, "No session has been held yet.")
    stop_and_close(amina, layla)
    record = record_of(layla)
    sees_nothing_yet(ines, "Waiting for release", record)
    releases(layla, record)
    sees_nothing_yet(ines, "Waiting for release", record)
    releases(omar, record)
    reads_and_takes_along(ines, record)
    amina.visit(record)
    expect(amina.page.get_by_text(REASON)).to_have_count(2)


def sees_nothing_yet(ines, state, record=None):
    """The desk of the NGO says that it was held; the record is not there."""
    ines.visit("/records/")
    ines.sees(state)
    expect(ines.page.get_by_text("The river")).to_have_count(0)
    if record:
        pages = [ines.page.request.get(f"{record}{page}").status for page in ("", "openings/", "review/", "exports/")]
        assert pages == [404] * 4


def record_of(person):
    """The waiting room leads to the record."""
    person.visit("/arrival/lobby/")
    return person.page.locator('a[href^="/records/"]').first.get_attribute("href")


def releases(person, record):
    """Reads it point by point, and says yes."""
    person.visit(record)
    person.sees(
        "This house keeps no time to think (0 hours): a record can be released as soon as the session is closed."
        " Elsewhere it is 72 hours."
    )
    expect(person.page.get_by_text(SAID)).to_have_count(0)
    person.press("Yes, it may leave the room")
    person.sees("Your answer is kept. You can change it until your party has released the record.")


def reads_and_takes_along(ines, record):
    """First the reason, then what both parties have released, and nothing that was said."""
    ines.visit(f"{record}review/")
    expect(ines.page).to_have_url(re.compile("/openings/$"))
    ines.fill(reason=REASON)
    ines.press("Open the record")
    ines.sees("You do not see statements, caucuses, ballots or single answers.")
    expect(ines.page.get_by_text("U-1")).to_be_visible()
    expect(ines.page.get_by_text("Omar")).to_have_count(0)
    expect(ines.page.get_by_text(SAID)).to_have_count(0)
    ines.press("Take it along")
    ines.fill(reason=REASON)
    with ines.page.expect_download() as download:
        ines.press("Make the file")
    text = download.value.path().read_text()
    people = [(it["alias"], it["party"]["name"]["ar"]) for it in json.loads(text)["layers"]["attendance"]]
    assert people == [("U-1", "أعلى النهر"), ("L-1", "السهل")]
    assert SAID not in text and "Omar" not in text
