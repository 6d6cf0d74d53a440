"""Which messages need an interpreter, and what readers of another language are shown of them.

Whoever reads the language of a message needs nothing; nothing is asked for that everybody in the room reads.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from workshops import clock
from workshops.live import plain
from workshops.programme.models import Seat
from workshops.rooms.models import FloorMode, Message, Rendering

CLAIM = datetime.timedelta(minutes=10)  # after this a colleague may take it over

WORKED_INTO = """
    SELECT DISTINCT pair.target FROM workshops_listener listener
    JOIN workshops_languagepair pair ON pair.seat_id = listener.seat_id
    JOIN workshops_seat seat ON seat.id = listener.seat_id
    WHERE listener.room_id = %s AND listener.until IS NULL AND seat.ended_at IS NULL AND pair.source = %s
        AND pair.agreed_at IS NOT NULL
"""


@dataclass(frozen=True)
class Rendered:
    """A message as readers of one language have it: being interpreted, or in the words of an interpreter."""

    text: str = ""
    note: str = ""
    by: str = ""

    @property
    def state(self):
        """The shape of it: pending, shown, or noted (shown, with a translator's note)."""
        return ("noted" if self.note else "shown") if self.text else "pending"


def ask(message):
    """Ask for what somebody in the room does not read, of the interpreters who sit in it. The room is locked."""
    into = {target for (target,) in plain.rows(WORKED_INTO, message.room_id, message.language)}
    wanted = into and into & languages_needed(message)
    if not wanted:
        return
    about = {"room_id": message.room_id, "message": message, "spoken_by_id": message.seat_id, "asked_at": clock.now()}
    wanted_rows = [Rendering(language=code, **about) for code in sorted(wanted)]
    Rendering.objects.bulk_create(wanted_rows, ignore_conflicts=True)  # what was asked for before it was held is asked still
    message.is_interpreted = True
    message.save(update_fields=["is_interpreted"])


def languages_needed(message):
    """The languages of those who hear the room and do not read this message."""
    hearing = Seat.objects.filter(listening__room=message.room_id, listening__until=None, ended_at=None)
    readers = hearing.exclude(role=Seat.Role.INTERPRETER).exclude(pk=message.seat_id).select_related("user")
    read = [(seat.user.language if seat.user_id else seat.language, seat.also_reads) for seat in readers]
    return {language for language, also in read if message.language not in (language, *also)}


def end(message):
    """Its author took it back: what was made of it goes with it."""
    if message.is_interpreted:
        message.renderings.all().delete()


def renew(message):
    """Its author changed it: what was made of the earlier text is gone, and it is to be rendered anew."""
    if message.is_interpreted:
        gone = dict.fromkeys(("interpreter", "claimed_at", "draft", "text", "note", "of_wording", "delivered_at"))
        message.renderings.update(**gone, asked_at=clock.now())


def shown(messages, keys):
    """{message: {language: Rendered}} of those of these messages that somebody was asked to render."""
    asked = {message.pk: message for message in messages if message.is_interpreted}
    if not asked:
        return {}
    found = defaultdict(dict)
    for row in Rendering.objects.filter(message__in=asked).select_related("interpreter"):
        found[row.message_id][row.language] = _shown(row, asked[row.message_id], keys)
    return found


def _shown(row, message, keys):
    if not row.is_of(message):
        return Rendered()
    return Rendered(row.read(keys, "text"), row.read(keys, "note"), row.interpreter.open(keys, "display_name"))


def is_awaited(room):
    """Whether a round waits: what was said last in it is not yet there for everyone to read."""
    if room.floor_mode != FloorMode.ROUND:
        return False
    said = Message.objects.filter(room=room, posted_at__gte=room.floor_since, seat__role=Seat.Role.PARTICIPANT)
    last = said.filter(held_at=None, silent_at=None).order_by("posted_at", "pk").last()
    waits = last and last.is_interpreted and last.withdrawn_at is None
    return bool(waits and any(not row.is_of(last) for row in last.renderings.all()))
