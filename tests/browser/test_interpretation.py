"""What is said, rendered by somebody at her desk and read by somebody on an Arabic phone at the same moment."""

import os
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.people import DESK, PATIENCE, PHONE

ARABIC = "حفظتُ القنوات السفلى إحدى وثلاثين سنة. السنوات الأربع الأخيرة استنفدت صبري. أود أن أستردّ بعضه."


def test_a_statement_is_interpreted_and_read(play):
    told = play("interpreting")
    room = f"/rooms/{told['rooms']['plenary']}/"
    esi = play.person("esi", size=DESK)
    eli = play.person("eli", size=PHONE, language="ar")
    eli.visit(room)
    eli.sees("Being interpreted")
    line = eli.page.locator("[id^=message-]").first
    esi.visit(room)
    esi.press("Interpretation")
    esi.press("Take it")
    expect(esi.page.locator(".terms-found")).to_contain_text("استنفد")
    field = esi.page.locator('textarea[name="text"]')
    with esi.page.expect_response(lambda answer: "/draft/" in answer.url):
        field.fill(ARABIC[:20])
    expect(esi.page.locator("#interpretation-queue")).to_contain_text("Who opened the sluice?")
    esi.page.reload()
    expect(field).to_have_value(ARABIC[:20])
    esi.finds_it_well_made()
    keep(esi, "desk")
    esi.fill(text=ARABIC, note="«استنفد» تقال عن مخزن حبوب، لا عن إنسان.")
    esi.press("Deliver it")
    expect(line.locator("> .said-text")).to_have_text(ARABIC, timeout=PATIENCE)
    expect(line.locator("> .said-text")).to_have_attribute("lang", "ar")
    original = line.locator(".original .said-text")
    expect(original).to_be_hidden()
    line.locator(".original > summary").click()
    expect(original).to_be_visible()
    expect(original).to_have_attribute("lang", "en")
    eli.finds_it_well_made()
    keep(eli, "phone")
    line.get_by_text(eli.words("Is this what was meant?")).click()
    eli.finds_it_well_made()
    keep(eli, "meaning")
    eli.fill(note="صبري أم عمري؟")
    eli.press("This does not sound right to me")
    esi.sees("Look at the rendering")
    keep(esi, "asked")
    for person in (esi, eli):
        person.visit(f"/workshops/{told['workshop']}/glossary/")
        person.finds_it_well_made()
        keep(person, "glossary")


def keep(person, name):
    """A picture of what this person sees, where somebody asks for pictures (LOOK_AT)."""
    if folder := os.environ.get("LOOK_AT"):
        person.page.screenshot(path=Path(folder) / f"{name}-{person.name}.png", full_page=True)
