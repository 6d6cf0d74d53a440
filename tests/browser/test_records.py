"""A record leaves the room: two people of different parties release it, one of them in Arabic on a telephone; the NGO's
administrator writes why, reads it, and takes it along."""

import json

from playwright.sync_api import expect

from tests.browser.people import PHONE

REASON = "The yearly report to the donor."


def reads_and_releases(person):
    """From the waiting room to the record, and yes."""
    person.visit("/arrival/lobby/")
    person.page.locator('a[href^="/records/"]').click()
    person.sees("May this leave the room?")
    person.finds_it_well_made()
    person.press("Yes, it may leave the room")
    person.finds_it_well_made()


def test_two_parties_release_a_record_and_the_administrator_reads_it(play):
    record = play("recorded")["record"]
    ines, bilal = play.person("ines"), play.person("bilal")
    eli = play.person("eli", size=PHONE, language="ar")
    ines.visit("/records/")
    ines.sees("Waiting for release")
    ines.finds_it_well_made()
    assert ines.page.request.get(f"/records/{record}/review/").status == 404
    reads_and_releases(bilal)
    bilal.sees("Your party has released it. It leaves the room when the others have, too. Nobody outside your party knows yet.")
    assert ines.page.request.get(f"/records/{record}/review/").status == 404
    reads_and_releases(eli)
    ines.visit("/records/")
    ines.page.locator('a[href^="/records/"]').last.click()
    ines.sees("Open a record")
    ines.finds_it_well_made()
    ines.fill(reason=REASON)
    ines.press("Open the record")
    expect(ines.page.get_by_text(REASON)).to_be_visible()
    expect(ines.page.get_by_text("Alias Eli")).to_be_visible()
    ines.finds_it_well_made()
    ines.press("Take it along")
    ines.finds_it_well_made()
    ines.fill(reason=REASON)
    with ines.page.expect_download() as download:
        ines.press("Make the file")
    file = download.value
    assert file.suggested_filename.startswith("document-") and file.suggested_filename.endswith(".json")
    assert json.loads(file.path().read_text())["record"]["id"] == record
    amina = play.person("amina")
    amina.visit(f"/records/{record}/")
    expect(amina.page.get_by_text(REASON)).to_have_count(2)
    amina.finds_it_well_made()
