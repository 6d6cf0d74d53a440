"""Browsers for tests: Debian's Chromium, a house for each test, and people whose browsers must not complain."""

import pytest
from playwright.sync_api import sync_playwright

from tests import servers
from tests.browser.people import Person

QUIET = ["--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-gpu", "--disable-dev-shm-usage"]


def pytest_collection_modifyitems(items):
    """Everything in this folder needs a browser."""
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def chromium():
    """Debian's Chromium, quiet and alone. Playwright's loop runs in this thread as long as it is open."""
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=servers.program("chromium"), chromium_sandbox=False, args=QUIET
        )


@pytest.fixture
def play(house, chromium):
    """`play("live")` tells a story and opens the house; `play.person("bilal")` is one of its people at a browser."""
    stage = Stage(house, chromium)
    yield stage
    stage.leave()


class Stage:
    """A story being played in browsers."""

    def __init__(self, house, chromium):
        self.house, self.chromium, self.people, self.told = house, chromium, [], None

    def __call__(self, story, *words):
        self.told = self.house.tell(story, *words)
        self.house.start()
        return self.told

    def person(self, name, **kwargs):
        """This person at a browser of their own, known to the house by the cookie the story has given them."""
        cookie = self.told["cookies"].get(name)
        self.people.append(Person(self.chromium, self.house, name, cookie, **kwargs))
        return self.people[-1]

    def stranger(self, name="stranger", **kwargs):
        """Somebody the house has never seen."""
        self.people.append(Person(self.chromium, self.house, name, **kwargs))
        return self.people[-1]

    def leave(self):
        """Everybody goes; whoever's browser has complained is named."""
        for person in self.people:
            person.leave()
        complained = {person.name: person.unforgiven for person in self.people if person.unforgiven}
        assert complained == {}
