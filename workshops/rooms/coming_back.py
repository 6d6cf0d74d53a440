"""Coming back: whoever was away for half an hour or more is told once where we are, what was said last, how much is new,
and whose turn it is. It is said to nobody else that they were away, or for how long."""

import datetime
from dataclasses import dataclass

from workshops import clock
from workshops.live.beside import shown as heard
from workshops.live.lines import lines
from workshops.rooms import presence
from workshops.rooms.models import Message

AWAY = datetime.timedelta(minutes=30)
FIRST_WORDS = 90


@dataclass(frozen=True)
class Back:
    """What a person reads who comes back into a room. `turn` and `course` are what the room knows of itself."""

    since: datetime.datetime
    turn: object
    course: object
    count: int  # of what was said meanwhile by others, and may be read by this person
    first_id: object  # the first statement among it, from which to read on; or None
    last: object  # the line, or the sentence of a party, that the room heard last; or None
    last_words: str
    last_language: str
    is_holder: bool
    is_next: bool

    @property
    def following(self):
        """Who has the floor after whoever has it now."""
        return next(iter(self.turn.waiting), None)


def coming_back(viewer, room, loaded):
    """What this person is told, or None: they have only just been here, come for the first time, or nothing goes on.
    Looking is noted: a page that is opened again says nothing any more."""
    if room.session_id is None or room.is_of_run:
        return None
    since = presence.look_at(viewer, room)
    if since is None or clock.now() - since < AWAY or not room.session.is_running:
        return None
    return told(viewer, room, loaded, since)


def told(viewer, room, loaded, since):
    """Where we are, for somebody who has not looked since then."""
    said = Message.objects.visible_to(viewer).delivered().filter(room=room)
    new = said.filter(posted_at__gt=since).exclude(seat_id=viewer.seat_id).order_by("posted_at", "pk")
    sentences = room.releases.filter(released_at__gt=since)
    turn = loaded.load("turn")
    own = turn.own(viewer.seat_id)
    first = new.first()
    return Back(
        since,
        turn,
        loaded.load("course"),
        new.count() + sentences.count(),
        first and first.pk,
        *_last(viewer, room, loaded, said),
        own == "holder",
        own == "next",
    )


def _last(viewer, room, loaded, said):
    """The line or sentence heard last, its first words as this person reads them, and in which language they are."""
    message, sentence = said.order_by("posted_at", "pk").last(), room.releases.last()
    if message and not (sentence and sentence.released_at > message.posted_at):
        (line,) = lines(room, loaded.keys, loaded.known, [message])
        rendered = line.rendered.get(viewer.language)
        is_rendered = rendered and rendered.text
        return (line, *((rendered.text, viewer.language) if is_rendered else (line.text, line.language)))
    party = sentence and heard(sentence, loaded.keys)
    return (party, party.text, party.language) if party else (None, "", "")
