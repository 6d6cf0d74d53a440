"""From an empty desk to the paperwork: a facilitator at a desk, one party on an Arabic telephone, the other on an English one."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import PHONE

UPSTREAM, LOWLAND = {"en": "Upstream", "ar": "أعلى النهر"}, {"en": "Lowland", "ar": "السهل"}


def begin_workshop(amina):
    """In the format of the demo, in two languages."""
    amina.visit("/desk/")
    amina.press("Prepare a workshop")
    amina.page.locator('a[href$="/problem_solving_short/"]').first.click()
    amina.press("Go on")
    amina.fill(
        title_en="The river", title_ar="النهر",
        purpose_en="To hear each other.", purpose_ar="كي يسمع بعضنا بعضًا.",
        party1_name_en=UPSTREAM["en"], party1_name_ar=UPSTREAM["ar"],
        party2_name_en=LOWLAND["en"], party2_name_ar=LOWLAND["ar"],
        date="2031-03-04", time="10:00",
    )  # fmt: skip
    amina.press("Begin this workshop")
    amina.sees("The house checks")


def seat(amina, party, language):
    """A seat with that party; returns the personal link to it."""
    amina.press("People")
    amina.press("Add a seat")
    amina.choose(party=party, language=language)
    amina.press("Add this seat")
    amina.press("Make a pass")
    return amina.page.locator("#pass-link").inner_text()


def ask_party(amina, number):
    """May Amina hear the caucus of this party?"""
    amina.press("People")
    caucus = amina.page.locator(".caucus").nth(number)
    caucus.locator("summary").click()
    caucus.locator("select").select_option(label="Amina")
    caucus.get_by_role("button", name="Ask the party").click()


def arrive(person, link, name):
    """From the link to the waiting room."""
    person.visit(link)
    expect(person.page).to_have_url(re.compile("/j$"))
    person.press("Open my invitation")
    person.sees("What can go wrong")
    person.press("Go on")
    person.fill(name=name)
    person.press("Go on")
    person.sees("What you allow")
    person.tick_all()
    person.press("Keep my answers")
    person.sees("What we promise each other")
    person.tick_all()
    person.press("Keep my answers")


def signs(amina):
    """The discipline note, before she leads her first session here."""
    amina.sees("Everyone who leads a session here has signed this note.")
    amina.finds_it_well_made()
    amina.page.get_by_label("To none of them").check()
    amina.page.get_by_label("I work by this note.").check()
    amina.press("Sign")


DOUBLE_PRESS = 600  # milliseconds: two presses at one place within this time are one, and the second is not heard


@pytest.fixture
def table(play):
    """(Amina, Layla, Omar) at the long table of a session that has just opened."""
    play("planned")
    amina = play.person("amina")
    layla = play.stranger("layla", size=PHONE, language="ar")
    omar = play.stranger("omar", size=PHONE, theme="dark")
    begin_workshop(amina)
    links = [seat(amina, UPSTREAM["en"], "العربية"), seat(amina, LOWLAND["en"], "English")]
    ask_party(amina, 0)
    arrive(layla, links[0], "ليلى")
    layla.page.locator("main input[value=yes]").check()
    layla.press("Keep my answer")
    layla.sees("Waiting is normal. You are led on when you are let in.")
    arrive(omar, links[1], "Omar")
    amina.press("Sessions")
    amina.page.locator("h2 .entry-title").first.click()
    amina.press("To the console")
    amina.press("First read and sign how we facilitate")
    signs(amina)
    amina.press("Open the lobby")
    for name in ("ليلى", "Omar"):
        admit = amina.page.get_by_role("button", name=f"Admit: {name}")
        admit.click()
        expect(admit).to_have_count(0)
        amina.page.wait_for_timeout(DOUBLE_PRESS)  # where the first stood the second stands now
    amina.press("Open the room")
    return amina, layla, omar


def test_from_an_empty_desk_to_the_paperwork(table):
    amina, layla, omar = table
    console = amina.page.url
    for person in (layla, omar):
        expect(person.page).to_have_url(re.compile("/rooms/"))

    round_with_a_pass(layla, omar)
    queue_with_hands(amina, layla, omar)
    caucus(amina, layla, omar, console)
    pause_in_the_room(amina, layla)
    amina.visit(console)
    taken_out(amina, omar)
    stop_and_close(amina, layla)


def round_with_a_pass(layla, omar):
    """One speaks, the other passes; whoever is not yet asked may not."""
    expect(layla.page.locator(".round")).to_be_visible()
    is_hers = layla.page.locator(".turn--yours").count()
    first, second = (layla, omar) if is_hers else (omar, layla)
    first.may_speak()
    second.may_speak(False)
    first.say("First words.")
    second.hears("First words.")
    second.may_speak()
    second.press("Pass")
    second.may_speak(False)
    first.may_speak(False)
    first.sees("The round is complete")


def queue_with_hands(amina, layla, omar):
    """Hands go up; the floor is given in order, and by hand."""
    amina.press("Raised hands")
    omar.press("Raise my hand")
    omar.may_speak()
    layla.press("Raise my hand")
    layla.may_speak(False)
    omar.say("I begin.")
    layla.hears("I begin.")
    layla.may_speak()
    layla.say("أنا أيضًا")
    omar.hears("أنا أيضًا")


def caucus(amina, layla, omar, console):
    """Layla's party has let Amina in: the doors close behind them, Omar stays outside, and all come back."""
    long_table = layla.page.url
    amina.press("Go on to this")
    expect(layla.page).not_to_have_url(long_table)
    amina.visit(layla.page.url)
    layla.say("بيننا")
    amina.hears("بيننا")
    amina.say("Only here.")
    layla.hears("Only here.")
    omar.forgive("status of 404")
    assert omar.visit(layla.page.url).status == 404
    omar.visit(long_table)
    assert omar.heard() == ["First words.", "I begin.", "أنا أيضًا"]
    omar.sees("The parties meet among themselves")
    expect(omar.send).to_be_disabled()
    amina.visit(console)
    amina.press("Back to this")
    expect(layla.page).to_have_url(long_table)
    amina.visit(long_table)


def pause_in_the_room(amina, layla):
    """One press pauses everyone from the room; one press on the console lets them go on."""
    amina.press("Pause everyone")
    layla.sees("Everything is paused")
    layla.may_speak(False)
    layla.field.fill("ما زلت أفكر")
    amina.press("Console")
    amina.press("Resume")
    expect(layla.page.get_by_text(layla.words("Everything is paused"))).to_have_count(0)
    expect(layla.field).to_have_value("ما زلت أفكر")


def taken_out(amina, omar):
    """Omar is taken out: he hears nothing more, and is told so."""
    row = amina.page.locator("tr", has_text="Omar")
    row.locator("summary").click()
    row.get_by_role("button", name="Take out of the session").click()
    omar.sees("You are no longer in this room.")
    expect(row).to_contain_text("taken out")


def stop_and_close(amina, layla):
    """Stop asks once; closing wants to know who asks after people, and when all meet again."""
    amina.press("Stop")
    amina.page.locator("dialog").get_by_role("button", name="Stop the session").click()
    layla.sees("The session has ended")
    amina.sees("The session has been stopped")
    form = amina.page.locator("form.closing")
    form.locator("input[name=hours]").first.check()
    form.locator("input[name=next]").first.check()
    amina.press("Close the session")
    amina.sees("The session is closed")
