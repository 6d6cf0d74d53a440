"""Single lines in real browsers: their menu, replies, other words, taking out, search, earlier statements, the telephone."""

import re

from playwright.sync_api import expect

from tests.browser.people import PHONE

SOFTER = "When there was no line I was afraid."
SPELT, MEANT = "We had no telephone line.", "We had no line at all."


def line_of(person, words):
    """The line that says these words, not one that answers it."""
    return person.page.locator("li.said").filter(has=person.page.locator(".said-text", has_text=words)).last


def menu_of(person, words):
    """The open menu of the line with these words."""
    line = line_of(person, words)
    line.locator(".more > summary").click()
    return line.locator(".menu-sheet")


def press_in(person, words, button):
    """Press a button in the menu of the line with these words."""
    menu_of(person, words).get_by_role("button", name=person.words(button), exact=True).click()


def test_lines_are_answered_put_otherwise_and_taken_out_of_the_room(play):
    told = play("lines")
    amina, bilal, dara = play.person("amina"), play.person("bilal", theme="dark"), play.person("dara", size=PHONE)
    for person in (amina, bilal, dara):
        person.enter(told["room"])
    press_in(bilal, SPELT, "Say it otherwise")
    bilal.forgive("status of 422")
    bilal.page.locator("dialog textarea").fill("\u200f")
    bilal.press("Put it this way")
    expect(bilal.page.locator("dialog [aria-invalid=true]")).to_be_visible()
    bilal.page.locator("dialog textarea").fill(MEANT)
    bilal.press("Put it this way")
    dara.hears(MEANT)
    press_in(dara, MEANT, "Reply")
    dara.say("Neither had we.")
    amina.hears("Neither had we.")
    quote = line_of(amina, "Neither had we.").locator(".said-quote a")
    expect(quote).to_have_text(MEANT)
    press_in(amina, MEANT, "Take it out of the room for now")
    expect(dara.said(MEANT)).to_have_count(0)
    expect(quote).to_have_count(0)
    bilal.sees("A facilitator has taken this out of the room for now. Only you and the facilitators see it.")
    line_of(amina, MEANT).get_by_role("button", name="Suggest other words").click()
    expect(amina.page.locator("dialog textarea")).to_have_value(re.compile("^When I saw or heard"))
    amina.finds_it_well_made()
    amina.page.locator("dialog textarea").fill(SOFTER)
    amina.press("Send it back with this")
    bilal.sees("A facilitator suggests, for you alone:")
    bilal.finds_it_well_made()
    line_of(bilal, MEANT).locator(".said-foot").get_by_role("button", name="Say it otherwise").click()
    expect(bilal.page.locator("dialog .said-suggested")).to_contain_text(SOFTER)
    bilal.page.locator("dialog textarea").fill(SOFTER)
    bilal.press("Put it this way")
    line_of(amina, SOFTER).get_by_role("button", name="Let it through").click()
    dara.hears(SOFTER)
    expect(dara.page.get_by_text("A facilitator suggests")).to_have_count(0)
    dara.finds_it_well_made()


def test_small_words_earlier_statements_search_and_the_telephone(play):
    told = play("lines")
    amina, dara = play.person("amina"), play.person("dara", size=PHONE)
    for person in (amina, dara):
        person.enter(told["room"])
    question = line_of(amina, "the night of the flood")
    expect(question.get_by_text("Understood")).to_have_count(0)
    press_in(dara, "the night of the flood", "Understood")
    expect(question.get_by_text("Understood")).to_be_visible()
    expect(dara.page.get_by_text("Statement 1 of the morning.")).to_have_count(0)
    while dara.page.locator("[data-earlier]").count():
        dara.page.locator("[data-earlier] a").click()
        dara.page.wait_for_timeout(300)
    expect(dara.page.get_by_text("Statement 1 of the morning.")).to_have_count(1)
    dara.page.reload()
    dara.page.locator(".find").focus()
    dara.page.keyboard.press("Enter")
    expect(dara.page.locator("dialog input[type=search]")).to_be_focused()
    dara.page.keyboard.type("statement 3 of")
    dara.page.keyboard.press("Enter")
    dara.page.locator("dialog .found a").filter(has_text=re.compile("Statement 3 of")).click()
    expect(dara.page.get_by_text("Statement 3 of the morning.")).to_be_in_viewport()
    expect(dara.page.get_by_text("Statement 3 of the morning.")).to_have_count(1)
    assert "statement" not in dara.page.url
    amina.choose(for_seat="Bilal, by telephone")
    amina.say("I am in a bad place for writing.")
    dara.hears("I am in a bad place for writing.")
    line = line_of(dara, "bad place")
    expect(line).to_contain_text("Bilal")
    expect(line).to_contain_text("By telephone: entered by Amina for Bilal")
    expect(amina.page.locator('[name="for_seat"]')).to_have_value("")
    for person in (amina, dara):
        person.finds_it_well_made()
