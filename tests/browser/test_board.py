"""The board in real browsers: cards carried by pointer, keys and form in both directions, two people at once, a poll from
its opening to its result."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import DESK, PATIENCE, PHONE


@pytest.fixture
def board(play):
    """What the story has told, with a way to bring people to the board: `board("bilal")`."""
    told = play("deciding")

    def seat(name, **kwargs):
        person = play.person(name, **kwargs)
        person.visit(f"/workshops/{told['workshop']}/board/")
        return person

    seat.told, seat.play = told, play
    return seat


def column(person, name):
    """The cards' list of a column."""
    return person.page.locator(f'[data-column="{name}"]')


def card(person, title):
    """The card with this title."""
    return person.page.locator(f'[data-card][data-title="{title}"]')


def handle(person, title):
    """Its handle."""
    return card(person, title).locator("[data-handle]")


def lies_in(person, title, name):
    """The card lies in that column, at once or soon."""
    there = column(person, name).locator(f'[data-card][data-title="{title}"]')
    expect(there).to_have_count(1, timeout=PATIENCE)


def drag(person, title, name):
    """Take the card by its handle and lay it into the middle of a column."""
    page, start = person.page, handle(person, title).bounding_box()
    box = column(person, name).bounding_box()
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2 + 9, box["y"] + 30, steps=12)
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 40, steps=4)
    expect(column(person, name).locator(".card--place")).to_have_count(1)
    page.mouse.up()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_card_is_carried_by_pointer_keys_and_form(board, language):
    dara, bilal = board("eli" if language == "ar" else "dara", language=language), board("bilal")
    drag(dara, "Gauges in pairs", "option")
    lies_in(bilal, "Gauges in pairs", "option")
    # keys: arrows follow what one sees
    on, back = ("ArrowLeft", "ArrowRight") if language == "ar" else ("ArrowRight", "ArrowLeft")
    grip = handle(dara, "Gauges in pairs")
    grip.focus()
    dara.page.keyboard.press("Space")
    dara.page.keyboard.press(on)
    expect(column(dara, "reality_test").locator(".card--place")).to_have_count(1)
    dara.page.keyboard.press(back)
    dara.page.keyboard.press("Escape")
    expect(dara.page.locator(".card--place")).to_have_count(0)
    lies_in(dara, "Gauges in pairs", "option")
    expect(grip).to_be_focused()
    dara.page.keyboard.press("Space")
    dara.page.keyboard.press(on)
    dara.page.keyboard.press("Space")
    lies_in(bilal, "Gauges in pairs", "reality_test")
    expect(handle(dara, "Gauges in pairs")).to_be_focused()
    expect(dara.page.locator("#carry-said")).to_contain_text("Gauges in pairs")
    # form
    held = card(dara, "Gauges in pairs")
    held.locator("summary").click()
    held.locator("select").select_option("option")
    held.locator("form button").click()
    lies_in(bilal, "Gauges in pairs", "option")
    dara.finds_it_well_made()


def test_with_a_finger_on_a_phone(board):
    eli = board("eli", size={"width": 390, "height": 2000}, language="ar")
    grip = handle(eli, "Gauges in pairs")
    start = grip.bounding_box()
    touch = eli.page.context.new_cdp_session(eli.page)
    x, y = start["x"] + start["width"] / 2, start["y"] + start["height"] / 2
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    goal = column(eli, "option").bounding_box()
    for step in range(1, 11):
        at = {"x": x, "y": y + (goal["y"] + 20 - y) * step / 10}
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [at]})
        eli.page.wait_for_timeout(30)
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    lies_in(eli, "Gauges in pairs", "option")
    eli.page.reload()
    lies_in(eli, "Gauges in pairs", "option")
    assert grip.bounding_box()["height"] >= 44


def test_without_script_the_form_moves_it(board):
    bilal = board("bilal", script=False)
    held = card(bilal, "Gauges in pairs")
    held.locator("summary").click()
    held.locator("select").select_option("option")
    held.locator("form button").click()
    lies_in(bilal, "Gauges in pairs", "option")
    bilal.page.locator(f'#card-{board.told["card"]} h3 a').click()
    bilal.sees("Where it has been")


