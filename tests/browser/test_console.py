"""A facilitator at the console while people talk: it follows by itself, and nothing has to be hunted for."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import PHONE


@pytest.fixture
def console(play):
    """Amina at the console and Bilal at the long table, where hands are raised."""
    told = play("live", "queue")
    amina, bilal = play.person("amina"), play.person("bilal")
    amina.page.goto(f"/sessions/{told['session']}/console/")
    bilal.enter(told["rooms"]["plenary"])
    expect(bilal.page.get_by_role("button", name="Raise my hand")).to_be_visible()
    return amina.page, bilal


def test_a_hand_and_a_held_word_appear_by_themselves_and_an_open_menu_stays_open(console):
    amina, bilal = console
    amina.locator("#console-people tr", has_text="Chen").locator("summary").click()
    amina.get_by_role("button", name="Hold messages").click()
    expect(amina.get_by_role("button", name="Stop holding")).to_be_visible()
    bilal.page.get_by_role("button", name="Raise my hand").click()
    expect(amina.locator(".floor-now b", has_text="Bilal")).to_be_visible(timeout=2000)
    bilal.say("A word to be read first.")
    amina.get_by_role("button", name="Let it through: Bilal").click()
    expect(amina.locator("#console-said", has_text="A word to be read first.")).to_be_visible()
    expect(bilal.said("A word to be read first.")).to_be_visible()
    amina.get_by_role("button", name="Take out of the session: Chen").click()
    amina.get_by_role("button", name="Let in again: Chen").click()
    expect(amina.get_by_role("button", name="Let in again: Chen")).to_have_count(0)


def test_pause_is_one_key_that_a_double_press_does_not_undo_and_keys_can_be_switched_off(console):
    amina, bilal = console
    amina.keyboard.press("p")
    resume = amina.get_by_role("button", name="Resume")
    expect(resume).to_be_focused()
    resume.click()
    expect(resume).to_be_visible()
    expect(bilal.page.get_by_text("Everything is paused", exact=True)).to_be_visible()
    amina.wait_for_timeout(1100)
    amina.keyboard.press("r")
    expect(amina.get_by_role("button", name="Pause everyone")).to_be_visible()
    amina.keyboard.press("s")
    expect(amina.locator("dialog")).to_be_visible()
    amina.keyboard.press("p")
    amina.get_by_role("link", name="No, go back").click()
    expect(amina.get_by_role("button", name="Pause everyone")).to_be_visible()
    amina.get_by_text("Keys", exact=True).click()
    amina.get_by_label("Keys are on").uncheck()
    amina.locator("h1").click()
    amina.keyboard.press("s")
    expect(amina.locator("dialog")).not_to_be_visible()


def test_stop_is_two_presses_for_everyone_and_leads_to_the_paperwork(console):
    amina, bilal = console
    amina.get_by_role("link", name="Stop").click()
    amina.get_by_role("button", name="Stop the session").click()
    expect(bilal.page.get_by_text("The session has ended")).to_be_visible()
    amina.get_by_role("radio", name="There is no further meeting").check()
    amina.get_by_label("Who decided").fill("Both parties.")
    amina.locator("[name=hours]").first.check()
    amina.get_by_role("button", name="Close the session").click()
    expect(amina.get_by_text("The session is closed")).to_be_visible()
    expect(amina.get_by_role("heading", name="Meeting again")).to_be_visible()


def test_on_a_phone_pause_and_stop_stay_in_sight(play):
    told = play("live")
    amina = play.person("amina", size=PHONE, language="ar").page
    amina.goto(f"/sessions/{told['session']}/console/")
    amina.locator("#console-rooms").scroll_into_view_if_needed()
    amina.mouse.wheel(0, 5000)
    for target in ("#pause-resume", "#ask-stop"):
        expect(amina.locator(target)).to_be_in_viewport(ratio=1)
        assert amina.locator(target).bounding_box()["height"] >= 44


def test_without_script_every_act_is_a_page(play):
    told = play("live")
    amina = play.person("amina", script=False).page
    amina.goto(f"/sessions/{told['session']}/console/")
    amina.get_by_role("button", name="Pause everyone").click()
    expect(amina.get_by_role("button", name="Resume")).to_be_visible()
    amina.get_by_role("link", name="Stop").click()
    amina.get_by_role("button", name="Stop the session").click()
    expect(amina.get_by_role("heading", name="The session has been stopped")).to_be_visible()
