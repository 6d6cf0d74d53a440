"""What a person sees on a room's page, read from the same fragments that a browser shows."""

import time
from html import escape
from html.parser import HTMLParser


class Tags(HTMLParser):
    """The tags of a piece of HTML, in order, each with its attributes."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        """Keep it."""
        self.found.append((tag, dict(attrs)))


class View:
    """One room as one person sees it now. `take` reads a page or a fragment."""

    def __init__(self, answer):
        self.html, self.news = answer.html, []  # the page as it was opened, and the statements that came since
        self.room_id = (answer.url.partition("/rooms/")[2] or answer.url.rstrip("/").rpartition("/")[2]).split("/")[0]
        self.cursors = {}
        self.socket_path = None
        self.kind = "plenary"  # or caucus, small_group: what is shown of a room on its page
        self.may_say = False  # whether the turn says so
        self.may_ask = False  # a short question, out of turn
        self.acts = set()  # what the turn offers: raise, lower, pass, minute, advance, give, reveal
        self.ready = ""  # who is ready to go on, as this room is told
        self.is_silent = False  # paused, over, not yet open
        self.number = None  # the place of the current agenda item, from 0
        self.ends = None  # the monotonic second at which the item's time is up
        self.task = None  # in a pair: the step that is this person's to give, or "none"
        self.boxes = {}  # of that step: {name: its tag}
        self.is_on = False  # whether the pair's run goes on now
        self.take(answer.html)

    def take(self, html):
        """Read whatever is in it; what is not in it stays as it was."""
        region = ""
        if 'id="message-' in html[:200] and html is not self.html:
            self.news.append(html)
        elif 'id="ready-' in html[:200]:
            self.ready = html
        for tag, attrs in Tags(html).found:
            region = self._region(attrs, region)
            self._pair(tag, attrs)
            if region == "turn" and "form" in attrs:
                self.acts.add(attrs["form"].split("-")[0])
            elif region == "plan" and tag == "li":
                self._items += 1
                if "aria-current" in attrs:
                    self.number = self._items - 1
            elif region == "state" and "paused" in attrs.get("class", "").split():
                self.is_silent = True

    def has_been_said(self, text):
        """Whether this stood on the page when it was opened, or has come since."""
        return any(escape(text) in shown for shown in (self.html, *self.news))

    @property
    def is_time_up(self):
        """Whether the clock of the item has run out."""
        return self.ends is not None and time.monotonic() > self.ends

    def _region(self, attrs, before):
        if "data-live" in attrs:
            self.socket_path, looks = attrs["data-live"], attrs.get("class", "").split()
            self.kind = "small_group" if "room--group" in looks else "caucus" if "data-party" in attrs else "plenary"
        if "data-cursor" in attrs:
            self.cursors[attrs["data-room"]] = attrs["data-cursor"]
        name, _, subject = attrs.get("id", "").partition("-")
        if name == "turn":
            return self._turn(attrs) if subject == self.room_id else "elsewhere"
        if name == "plan":
            self._items, self.number = 0, None
        elif name == "clock":
            seconds = attrs.get("data-seconds")
            self.ends = time.monotonic() + float(seconds) if seconds else None
        elif name == "state":
            self.is_silent = attrs.get("data-silent") == "yes"
        return name or before

    def _pair(self, tag, attrs):
        """The panel of a pair: a step comes with its boxes, or with nothing to do."""
        if "data-task" in attrs:
            self.task, self.boxes = attrs["data-task"], {}
        elif "data-state" in attrs and "data-part" in attrs:
            self.is_on = attrs["data-state"] == "on"
        elif self.task and tag in ("textarea", "input") and attrs.get("id", "").startswith("id_"):
            self.boxes[attrs["name"]] = tag

    def _turn(self, attrs):
        self.may_say, self.may_ask = attrs.get("data-may-say") == "yes", "data-may-ask" in attrs
        self.acts = set()
        return "turn"
