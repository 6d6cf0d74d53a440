"""A page of a room and its end of the socket, held against `model`."""

import json
import re

from tests.cast import viewer
from workshops.live import cursors
from workshops.live.regions import Loaded
from workshops.rooms.models import Room
from workshops.rooms.page import lines_of

WORD = re.compile(r"word\d+")


def word_of(html):
    """The word in a line's HTML, or None of a tombstone."""
    found = set(WORD.findall(html))
    assert len(found) <= 1
    return next(iter(found), None)


class Tab:
    """One page of one person in one room, and its end of the socket."""

    def __init__(self, house, person, room):
        self.house, self.person, self.room = house, person, room
        self.viewer = viewer(house.cast.people[person])
        self.load()

    def load(self):
        """The page afresh: the head of the log first, then what was said."""
        self.is_shut, self.is_lost = False, False
        row = Room.objects.get(pk=self.room)
        self.cursor = cursors.make(self.room, self.viewer, row.head)
        drawn = lines_of(self.viewer, row, Loaded(row), is_all=True)
        self.lines = {re.search(r'id="(message-[^"]+)"', html).group(1): word_of(html) for html in drawn}

    def push(self, text):
        """A frame: nothing in it may be what this person might not see at this moment."""
        frame = json.loads(text)
        self.cursor = frame["c"]
        for op in frame["ops"]:
            assert set(WORD.findall(op.get("html", ""))) <= self.house.model.words(self.person, self.room)
            if op.get("gone"):
                self.lines.pop(op["id"], None)
            elif op["id"].startswith("message-"):
                self.lines[op["id"]] = word_of(op["html"])

    def leave(self, room_id):
        """Shut by the house: only who may hear no longer, or has been out meanwhile."""
        assert self.room not in self.house.model.hears[self.person] or self.viewer.epoch != self.now.epoch
        self.is_shut = True

    @property
    def now(self):
        """The same person as they stand now."""
        return viewer(self.house.cast.people[self.person])
