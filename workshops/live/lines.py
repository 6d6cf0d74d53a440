"""What a room shows of its messages: each with all that stands round its words."""

import datetime
from dataclasses import dataclass, field
from uuid import UUID

from workshops import clock
from workshops.live.people import Person
from workshops.rooms import renderings
from workshops.rooms.own_words import editable_until
from workshops.rooms.reactions import reactions_to
from workshops.rooms.replies import Quote, quotes


@dataclass(frozen=True)
class Line:
    """One message."""

    id: UUID
    room_id: UUID
    by: Person
    text: str
    language: str
    at: datetime.datetime
    is_withdrawn: bool
    is_held: bool
    is_silent: bool  # waits for the moment in which all is shown
    is_question: bool  # asked out of turn, to understand
    rendered: dict = field(default_factory=dict)  # {language: Rendered}, of those in which somebody needs it
    # words
    is_edited: bool = False
    is_hidden: bool = False  # held, because a facilitator has taken it out of the room again
    suggestion: str = ""  # other words for what is held
    editable_until: datetime.datetime | None = None  # None while nobody reads it: then it may be put otherwise
    typist: Person | None = None  # whoever typed it for somebody on the telephone
    quote: Quote | None = None  # what it answers
    reactions: dict = field(default_factory=dict)  # {word: seats that have given it}; drawn are counts

    @property
    def is_editable(self):
        """Whether its author may still put it otherwise."""
        return self.editable_until is None or clock.now() < self.editable_until

    @property
    def counts(self):
        """{word: how many have given it}."""
        return {word: len(seats) for word, seats in self.reactions.items() if seats}

    @property
    def said_at(self):
        """The moment for machines."""
        return self.at.isoformat()

    @property
    def clock(self):
        """The time of day, in UTC; the page shows its own."""
        return f"{self.at:%H:%M}"

    def own(self, seat_id):
        """own, typed (for somebody on the telephone), or the small words this viewer has given it."""
        if self.by.id == seat_id:
            return "own"
        if self.typist:
            return "typed" if self.typist.id == seat_id else ""
        return " ".join(word for word, seats in sorted(self.reactions.items()) if seat_id in seats) if self.reactions else ""


def lines(room, keys, known, messages):
    """Lines of these messages, in their order."""
    quoted, given, rendered = quotes(messages, keys), reactions_to(messages), renderings.shown(messages, keys)
    return [
        line(message, room, known[message.seat_id], message.said(keys), words_about(message, keys, quoted, given, rendered, known))
        for message in messages
    ]


def words_about(message, keys, quoted, given, rendered, known):
    """What stands round the words of a message: that it was edited or typed for somebody, what it answers, what an
    interpreter has made of it, what a facilitator suggests, reactions."""
    return {
        "rendered": rendered.get(message.pk, {}),
        "is_edited": message.edited_at is not None,
        "is_hidden": message.is_hidden,
        "suggestion": message.open(keys, "suggestion") if message.suggestion and message.held_at else "",
        "editable_until": editable_until(message),
        "typist": known.get(message.typed_by_id) if message.typed_by_id else None,
        "quote": quoted.get(message.pk),
        "reactions": given.get(message.pk, {}),
    }


def line(message, room, by, text, about):
    """One message as it is shown; without a text, the mark that stays of it."""
    waits = (message.held_at is not None, message.silent_at is not None)
    return Line(
        message.pk, room.pk, by, text or "", message.language, message.posted_at, text is None, *waits, message.is_question, **about
    )
