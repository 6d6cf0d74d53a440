"""Saying it otherwise: one's own words, for a few minutes, seen by everybody as edited. The words before are nowhere."""

from django.db import transaction

from workshops import clock, rules
from workshops.live import log
from workshops.rooms import renderings
from workshops.rooms.actions import fitting
from workshops.rooms.models import Message
from workshops.rooms.own_words import why_not_edit
from workshops.rooms.replies import tell_replies
from workshops.rooms.seating import lock
from workshops.rooms.standing import standing_of


@transaction.atomic
def edit_message(viewer, *, message, text):
    """Put one's own message into other words; the floor stays where it is.

    What waits goes on waiting. Where messages are held now, what the room has read already is held again: otherwise a
    harmless sentence would open the door for another one.
    """
    (room,) = lock(message.room)
    message = Message.objects.own_of(viewer).filter(pk=message.pk).first()
    rules.require(message is not None)
    refusal = why_not_edit(viewer, message, room, standing_of(viewer, room))
    rules.require(refusal is None, refusal)
    text = fitting(text, message.is_question)
    if text != message.said(rules.keys_for(viewer)):
        _overwrite(viewer, room, message.seal(text=text), len(text.split()))
    return message


def _overwrite(viewer, room, message, words):
    now, was_heard = clock.now(), not (message.held_at or message.silent_at)
    message.words, message.suggestion = words, None
    if was_heard or message.is_hidden:  # of what nobody has read before, nobody need know that it was put otherwise
        message.edited_at = now
    if was_heard and room.is_holding and not viewer.is_facilitator:
        message.held_at = now
    message.save(update_fields=["text", "words", "edited_at", "held_at", "suggestion"])
    renderings.renew(message)
    log.record(room, "message.edited" if was_heard else "message.reworded", seat_id=message.seat_id, subject_id=message.pk)
    tell_replies(room, message)
