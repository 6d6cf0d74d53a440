"""How the story is told: once at its own dates, once as if its third day began now."""

import datetime
import json
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
FREE = ("V3", "L2")  # seats for humans, one of each party: they speak late on the third day, so the story goes on without them


@cache
def story():
    """The story as it lies in the file."""
    return json.loads((HERE / "story.json").read_text())


@cache
def own_words():
    """What the story does not say: other names for Today, Arabic, the question of each agenda item."""
    return json.loads((HERE / "words.json").read_text())


@dataclass(frozen=True)
class Telling:
    """One way to tell the story: how far its times are shifted, where it breaks off, what people are called."""

    name: str
    shift: datetime.timedelta = datetime.timedelta()
    until: datetime.datetime | None = None  # in the story's own time: what is dated from then on is left out
    names: dict = field(default_factory=dict)  # {person: another display name}
    aliases: dict = field(default_factory=dict)  # {first word of a record alias: another}

    def at(self, stamp):
        """A moment of the story as a moment of this telling."""
        return datetime.datetime.fromisoformat(stamp) + self.shift

    def is_told(self, stamp):
        """Whether this moment of the story comes before the telling breaks off."""
        return self.until is None or datetime.datetime.fromisoformat(stamp) < self.until

    def is_past(self, session):
        """Whether this session of the story is over when the telling begins."""
        return self.is_told(session["starts_at"])

    def name_of(self, person):
        """What this person is called here."""
        return self.names.get(person["id"], person["name"])

    def alias_of(self, person):
        """What this person is called in the record."""
        word, _, number = person["record_alias"].partition("-")
        return f"{self.aliases.get(word, word)}-{number}"

    def words(self, text):
        """A text in which people are called by the names of this telling, and days by their dates."""
        if not self.names or not text:
            return text
        for day, stamp in own_words()["days"].items():
            text = text.replace(day, f"{self.at(stamp):%-d %B}")
        return _people_named().sub(lambda found: self._called(found[0]), text)

    def texts(self, english, *path):
        """{language: text} of an English text, with what we add in other languages at this place of words.json."""
        added = own_words()
        for step in path:
            added = added.get(step, {})
        return {"en": self.words(english), **added}

    def _called(self, word):
        person, place = _names()[word]
        return self.names.get(person, word).split()[place] if person in self.names else word


def archive():
    """The whole story at its own dates."""
    return Telling("Archive")


def today(now):
    """The same people under other names, up to the morning of the third day, which is now (to the minute)."""
    until = datetime.datetime.fromisoformat(story()["live_view"]["as_of"])
    own = own_words()
    return Telling("Today", now.replace(second=0, microsecond=0) - until, until, own["names"], own["aliases"])


@cache
def _names():
    """{first name or surname: (person, which of the two)}."""
    return {
        word: (person["id"], place)
        for person in story()["people"]
        for place, word in enumerate(person["name"].split())
    }


@cache
def _people_named():
    return re.compile(rf"\b({'|'.join(map(re.escape, _names()))})\b")
