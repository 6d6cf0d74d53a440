"""A pair in two browsers and two languages: both directions with keys alone, a draft that nothing takes away, a stop."""

from playwright.sync_api import expect

from tests.browser.people import IS_DOWN, PATIENCE, PHONE

TOLD = "When the gates were shut I was at home with the children and heard it on the radio before anybody rang. " * 4
SAID_BACK = "You were at home with the children and you heard of the gates on the radio before anybody rang you. " * 3
ROWI = "حين أُغلقت البوابات كنت في البيت مع الأولاد وسمعت الخبر من المذياع قبل أن يتصل بنا أحد في تلك الليلة. " * 5
ISGHA = "أنت كنت في البيت مع الأولاد وسمعت خبر البوابات من المذياع قبل أن يتصل بك أحد في تلك الليلة. " * 3


class Partner:
    """Somebody in a pair, who uses keys alone."""

    def __init__(self, person, room):
        self.person, self.page = person, person.page
        person.visit(f"/rooms/{room}/exercise/")

    def box(self, name):
        return self.page.locator(f'form[data-step] [name="{name}"]')

    def is_asked(self, name):
        """At once or soon this box is there, without the page being loaded again."""
        expect(self.box(name).first).to_be_visible(timeout=PATIENCE)

    def writes(self, **texts):
        for name, text in texts.items():
            self.is_asked(name)
            self.person.tab_to(self.box(name))
            self.page.keyboard.press("ControlOrMeta+a")
            self.page.keyboard.insert_text(text)

    def rates(self, name, number):
        """With the arrows, as radios are."""
        self.is_asked(name)
        first = self.box(name).first
        self.person.tab_to(first)
        self.page.keyboard.press("Space")
        for _ in range(number - 1):
            self.page.keyboard.press("ArrowRight" if self.person.language == "en" else "ArrowDown")
        expect(self.box(name).nth(number - 1)).to_be_checked()

    def presses(self, look=".button--main"):
        button = self.page.locator(f"form[data-step] {look}")
        self.person.tab_to(button)
        self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()

    def passes(self):
        expect(self.page.locator("[name=pass]")).to_be_visible(timeout=PATIENCE)
        self.presses("[name=pass]")

    def reads(self, text):
        expect(self.page.locator(".told").get_by_text(text.strip(), exact=True).first).to_be_attached(timeout=PATIENCE)


def test_two_people_in_two_languages_go_through_both_directions_with_keys_alone(play):
    told = play("pairs")
    bilal = Partner(play.person("bilal"), told["pair"])
    eli = Partner(play.person("eli", size=PHONE, language="ar", theme="dark"), told["pair"])

    bilal.writes(text="When the gates were shut")
    expect(bilal.page.locator("[data-saved]")).to_contain_text("for your eyes only", timeout=PATIENCE)
    play.house.strike()
    for one in (bilal, eli):
        one.person.forgive(*IS_DOWN)
    play.house.start()
    bilal.page.reload()
    expect(bilal.box("text")).to_have_value("When the gates were shut")
    eli.page.reload()

    bilal.person.forgive("status of 422")
    bilal.writes(text="Too short.")
    bilal.presses()
    expect(bilal.page.locator(".field-error")).to_contain_text("at least 60")
    expect(bilal.box("text")).to_have_value("Too short.")
    bilal.writes(text=TOLD)
    bilal.presses()
    eli.reads(TOLD)

    eli.writes(questions_0="متى كان ذلك؟")
    eli.presses()
    bilal.reads("متى كان ذلك؟")
    bilal.writes(text="In May.")
    bilal.presses()
    eli.reads("In May.")

    eli.is_asked("text")
    expect(eli.box("text")).to_have_value("أنت ")
    eli.writes(text=ISGHA)
    bilal.page.locator("[data-state]").wait_for()
    eli.presses()
    bilal.reads(ISGHA)
    bilal.rates("accuracy", 3)
    bilal.person.tab_to(bilal.box("off").first)
    bilal.page.keyboard.press("Space")
    bilal.writes(correction="It was May.")
    bilal.presses()
    eli.reads("It was May.")
    eli.writes(text=ISGHA + "وكان ذلك في أيار.")
    eli.presses()
    bilal.rates("accuracy", 6)
    bilal.presses()
    bilal.rates("felt_heard", 7)
    bilal.presses()

    eli.writes(text=ROWI)
    eli.presses()
    bilal.reads(ROWI)
    bilal.passes()
    bilal.writes(text=SAID_BACK)
    bilal.presses()
    eli.reads(SAID_BACK)
    eli.rates("accuracy", 5)
    eli.presses()
    eli.rates("felt_heard", 6)
    eli.presses()

    bilal.writes(surprise="His patience.", sentence="We both waited for the same radio.")
    bilal.presses()
    eli.passes()
    eli.is_asked_for_consent = eli.page.locator("fieldset input[value=yes]")
    expect(eli.is_asked_for_consent).to_be_visible(timeout=PATIENCE)
    eli.person.tab_to(eli.is_asked_for_consent)
    eli.page.keyboard.press("Space")
    eli.presses()
    bilal.person.sees("This is done. Thank you, all of you.")
    eli.person.sees("This is done. Thank you, all of you.")


