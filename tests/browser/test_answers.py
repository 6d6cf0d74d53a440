"""Pages that only an act brings up: something is missing, a door stays shut, a page is not there."""

import pytest

from tests.browser.people import PHONE

STATUS = "status of 4"


@pytest.fixture(params=["en", "ar"])
def doors(play, request):
    """(what the story has told, the language all read)."""
    return play("doors", request.param), request.param


@pytest.fixture
def gil(play, doors):
    """Gil, who has links and no patience."""
    gil = play.stranger("gil", language=doors[1], size=PHONE)
    gil.forgive(STATUS)
    return gil


def opens(person, link):
    """Open a link and press."""
    person.visit("/")
    person.visit(link)
    person.press("Open my invitation")


def test_doors_that_stay_shut(gil, doors):
    links = doors[0]["links"]
    gil.visit("/j")
    gil.fill(code="nothing of ours")
    gil.press("Open my invitation")
    gil.finds_it_well_made()
    opens(gil, links["over"])
    gil.sees("This link has had its time")
    gil.finds_it_well_made()
    gil.press("Ask for a new link")
    gil.sees("The facilitator knows. You will hear from them in the way you agreed.")
    gil.finds_it_well_made()
    opens(gil, links["taken"])
    gil.finds_it_well_made()
    gil.house.expected.append("django.security.csrf")
    gil.visit("/j")
    gil.fill(code="anything")
    gil.context.clear_cookies()
    gil.press("Open my invitation")
    gil.sees("This page had been open too long")
    gil.finds_it_well_made()
    for path in ("/nowhere/", "/arrival/lobby/"):
        assert gil.visit(path).status == 404
        gil.finds_it_well_made()


def test_a_way_in_with_something_missing_at_each_step(gil, doors):
    links = doors[0]["links"]
    opens(gil, links["fresh"])
    gil.press("Go on")
    gil.page.locator("[name=name]").evaluate("field => field.removeAttribute('required')")
    gil.press("Go on")
    gil.finds_it_well_made()
    gil.fill(name="Gil")
    gil.press("Go on")
    gil.press("Keep my answers")
    gil.sees("Not stored yet. What you typed is still here.")
    gil.finds_it_well_made()
    gil.tick_all()
    gil.press("Keep my answers")
    gil.press("Keep my answers")
    gil.finds_it_well_made()
    gil.page.locator("summary").first.click()
    gil.page.locator("textarea").first.fill("Which others?")
    gil.press("Keep my answers")
    gil.sees("One promise is not settled yet")
    gil.finds_it_well_made()
    opens(gil, links["other"])
    gil.finds_it_well_made()


def test_forms_of_staff_with_something_missing(play, doors):
    told, language = doors
    play.house.run("-m", "tests.browser.speak", language)
    amina = play.person("amina", language=language)
    amina.forgive(STATUS)
    workshop, session = f"/workshops/{told['workshop']}", f"/sessions/{told['session']}"
    forms = ("/templates/reflective_conversation/workshops/", f"{workshop}/sessions/new/", f"{workshop}/seats/",
             f"{workshop}/parties/", f"{workshop}/agreements/", f"{session}/items/")  # fmt: skip
    for path in forms:
        amina.visit(path)
        amina.page.locator("main form .button--main, aside form .button--main").last.click()
        amina.finds_it_well_made()
    amina.visit(f"{workshop}/people/")
    amina.page.locator(".entry-title").first.click()
    amina.page.locator('form[action$="/passes/"] button').click()
    amina.page.locator("#pass-link").wait_for()
    amina.finds_it_well_made()
    amina.visit(doors[0]["links"]["fresh"])
    amina.finds_it_well_made()
