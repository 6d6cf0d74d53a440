"""Every page of the house, read in Arabic: no English word is left on it but names and what people wrote."""

import re
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from tests.security import access
from tests.security.stage import GUESTS, STAFF
from tests.security.test_access import Visit, addresses, cases

SPOKEN = {"aria-label", "alt", "title", "placeholder", "content"}
MUTE = {"script", "style", "svg", "kbd", "title", "option"}  # the title is neutral, options are languages and zones
VOID = {"input", "meta", "link", "br", "img", "hr", "use"}
WRITTEN = """
    Second Track English UTC Europe Bridges Water Note Item Meeting Upstream Lowland Alias U L
    What did you hear We let each other finish You stole it Both parties
    Gauges Siren Accounts Market Draft The yearly report
    Ines Amina Ben Noor Zoe Hadi Bilal Chen Dara Eli Esi Farid facilitator
""".lower().split()


class Reader(HTMLParser):
    """What a person reads or hears of a page, without what says that it is English or an address."""

    def __init__(self):
        super().__init__()
        self.open, self.words = [], []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag != "meta":
            self.words += [given[name] for name in SPOKEN & set(given)]
        if tag not in VOID:
            self.open.append((tag, tag in MUTE or given.get("lang") == "en" or given.get("dir") == "ltr"))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, text):
        if not any(is_mute for _, is_mute in self.open):
            self.words.append(text)


def english(page):
    """The English words on a page that nobody of the cast wrote."""
    reader = Reader()
    reader.feed(page)
    text = re.sub(r"\S+@\S+|https?:\S+|[0-9a-f]{8}-[0-9a-f-]{27}", "", " ".join(reader.words))
    return [word for word in re.findall(r"[A-Za-z]{2,}", text) if word.lower() not in WRITTEN]


SCENES = sorted({address.scene for _, _, address in cases()}, key=lambda scene: scene.__name__)


@pytest.fixture
def arabic(cast):
    """`arabic(scene)`: the house in which everyone reads Arabic."""

    def visit(scene):
        house = Visit(cast, scene)
        for name in STAFF:
            user = getattr(cast.users, name)
            type(user).objects.filter(pk=user.pk).update(language="ar")
        for name in GUESTS:
            seat = getattr(cast, name)
            type(seat).objects.filter(pk=seat.pk).update(language="ar")
        for browser in house.browsers.values():
            browser.defaults["HTTP_ACCEPT_LANGUAGE"] = "ar"
        return house

    return visit


def first(group, enters):
    """The first of these who may enter; where nobody may, each sees that nothing is there."""
    return next((person for person in group if person in (enters or group)), None)


def left(house, person, url, forms=({},)):
    """English words of a page as it opens, and as it comes back when a form on it was left empty."""
    answers = [house.ask(person, "get", url)[0]] + [house.ask(person, "post", url, **form)[0] for form in forms]
    pages = [it for it in answers if it.get("Content-Type", "").startswith("text/html")]
    return sorted({word for page in pages for word in english(page.content.decode())})


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_no_english_is_left_on_a_page_of_ours(arabic, scene):
    house, found = arabic(scene), {}
    for name, room, address in cases():
        if address.scene is scene and address.is_read:
            for person in filter(None, (first(group, address.enters) for group in (STAFF, GUESTS, ["nobody"]))):
                if words := left(house, person, house.url(name, room)):
                    found[name, room, person] = words
    assert found == {}


def test_no_english_is_left_on_a_page_about_signing_in(arabic):
    house, found = arabic(access.planned), {}
    known = {"account_closed": "/account/signup/", "account_confirm_email": "/account/confirm-email/none/"}
    for name in sorted(access.OF_ALLAUTH):
        things = {"pk": 1} | house.things
        url = known.get(name) or reverse(name, kwargs={it: things[it] for it in addresses()[name]})
        wrong = {"login": "amina@example.org", "password": "wrong", "email": "x", "oldpassword": "1"}
        for person in ("nobody", "amina"):
            if words := left(house, person, url, [{}, wrong]):
                found[name, person] = words
    assert found == {}


def test_english_would_be_found():
    page = '<title>Appointments</title><p lang="en">Not this</p><p aria-label="Your desk">مكتبك <b>now</b> <input></p>'
    assert english(page) == ["Your", "desk", "now"]
