"""From a link to the table, and away from it quickly."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import PHONE

CLEARED = r"Clear-Site-Data header on"  # Chromium writes down that it has done so


def _opens(person, told):
    person.page.goto(told["link"])
    expect(person.page.get_by_text("Your link is read.")).to_be_visible()
    assert person.page.url == f"{person.house.url}/j"  # the secret has left the address bar
    person.page.get_by_role("button", name="Open my invitation").click()


def _answers(page):
    page.get_by_role("link", name="Go on").click()
    page.get_by_label("Name the others will see").fill("Gil")
    page.get_by_role("button", name="Go on").click()
    page.locator("#id_take_part").check()
    page.get_by_role("button", name="Keep my answers").click()
    page.get_by_label("We let each other finish.").check()
    page.get_by_role("button", name="Keep my answers").click()


def test_from_a_link_to_the_table(play):
    told = play("invited")
    gil, amina = play.stranger("gil", size=PHONE), play.person("amina")
    _opens(gil, told)
    _answers(gil.page)
    expect(gil.page.get_by_role("heading", name="We begin at")).to_be_visible()
    gil.say("My line is slow.")
    gil.hears("My line is slow.")
    amina.page.goto(f"/sessions/{told['session']}/console/")
    amina.page.get_by_role("button", name="Admit").first.click()
    gil.page.wait_for_url(f"**/rooms/{told['rooms']['plenary']}/")


def test_a_second_browser_finds_the_door_shut(play):
    told = play("invited")
    first, second = play.stranger("first"), play.stranger("second")
    _opens(first, told)
    first.page.wait_for_url("**/arrival/invitation/")
    second.forgive("409")
    _opens(second, told)
    expect(second.page.get_by_role("heading", name="This link is in use on another device")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_leaving_quickly(play, script):
    told = play("live")
    bilal = play.person("bilal", script=script)
    bilal.forgive(CLEARED, "404", "4403")
    bilal.enter(told["rooms"]["plenary"])
    if script:
        bilal.field.fill("Half a sent")
    bilal.page.get_by_role("button", name="Leave quickly").click()
    bilal.page.wait_for_url("**/exit/")
    expect(bilal.page.get_by_role("heading", name="Appointments")).to_be_visible()
    assert bilal.context.cookies() == []
    bilal.enter(told["rooms"]["plenary"])
    expect(bilal.page.get_by_role("heading", name="Open your link")).to_be_visible()
