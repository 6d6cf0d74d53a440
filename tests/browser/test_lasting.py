"""A session over days in real browsers: who comes back is told once what was missed, with a script and without."""

from playwright.sync_api import expect

from tests.browser.people import PHONE

LAST = "We had no telephone line that night, and nobody came to tell us."
FIRST_NEW = "Letter 1 of the second week."


def test_who_comes_back_is_told_once_and_reads_on(play):
    told = play("lasting")
    dara, eli = play.person("dara", size=PHONE), play.person("eli", size=PHONE, theme="dark", language="ar")
    plain = play.person("bilal", script=False)
    dara.enter(told["room"])
    back = dara.page.locator("[data-back]")
    expect(back.locator(".back-words")).to_have_text(LAST)
    dara.finds_it_well_made()
    back.get_by_role("link", name="new statements").click()
    expect(dara.said(FIRST_NEW)).to_be_in_viewport()
    expect(back).to_have_count(0)
    dara.page.reload()
    expect(back).to_have_count(0)

    dara.visit(f"/rooms/{told['caucus']}/party/")
    dara.finds_it_well_made()
    dara.press("Yes, they may hear it")
    dara.sees("Rather not")

    eli.enter(told["room"])
    expect(eli.page.locator("[data-back] .button")).to_be_visible()
    eli.finds_it_well_made()

    plain.enter(told["room"])
    plain.page.locator("[data-back] .button").click()
    expect(plain.said(FIRST_NEW)).to_be_in_viewport()
    expect(plain.page.locator("[data-back]")).to_have_count(0)
