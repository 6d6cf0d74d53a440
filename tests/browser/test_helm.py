"""Two facilitators and two others at once: what one does is seen by the other, and can be taken back for ten seconds."""

from playwright.sync_api import expect

from tests.browser.look import violations


def test_a_press_in_haste_is_taken_back_and_the_other_sees_it(play):
    told = play("live")
    amina, ben, dara = play.person("amina"), play.person("ben"), play.person("dara")
    for chair in (amina, ben):
        chair.page.goto(f"/sessions/{told['session']}/console/")
    dara.enter(told["rooms"]["plenary"])
    dara.say("The wells were ours together once.")
    # one person reads for a while: told alone, and taken back by the colleague
    amina.page.locator("#console-people tr", has_text="Dara").locator("summary").click()
    amina.page.get_by_role("button", name="Only read for a while: Dara").click()
    expect(dara.page.get_by_text("For now you read at the shared table.")).to_be_visible(timeout=3000)
    expect(dara.page.locator("[data-send]")).to_be_disabled()
    expect(ben.page.locator("#console-undo")).to_contain_text("Dara reads for a while.", timeout=3000)
    assert violations(ben.page) == []
    ben.page.keyboard.press("u")
    expect(dara.page.get_by_text("For now you read at the shared table.")).to_be_hidden(timeout=3000)
    expect(dara.page.locator("[data-send]")).to_be_enabled()
    # a pause with an end: an open menu stays open while its panel is fetched again
    amina.page.locator("#pause-menu summary").click()
    amina.page.locator("#item-next summary").click()
    amina.page.get_by_label("Title").fill("Tea")
    dara.say("And the market too.")
    amina.page.evaluate("document.body.dispatchEvent(new CustomEvent('app:table'))")
    amina.page.wait_for_timeout(600)
    amina.page.get_by_role("button", name="10 min").click()
    expect(dara.page.get_by_text("We are taking a break")).to_be_visible(timeout=3000)
    expect(amina.page.get_by_label("Title")).to_have_value("Tea")
    amina.page.locator("#undo").click()
    expect(dara.page.get_by_text("We are taking a break")).to_be_hidden(timeout=3000)
    expect(amina.page.get_by_role("button", name="Pause everyone")).to_be_visible()
    amina.page.wait_for_timeout(1600)  # Pause rests for a moment where Resume stood
    # the strip goes by itself when its time is over
    amina.page.get_by_role("button", name="Pause everyone").click()
    expect(amina.page.locator("#undo")).to_be_visible()
    expect(amina.page.locator("#undo")).to_be_hidden(timeout=12000)
    expect(amina.page.get_by_role("button", name="Resume")).to_be_visible()
