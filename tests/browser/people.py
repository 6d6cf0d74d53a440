"""People at their browsers: a page for each of them, in their language, and everything their browser complains about."""

import re
from urllib.parse import urlsplit

from django.utils import translation
from playwright.sync_api import expect

from tests.browser.look import faults

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 860}
IS_DOWN = ("WebSocket connection to .* failed", "net::ERR_[A-Z_]+")  # what a browser says while a server is down
MOST_TABS = 80
PATIENCE = 15_000  # milliseconds for whatever should come by itself


class Person:
    """One person at one browser of their own."""

    def __init__(self, chromium, house, name, cookie=None, *, size=DESK, theme="light", language="en", script=True):
        self.name, self.house, self.language, self.size, self.theme = name, house, language, size, theme
        self.complaints, self.forgiven = [], []
        self.context = chromium.new_context(
            base_url=house.url,
            viewport=size,
            color_scheme=theme,
            locale=language,
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(PATIENCE)
        if cookie:
            self.context.add_cookies([cookie | {"url": house.url}])
        self._listen()
        self.page = self.context.new_page()

    # --- what the browser says

    def _listen(self):
        self.context.on("console", lambda line: self.complain(f"{line.type}: {line.text} {line.location['url']}"))
        self.context.on("weberror", lambda wrong: self.complain(f"error: {wrong.error}"))
        self.context.on("requestfailed", self._failed)
        self.context.on("request", self._asked)

    def _failed(self, request):
        if request.failure != "net::ERR_ABORTED":  # the page was left before it had all of it
            self.complain(f"request failed: {request.failure} {request.url}")

    def _asked(self, request):
        where = urlsplit(request.url)
        if where.scheme in ("http", "https", "ws", "wss") and where.netloc != urlsplit(self.house.url).netloc:
            self.complain(f"request to another house: {request.url}")

    def complain(self, words):
        """Write down what the browser said."""
        self.complaints.append(words)

    def forgive(self, *patterns):
        """From now on these are expected: a test that breaks something says what that sounds like."""
        self.forgiven += patterns

    @property
    def unforgiven(self):
        """What the browser said and nobody expected."""
        return [line for line in self.complaints if not any(re.search(each, line) for each in self.forgiven)]

    def leave(self):
        """Close the browser."""
        self.context.close()

    # --- what a person does

    def words(self, text):
        """A text of ours as this person reads it."""
        with translation.override(self.language):
            return translation.gettext(text)

    def visit(self, path):
        """Go to an address of the house."""
        return self.page.goto(path)

    def button(self, text):
        """The button or link with this text of ours."""
        buttons = self.page.get_by_role("button", name=self.words(text))
        return buttons.or_(self.page.get_by_role("link", name=self.words(text))).first

    def press(self, text):
        """Press it."""
        self.button(text).click()

    def fill(self, **fields):
        """Write into fields, by name."""
        for name, text in fields.items():
            self.page.locator(f'[name="{name}"]').fill(text)

    def choose(self, **fields):
        """Choose in lists, by name and label."""
        for name, label in fields.items():
            self.page.locator(f'select[name="{name}"]').select_option(label=label)

    def tick_all(self):
        """Tick every box of the form."""
        for box in self.page.locator("main input[type=checkbox]").all():
            box.check()

    def tab_to(self, there):
        """With the Tab key alone, on and on, until one stands there."""
        for _ in range(MOST_TABS):
            if there.evaluate("it => it === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"not reached in {MOST_TABS} presses of Tab: {there}")

    def walk_to(self, text):
        """With keys alone to that button or link, and press it."""
        self.tab_to(self.button(text))
        self.page.keyboard.press("Enter")

    def sees(self, text):
        """This text of ours is on the page, at once or soon."""
        expect(self.page.get_by_text(self.words(text)).first).to_be_visible(timeout=PATIENCE)

    def finds_it_well_made(self):
        """The page as it stands has no fault in either theme and at any width."""
        found = faults(self.page)
        self.page.emulate_media(color_scheme=self.theme)
        self.page.set_viewport_size(self.size)
        assert found == [], self.page.url + "\n" + "\n".join(found)

    # --- in a room

    def enter(self, room_id):
        """Open the page of a room."""
        self.visit(f"/rooms/{room_id}/")

    @property
    def field(self):
        """Where one writes."""
        return self.page.locator("[data-say] textarea")

    @property
    def send(self):
        """The button that says it."""
        return self.page.locator("[data-send]")

    @property
    def unstored(self):
        """What has been sent and is not yet shown as stored."""
        return self.page.locator("[data-sending] li")

    @property
    def statements(self):
        """The statements in the log."""
        return self.page.locator("[data-log] > ol:not([data-sending]) .said-text")

    def say(self, text):
        """Write and press."""
        self.field.fill(text)
        self.send.click()

    def heard(self):
        """The words of all statements in the log, in order."""
        return self.statements.all_inner_texts()

    def said(self, text):
        """The statement with these words in the log."""
        return self.statements.get_by_text(text, exact=True)

    def hears(self, text):
        """This statement is in the log, once, at once or soon."""
        expect(self.said(text)).to_have_count(1, timeout=PATIENCE)

    def may_speak(self, may=True):
        """The button that says it can be pressed, or not, at once or soon."""
        expect(self.send).to_be_enabled(enabled=may, timeout=PATIENCE)