def test_a_gate_says_why_and_the_card_lies_where_it_lay(board):
    bilal = board("bilal")
    bilal.forgive("409")
    drag(bilal, "Two accounts", "reality_test")
    expect(bilal.page.locator("#carry-refused")).to_contain_text("An option goes on when it answers a need of each party")
    lies_in(bilal, "Two accounts", "option")


def test_who_carries_a_card_keeps_it_while_others_move_and_is_told_if_they_moved_it(board):
    bilal, eli = board("bilal"), board("eli", language="ar")
    bilal.forgive("409")
    handle(bilal, "Gauges in pairs").focus()
    bilal.page.keyboard.press("Space")
    drag(eli, "Gauges in pairs", "option")
    lies_in(eli, "Gauges in pairs", "option")
    bilal.page.wait_for_timeout(800)
    expect(bilal.page.locator(".card--carried")).to_have_count(1)
    bilal.page.keyboard.press("ArrowUp")
    bilal.page.keyboard.press("ArrowLeft")
    bilal.page.keyboard.press("Space")
    expect(bilal.page.locator("#carry-refused")).to_contain_text("Somebody else has moved this card meanwhile")
    lies_in(bilal, "Gauges in pairs", "option")


def test_whoever_writes_loses_no_word_and_sees_the_others_text(board):
    told = board.told
    bilal, eli = board.play.person("bilal"), board.play.person("eli", language="ar")
    bilal.visit(f"/workshops/{told['workshop']}/board/")
    card(bilal, "Two accounts").locator("h3 a").click()
    url = bilal.page.url
    for person in (bilal, eli):
        person.visit(url + "text/")
    eli.fill(title="روايتان", body="جنبًا إلى جنب.")
    bilal.fill(title="Two accounts, one wall", body="Side by side.")
    eli.press("Store as a new version")
    expect(eli.page.locator("h1")).to_have_text("روايتان")
    bilal.forgive("409")
    bilal.press("Store as a new version")
    bilal.sees("What it says now, after somebody else’s change")
    expect(bilal.page.get_by_text("روايتان", exact=True)).to_be_visible()
    expect(bilal.page.locator("[name=title]")).to_have_value("Two accounts, one wall")
    bilal.press("Store as a new version")
    expect(bilal.page.locator("h1")).to_have_text("Two accounts, one wall")


def test_a_poll_from_its_opening_to_its_result(board):
    told = board.told
    amina = board.play.person("amina", size=DESK)
    voters = {
        name: board.play.person(name, size=PHONE, language="ar" if name == "eli" else "en")
        for name in ("bilal", "chen", "dara", "eli")
    }
    poll = f"/polls/{told['poll']}/"
    for person in voters.values():
        person.visit(poll)
    voters["bilal"].finds_it_well_made()
    amina.visit(poll)
    voters["dara"].forgive("422")
    voters["dara"].page.locator('input[value="8"]').check()
    voters["dara"].press("Cast my ballot")
    voters["dara"].sees("For this answer, say why, in a sentence.")
    voters["dara"].fill(reason="It would be read as surrender.")
    voters["dara"].choose(ground="Gauges in pairs dara", told="Ben")
    voters["dara"].press("Cast my ballot")
    voters["dara"].sees("You have voted.")
    for name in ("bilal", "chen", "eli"):
        voters[name].page.locator('input[value="1"]').check()
        voters[name].press("Cast my ballot")
        voters[name].sees("You have voted.")
    expect(amina.page.locator("#poll-state")).to_contain_text("4 of 4 have voted.")
    assert "surrender" not in amina.page.content()
    amina.press("Close and count")
    amina.sees("Why 3 of 4 is not enough")
    for person in voters.values():
        person.sees("The poll is closed.")
    voters["eli"].press("See the result")
    voters["eli"].sees("Blocked, with reasons")
    voters["eli"].finds_it_well_made()
    expect(voters["eli"].page.get_by_text("It would be read as surrender.")).to_be_visible()
    assert "Dara" not in voters["eli"].page.content()
    ben = board.play.person("ben")
    ben.visit(poll)
    ben.sees("Only you are told:")
    expect(ben.page).to_have_url(re.compile("/polls/"))
