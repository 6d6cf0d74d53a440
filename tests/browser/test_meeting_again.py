"""From the paperwork to the next meeting: a date is chosen, the mail goes out, and its link opens the lobby in a browser
the house has never seen, in Arabic."""

import datetime
import email
import email.policy
import re

from playwright.sync_api import expect

from tests.browser.people import PHONE


def close_with_a_date(amina, session, date):
    """Close the session, and meet again on that day."""
    amina.visit(f"/sessions/{session}/closing/")
    form = amina.page.locator("form.closing")
    form.locator("input[name=hours]").first.check()
    form.locator("input[name=next][value=another]").check()
    amina.fill(title="Again", date=date, time="16:00", minutes="90")
    form.get_by_role("button", name="Close the session").click()
    amina.sees("The session is closed")


def the_mail(house):
    """The newest mail, read as a mail program reads it."""
    house.run("manage.py", "sweep")
    newest = max((house.folder / "mail").iterdir(), key=lambda mail: mail.stat().st_mtime_ns)
    content, _, _ = newest.read_bytes().partition(b"\n" + b"-" * 79)
    return email.message_from_bytes(content, policy=email.policy.default)


def test_from_the_paperwork_to_the_lobby_of_the_next_meeting(play):
    told = play("parting")
    amina, house = play.person("amina"), play.house
    day = datetime.date.today() + datetime.timedelta(days=14)
    close_with_a_date(amina, told["session"], day.isoformat())
    expect(amina.page).to_have_url(re.compile("/followups/$"))
    amina.finds_it_well_made()

    mail = the_mail(house)
    assert (mail["To"], mail["Subject"]) == ("eli@example.org", "موعد لك")
    text = mail.get_body(("plain",)).get_content()
    assert "16:00 (UTC)" in text
    link = re.search(r"http://\S+/j#\S+", text)[0]

    eli = play.stranger("eli", size=PHONE, language="ar")
    eli.visit(link)
    eli.press("Open my invitation")
    expect(eli.page).to_have_url(re.compile("/arrival/lobby/$"))
    eli.press("Your next appointments")
    eli.sees("To my calendar")
    eli.finds_it_well_made()
    with eli.page.expect_download() as download:
        eli.press("To my calendar")
    assert download.value.suggested_filename == "appointment.ics"
    file = download.value.path().read_bytes()
    assert f"{day:%Y%m%d}T160000Z".encode() in file
    assert "موعد".encode() in file

    eli.visit("/arrival/channel/")
    eli.finds_it_well_made()
    eli.press("Not safe to contact me")
    eli.sees("Nothing more is sent to you, and nobody calls.")
    amina.page.reload()
    amina.sees("Not to be contacted")
    walk_through_the_welfare_check(amina)


def walk_through_the_welfare_check(amina):
    """Each person is marked as asked, and the desk is clear."""
    amina.press("To the list")
    amina.finds_it_well_made()
    for _ in range(5):
        amina.press("I have asked")
    expect(amina.page.get_by_role("button", name="I have asked")).to_have_count(0)
    amina.visit("/desk/")
    expect(amina.page.get_by_text("asked how they are")).to_have_count(0)
