"""A facilitator makes an exercise that there was not, in the browser and with keys alone, puts it on the agenda and has it gone through."""

from playwright.sync_api import expect

from tests.browser.people import PATIENCE, PHONE
from tests.browser.test_pairs import Partner

TOLD = "When the wells ran dry my mother walked to the river every morning before anybody else was awake."
SAID_BACK = "أمك كانت تمشي إلى النهر كل صباح قبل أن يصحو أحد حين جفت الآبار في تلك السنة."


class Maker:
    """Somebody of the team at her desk, who uses keys alone."""

    def __init__(self, person):
        self.person, self.page = person, person.page

    def goes(self, text):
        """To a link or button, and through it."""
        self.person.walk_to(text)
        self.page.wait_for_load_state()

    def writes(self, **texts):
        for name, text in texts.items():
            box = self.page.locator(f'[name="{name}"]')
            self.person.tab_to(box)
            self.page.keyboard.press("ControlOrMeta+a")
            self.page.keyboard.insert_text(text)

    def chooses(self, **values):
        """Among radio buttons, by value."""
        for name, value in values.items():
            radios = self.page.locator(f'[name="{name}"]')
            self.person.tab_to(radios.and_(self.page.locator(":checked")).or_(radios.first).first)
            wanted = self.page.locator(f'[name="{name}"][value="{value}"]')
            for _ in range(radios.count()):
                if wanted.is_checked():
                    break
                self.page.keyboard.press("Space" if radios.count() == 1 or not radios.and_(self.page.locator(":checked")).count() else "ArrowDown")
            expect(wanted).to_be_checked()

    def adds(self, kind, title, **where):
        """One more step of this kind."""
        self.goes(kind)
        self.writes(title_en=title)
        self.chooses(**where)
        self.goes("Add this step")


def makes_it(amina):
    """From nothing: somebody tells, somebody says it back, it is rated; then it is in use."""
    amina.goes("Make a new one")
    amina.goes("Begin")
    expect(amina.page.locator(".field-error")).to_be_visible()
    amina.writes(name_en="What the water took")
    amina.goes("Begin")

    amina.adds("Write something", "What did the water take from you?", part="each_telling", who="teller")
    amina.writes(box1_least="30", box1_most="20")
    amina.goes("Store")
    expect(amina.page.locator(".field-error")).to_contain_text("This is less than the words at least.")
    expect(amina.page.locator('[name="title_en"]')).to_have_value("What did the water take from you?")
    amina.writes(box1_least="5", box1_most="60")
    amina.goes("Store")
    amina.adds("Say it back", "Say back what {teller} lost", part="0", of="1")
    amina.goes("Store")
    amina.adds("Rate how near it comes", "Is that what you said?", part="0", of="2")
    amina.writes(at_least="4", attempts="2")
    amina.goes("Store")
    amina.goes("Walk through it as each role")
    amina.person.sees("What did the water take from you?")
    amina.page.go_back()
    amina.goes("Put it to use")
    amina.person.sees("Version 1 is in use.")


def puts_it_on_the_agenda(amina, told):
    """As the next item, in pairs; the session goes on to it."""
    amina.person.visit(f"/sessions/{told['session']}/items/")
    amina.writes(title_en="The water")
    amina.chooses(placement="pairs")
    amina.person.choose(exercise="What the water took")
    amina.goes("Add this item")
    amina.goes("The water")
    amina.page.wait_for_url("**/items/**")
    return amina.page.url.split("/items/")[1].split("/")[0]


def test_a_fourteenth_exercise_is_made_and_gone_through(play):
    told = play("live")
    amina = Maker(play.person("amina"))
    amina.person.forgive("status of 422")
    amina.person.visit(f"/workshops/{told['workshop']}/exercises/")
    makes_it(amina)
    item = puts_it_on_the_agenda(amina, told)
    amina.person.visit(f"/sessions/{told['session']}/console/")
    begin = amina.page.locator(f'form[action*="{item}/start"] button')
    begin.first.click()
    expect(begin).to_have_count(0, timeout=PATIENCE)
    amina.person.visit(f"/items/{item}/pairs/")
    amina.person.sees("What the water took")
    for name, pair in {"Bilal": "Pair 1", "Eli": "Pair 1", "Chen": "Pair 2", "Dara": "Pair 2"}.items():
        amina.page.get_by_label(name, exact=True).select_option(label=pair)
    amina.goes("Start these pairs")
    amina.page.wait_for_url("**/console/")

    bilal, eli = play.person("bilal"), play.person("eli", size=PHONE, language="ar", theme="dark")
    goes_through(*(Partner(one, led_to(one, told)) for one in (bilal, eli)))


def led_to(person, told):
    """The room of the pair, one press from the long table."""
    person.enter(told["rooms"]["plenary"])
    person.press("Pair")
    person.page.wait_for_url("**/exercise/")
    return person.page.url.split("/rooms/")[1].split("/")[0]


def goes_through(first, second):
    """Both directions, one after the other; then both look back."""
    teller, listener = (first, second) if first.box("text").count() else (second, first)
    for one, other in ((teller, listener), (listener, teller)):
        one.writes(text=TOLD)
        one.presses()
        other.reads(TOLD)
        other.writes(text=SAID_BACK)
        other.presses()
        one.reads(SAID_BACK)
        one.rates("accuracy", 4)
        one.presses()
    for one in (teller, listener):
        one.passes()
    teller.person.sees("This is done. Thank you, all of you.")
