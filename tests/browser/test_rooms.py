"""A room in real browsers: drafts, keys, blocked lines, no script at all, and rights that end while one listens."""

import re

from playwright.sync_api import expect

from tests.browser.people import PHONE

NOT_FOUND = "status of 404"


def test_a_word_from_each_is_heard_by_the_other(play):
    told = play("live")
    bilal, eli = play.person("bilal"), play.person("eli", size=PHONE, language="ar", theme="dark")
    for person in (bilal, eli):
        person.enter(told["rooms"]["plenary"])
    bilal.say("We measured it in spring.")
    eli.hears("We measured it in spring.")
    eli.say("وماذا رأيتم؟")
    bilal.hears("وماذا رأيتم؟")
    expect(bilal.unstored).to_have_count(0)


def test_a_draft_is_there_after_a_reload_and_gone_when_it_was_said(play):
    told = play("live", "round")
    waiting = play.person("eli", size=PHONE, language="ar")
    waiting.enter(told["rooms"]["plenary"])
    waiting.field.fill("لم أنته بعد")
    waiting.sees("Draft kept")
    waiting.page.reload()
    expect(waiting.field).to_have_value("لم أنته بعد")
    amina = play.person("amina")
    amina.enter(told["rooms"]["plenary"])
    while not waiting.send.is_enabled():
        amina.press("Next speaker")
        waiting.page.wait_for_timeout(300)
    waiting.send.click()
    amina.hears("لم أنته بعد")
    waiting.page.reload()
    expect(waiting.field).to_have_value("")


def test_with_keys_alone_from_the_link_to_the_first_message(play):
    told = play("invited")
    gil = play.stranger("gil")
    gil.visit(told["link"])
    gil.sees("Your link is read. It no longer stands in the address bar.")
    gil.walk_to("Open my invitation")
    gil.sees("What can go wrong")
    gil.walk_to("Go on")
    gil.sees("How you are called here")
    gil.tab_to(gil.page.locator("[name=name]"))
    gil.page.keyboard.type("Gil")
    gil.walk_to("Go on")
    for step in ("What you allow", "What we promise each other"):
        gil.sees(step)
        for box in gil.page.locator("main input[type=checkbox]").all():
            gil.tab_to(box)
            gil.page.keyboard.press("Space")
        gil.walk_to("Keep my answers")
    amina = play.person("amina")
    amina.visit(f"/sessions/{told['session']}/console/")
    admit = amina.page.get_by_role("button", name="Admit: Gil")
    amina.tab_to(admit)
    amina.page.keyboard.press("Enter")
    expect(gil.page).to_have_url(re.compile("/rooms/"))
    gil.tab_to(gil.field)
    gil.page.keyboard.type("I have found the door.")
    gil.page.keyboard.press("Control+Enter")
    gil.hears("I have found the door.")


def test_with_keys_alone_pause_go_on_and_stop(play):
    told = play("live")
    amina, bilal = play.person("amina"), play.person("bilal")
    amina.visit(f"/sessions/{told['session']}/console/")
    bilal.enter(told["rooms"]["plenary"])
    amina.page.keyboard.press("p")
    bilal.sees("Everything is paused")
    expect(amina.button("Resume")).to_be_visible()
    amina.page.wait_for_timeout(1100)  # it stands where Pause stood, and rests for a second
    amina.page.keyboard.press("r")
    bilal.may_speak()
    amina.page.keyboard.press("s")
    stop = amina.page.locator("dialog").get_by_role("button", name="Stop the session")
    expect(stop).to_be_visible()
    amina.tab_to(stop)
    amina.page.keyboard.press("Enter")
    bilal.sees("The session has ended")


def test_without_script_from_the_pasted_link_to_the_answer(play):
    told = play("invited")
    gil = play.stranger("gil", size=PHONE, script=False)
    gil.visit("/j")
    gil.fill(code=told["link"])
    gil.press("Open my invitation")
    gil.press("Go on")
    gil.fill(name="Gil")
    gil.press("Go on")
    gil.tick_all()
    gil.press("Keep my answers")
    gil.tick_all()
    gil.press("Keep my answers")
    gil.sees("Waiting is normal. You are led on when you are let in.")
    amina = play.person("amina")
    amina.visit(f"/sessions/{told['session']}/console/")
    amina.page.get_by_role("button", name="Admit: Gil").click()
    expect(amina.page.get_by_role("button", name="Admit: Gil")).to_have_count(0)
    gil.press("Look again")
    expect(gil.page).to_have_url(re.compile("/rooms/"))
    gil.say("I write without script.")
    gil.hears("I write without script.")
    amina.enter(told["rooms"]["plenary"])
    amina.hears("I write without script.")
    amina.say("And you are read.")
    gil.press("Look again")
    gil.hears("And you are read.")


def test_where_sockets_are_blocked_words_come_and_go_by_polling(play):
    told = play("live")
    dara, bilal = play.person("dara", size=PHONE), play.person("bilal")
    dara.page.route_web_socket(re.compile(".*"), lambda socket: socket.close())
    for person in (dara, bilal):
        person.enter(told["rooms"]["plenary"])
    dara.sees("The quick line is blocked here. New words appear every few seconds.")
    bilal.say("Can you read this?")
    dara.hears("Can you read this?")
    dara.say("Slowly, but yes.")
    bilal.hears("Slowly, but yes.")
    expect(dara.unstored).to_have_count(0)


def test_whoever_is_taken_out_hears_nothing_more_and_is_told_so(play):
    told = play("live")
    plenary = told["rooms"]["plenary"]
    amina, bilal, dara = (play.person(name) for name in ("amina", "bilal", "dara"))
    amina.visit(f"/sessions/{told['session']}/console/")
    frames = listen(dara)
    for person in (bilal, dara):
        person.enter(plenary)
    bilal.say("Before.")
    dara.hears("Before.")
    row = amina.page.locator("tr", has_text="Dara")
    row.locator("summary").click()
    row.get_by_role("button", name="Take out of the session").click()
    dara.sees("You are no longer in this room.")
    bilal.say("After.")
    bilal.hears("After.")
    dara.page.wait_for_timeout(3000)
    assert dara.heard() == ["Before."]
    assert not any("After." in frame for frame in frames)
    dara.forgive(NOT_FOUND)
    assert dara.visit(f"/rooms/{plenary}/").status == 404


def listen(person):
    """Every frame this person's browser gets from now on."""
    frames = []
    person.page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: frames.append(frame)))
    return frames


def test_whoever_signs_out_hears_nothing_more_in_another_tab(play):
    told = play("live")
    amina, bilal = play.person("amina"), play.person("bilal")
    for person in (amina, bilal):
        person.enter(told["rooms"]["plenary"])
    bilal.say("Before.")
    amina.hears("Before.")
    other = amina.context.new_page()
    other.goto("/account/logout/")
    amina.forgive(NOT_FOUND)  # what her page asks for from now on is not hers
    other.get_by_role("button", name="Sign out").last.click()
    amina.sees("You are no longer in this room.")
    bilal.say("After.")
    bilal.hears("After.")
    amina.page.wait_for_timeout(2000)
    assert amina.heard() == ["Before."]
