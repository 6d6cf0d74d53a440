"""Small tables in three browsers: a facilitator carries somebody to another one, a call is answered, all are called back."""

from playwright.sync_api import expect

from tests.browser.people import PATIENCE, PHONE


def carry(page, name, position):
    """Take this person by the grip and lay them down at that table."""
    grip = page.locator("[data-person]", has_text=name).locator("[data-handle]")
    there = page.locator(f'[data-table="{position}"] h2')
    start, end = grip.bounding_box(), there.bounding_box()
    page.mouse.move(start["x"] + 8, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(end["x"] + 40, end["y"] + 20, steps=8)
    page.mouse.up()


def is_at(person, number):
    """Without having been told, this person's page is at that small table."""
    name = person.words("Small table %(number)d") % {"number": number}
    expect(person.page.locator("h1")).to_contain_text(name, timeout=PATIENCE)


def test_a_facilitator_carries_somebody_and_their_page_goes_with_them(play):
    told = play("small_tables")
    first, second = told["tables"]
    dara, eli = play.person("dara", size=PHONE), play.person("eli", size=PHONE, theme="dark", language="ar")
    dara.visit(f"/rooms/{first}/")
    eli.visit(f"/rooms/{second}/")

    amina = play.person("amina")
    amina.visit(f"/items/{told['item']}/tables/")
    carry(amina.page, "Dara", 2)
    expect(amina.page.locator('[data-table="2"]')).to_contain_text("Dara", timeout=PATIENCE)
    is_at(dara, 2)
    expect(eli.page.locator(".say .hears").first).to_contain_text("4", timeout=PATIENCE)
    dara.finds_it_well_made()
    amina.finds_it_well_made()

    ben = play.person("ben")
    ben.visit(f"/sessions/{told['session']}/console/")
    ben.page.locator(f"#call-join-{second.replace('-', '')}").click()
    is_at(ben, 2)
    expect(dara.page.locator(".strip--call")).to_contain_text("We need a facilitator here", timeout=PATIENCE)

    amina.visit(f"/sessions/{told['session']}/console/")
    expect(dara.page.locator(".strip--all")).to_contain_text("Back to the long table")
    amina.page.locator("#end-broadcast").click()
    expect(dara.page.locator(".strip--all")).to_have_count(0, timeout=PATIENCE)
    amina.page.locator("#broadcast-new summary").click()
    amina.page.locator(".broadcast-form [name=text]").fill("Thank you.")
    amina.page.locator(".broadcast-form select").select_option("0")
    amina.page.locator(".broadcast-form button").click()
    strip = dara.page.locator(".strip--all")
    expect(strip).to_contain_text("Thank you.", timeout=PATIENCE)
    strip.get_by_role("link").click()  # of her own will; nobody is moved
    expect(dara.page.locator("h1")).to_contain_text("The long table")
    is_at(eli, 2)