def test_what_one_writes_stays_while_the_page_round_it_changes(play):
    told = play("pairs")
    bilal, eli = Partner(play.person("bilal"), told["pair"]), Partner(play.person("eli", language="ar"), told["pair"])
    bilal.box("text").click()
    bilal.page.keyboard.type("I was")
    eli.person.press("Pause")
    bilal.person.sees("Paused. Nobody is asked why. What you write is kept.")
    expect(bilal.box("text")).to_be_focused()
    bilal.page.keyboard.type(" at home")
    expect(bilal.box("text")).to_have_value("I was at home")
    expect(bilal.page.locator("form[data-step] .button--main")).to_be_disabled()
    bilal.person.press("Go on")
    expect(bilal.page.locator("form[data-step] .button--main")).to_be_enabled(timeout=PATIENCE)
    expect(bilal.box("text")).to_have_value("I was at home")


def test_a_pair_calls_a_facilitator_who_comes_talks_and_goes(play):
    told = play("pairs", "tell")
    bilal, amina = Partner(play.person("bilal"), told["pair"]), play.person("amina")
    amina.visit(f"/sessions/{told['session']}/console/")
    bilal.person.press("I need help here")
    bilal.person.sees("A facilitator has been asked to come.")
    amina.sees("asks for a facilitator")
    amina.press("Go to them")
    amina.page.wait_for_url("**/exercise/")
    amina.hears_of = amina.page.locator(".told")
    expect(amina.hears_of.first).to_be_visible()
    bilal.page.locator("[data-say]").wait_for(timeout=PATIENCE)
    bilal.person.say("Thank you for coming.")
    amina.hears("Thank you for coming.")
    amina.press("Leave the pair to itself")
    amina.page.wait_for_url("**/console/")
    expect(bilal.page.locator("[data-say]")).to_have_count(0, timeout=PATIENCE)


def test_who_needs_to_stop_stops_for_both(play):
    told = play("pairs", "tell")
    bilal, eli = Partner(play.person("bilal"), told["pair"]), Partner(play.person("eli", size=PHONE, language="ar"), told["pair"])
    eli.page.locator(".pair-aid summary").click()
    eli.person.press("Stop it now")
    for one in (bilal, eli):
        one.person.sees("This run was closed by the facilitator.")
    assert bilal.page.get_by_text("Eli needed").count() == 0


def test_without_script_each_step_is_a_form(play):
    told = play("pairs")
    bilal = play.person("bilal", script=False)
    bilal.visit(f"/rooms/{told['pair']}/exercise/")
    bilal.fill(text=TOLD)
    bilal.page.locator("form[data-step] .button--main").click()
    bilal.sees("No hurry: nothing is sent by a clock.")
    bilal.press("Look again")
    bilal.sees("No hurry: nothing is sent by a clock.")


def test_a_facilitator_looks_at_the_pairs_changes_them_and_starts(play):
    told = play("live")
    amina = play.person("amina")
    amina.visit(f"/sessions/{told['session']}/console/")
    # the item for pairs is added by the agenda's own form
    amina.visit(f"/sessions/{told['session']}/items/")
    amina.fill(title_en="Listening in pairs", minutes="30")
    amina.page.locator("[name=placement][value=pairs]").check()
    amina.page.locator("select[name=exercise]").select_option("mirror_listening")
    amina.press("Add this item")
    amina.visit(f"/sessions/{told['session']}/console/")
    amina.page.locator("#console-agenda li", has_text="Listening in pairs").get_by_role("button").click()
    amina.press("Look at the pairs and start")
    amina.sees("Who listens to whom")
    amina.finds_it_well_made()
    amina.press("Start these pairs")
    amina.page.wait_for_url("**/console/")
    expect(amina.page.locator(".pairs-now > li")).to_have_count(2, timeout=PATIENCE)
    amina.finds_it_well_made()
