"""A small word to a facilitator, without speaking: understood, thank you, slower. Never on what participants say."""

from collections import defaultdict

from django.db import transaction

from workshops import rules
from workshops.live import log
from workshops.programme.models import Seat
from workshops.rooms.models import Message, Reaction
from workshops.rooms.seating import lock
from workshops.rooms.standing import standing_of

WORDS = Reaction.Word.values


@transaction.atomic
def react(viewer, *, message, word, is_given):
    """Give a facilitator's message a small word, or take it back. The log says that it was changed, not by whom."""
    (room,) = lock(message.room)
    rules.require(viewer.role in (Seat.Role.PARTICIPANT, Seat.Role.INTERPRETER) and word in WORDS)
    seen = Message.objects.visible_to(viewer).delivered().select_related("seat")
    message = seen.filter(pk=message.pk, typed_by=None, seat__role=Seat.Role.FACILITATOR).first()
    rules.require(message is not None)
    refusal = rules.why_silenced(viewer, room, standing_of(viewer, room))
    rules.require(refusal is None, refusal)
    given = Reaction.objects.filter(message=message, seat_id=viewer.seat_id, word=word)
    if given.exists() != is_given:
        given.delete() if not is_given else Reaction.objects.create(message=message, seat_id=viewer.seat_id, word=word)
        message.reactions_given = message.reactions.count()
        message.save(update_fields=["reactions_given"])
        log.record(room, "reaction.changed", subject_id=message.pk)
    return message


def reactions_to(messages):
    """{message: {word: seats that have given it}}; asked only for those of which it is known that there are some."""
    wanted = [message.pk for message in messages if message.reactions_given and not message.withdrawn_at]
    found = defaultdict(lambda: defaultdict(set))
    if wanted:
        for message_id, word, seat_id in Reaction.objects.filter(message__in=wanted).values_list("message", "word", "seat"):
            found[message_id][word].add(seat_id)
    return found


def forget_reactions(message):
    """What was said to words that are gone goes with them."""
    if message.reactions_given:
        message.reactions.all().delete()
        message.reactions_given = 0
