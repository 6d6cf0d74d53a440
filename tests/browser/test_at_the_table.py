"""The parties go through an exercise at the table, in three browsers and two languages, with keys alone: each lets its words
out, reads the other's, says them back and rates; the facilitator goes on without those who are away."""

from playwright.sync_api import expect

from tests.browser.people import PATIENCE, PHONE
from tests.browser.test_pairs import Partner

SAID_BACK = "أنتم تحتاجون إلى أن يُسمع عنكم قبل أن تُغلق البوابات، وتخشون أن يُنسى ما حدث في تلك الليلة عند النهر. " * 2


def goes_on(amina):
    """The facilitator sees how many have given something, and goes on without the others."""
    amina.sees("of 4 have given theirs.")
    button = amina.page.get_by_role("button", name="Go on without the others")
    amina.tab_to(button)
    amina.page.keyboard.press("Enter")
    amina.page.wait_for_load_state()


def test_two_parties_let_out_read_say_back_and_rate(play):
    told = play("exercise", "needs_fears_exchange", "parties", "release")
    bilal = Partner(play.person("bilal"), told["room"])
    eli = Partner(play.person("eli", size=PHONE, language="ar", theme="dark"), told["room"])
    amina = play.person("amina")
    amina.visit(f"/rooms/{told['room']}/exercise/")

    bilal.presses()
    expect(bilal.page.locator("h2").first).to_contain_text("when each has let its own out")
    expect(bilal.page.locator(".told")).to_have_count(0)
    eli.presses()
    bilal.person.sees("Read theirs in quiet")
    expect(bilal.page.locator(".told").first).to_be_visible(timeout=PATIENCE)
    amina.sees("0 of 4 have given theirs.")

    bilal.presses()
    eli.presses()
    amina.sees("2 of 4 have given theirs.")
    goes_on(amina)

    eli.writes(text=SAID_BACK)
    eli.presses()
    bilal.reads(SAID_BACK)
    bilal.rates("accuracy", 6)
    bilal.presses()
    button = amina.page.get_by_role("button", name="Go on without the others")
    expect(button).to_be_visible(timeout=PATIENCE)
    amina.tab_to(button)
    amina.page.keyboard.press("Enter")
    eli.passes()
    bilal.is_asked("text")  # now the first party says back what the second has let out
