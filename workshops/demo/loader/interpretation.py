"""The interpreter of the story: agreed by both parties, and what she has made of what one man says in his own language.

The story's language of the lower valley is not offered here, so Arabic stands in its place; the originals are ours.
"""

import datetime
import uuid

from workshops.demo.loader.agreements import hold
from workshops.demo.telling import own_words, story
from workshops.live import log
from workshops.programme.models import Assent, LanguagePair
from workshops.rooms.actions import post_message
from workshops.rooms.models import Rendering, mark_of
from workshops.rooms.seating import lock
from workshops.viewer import viewer_of

A_WHILE = datetime.timedelta(minutes=1)  # from a statement to its rendering
ORIGINAL = "ar"


def agree_to_interpreter(told):
    """Every party has said yes to her. In Today a facilitator still says between which languages she works: nobody plays
    her there, and a round would wait for her."""
    hers = told.seats["I1"]
    for party in told.parties.values():
        hold(told, party, Assent.Kind.INTERPRETER, hers.pk)
    if told.telling.until is None:
        pair = {"source": ORIGINAL, "target": told.workshop.language}
        LanguagePair.objects.create(seat=hers, agreed_at=told.workshop.created_at, **pair)


def original_of(it):
    """(words, language) in which a message of the story was said, where that is not the language of the workshop."""
    text = own_words()["originals"].get(it["id"])
    return (text, ORIGINAL) if text else None


def make_renderings(told):
    """What she made of it, as the story has it."""
    rows = []
    for it in story()["messages"]:
        message = told.messages.get(it["id"])
        if message and message.is_interpreted:
            said_at = message.posted_at
            row = _row(told, message, told.workshop.language, said_at)
            rows.append(row.seal(text=told.telling.words(it["text"]), note=it.get("interpreter_note")))
    Rendering.objects.bulk_create(rows)


def welcome(told, plenary):
    """A facilitator's welcome, which readers of Arabic have in Arabic."""
    sample = story()["ui_fixtures"]["rtl_sample"]
    message = post_message(viewer_of(told.seats["F2"]), room=plenary, text=sample["gloss"], client_key=uuid.uuid4())
    message.is_interpreted = True
    message.save(update_fields=["is_interpreted"])
    (room,) = lock(plenary)
    _row(told, message, sample["language"], message.posted_at).seal(text=sample["text"]).save(force_insert=True)
    log.record(room, "rendering.delivered", seat_id=told.seats["I1"].pk, subject_id=message.pk)


def _row(told, message, language, said_at):
    return Rendering(
        room_id=message.room_id,
        message=message,
        language=language,
        spoken_by_id=message.seat_id,
        interpreter=told.seats["I1"],
        asked_at=said_at,
        delivered_at=said_at + A_WHILE,
        of_wording=mark_of(message),
    )
