"""Replies: which message one answers is kept as its number, never its words. They are drawn from the original each time,
so that what was taken back is gone from every reply as well."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F

from workshops.live import log
from workshops.rooms.models import Message

FIRST = 80  # characters of the original that stand over a reply


@dataclass(frozen=True)
class Quote:
    """The original of a reply as it stands now. Without a text it was taken back, or is not shown now."""

    id: UUID
    name: str
    text: str
    language: str
    state: str  # shown, gone, away


def original_of(viewer, room, message_id):
    """The message of this room that one may answer: seen by the one who answers, and by the room. None if there is none."""
    seen = Message.objects.visible_to(viewer).delivered().select_related("seat")
    return seen.filter(room=room, pk=message_id).first()


def quotes(messages, keys):
    """{id of a reply: Quote} of those of these messages that answer another one."""
    wanted = {message.reply_to_id for message in messages if message.reply_to_id and not message.withdrawn_at}
    if not wanted:
        return {}
    originals = {each.pk: each for each in Message.objects.filter(pk__in=wanted).select_related("seat")}
    return {
        message.pk: quote_of(originals[message.reply_to_id], keys)
        for message in messages
        if message.reply_to_id in originals and not message.withdrawn_at
    }


def quote_of(original, keys):
    """A message as it stands over what answers it, and over the composer. Its seat is loaded with it."""
    is_away = original.held_at is not None or original.silent_at is not None
    text = None if is_away else original.said(keys)
    state = "away" if is_away and not original.withdrawn_at else "gone" if text is None else "shown"
    return Quote(original.pk, original.seat.open(keys, "display_name"), first_words(text or ""), original.language, state)


def first_words(text):
    """As much of a text as fits over a reply, in whole words where they are not too long."""
    text = " ".join(text.split())
    if len(text) <= FIRST:
        return text
    cut = text[:FIRST]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut) + "…"


def tell_replies(room, original):
    """The room's log says of each reply that what it answers has changed. The room is locked by the act that changed it."""
    for reply_id in Message.objects.filter(room=room, reply_to=original).order_by("posted_at", "pk").values_list("pk", flat=True):
        log.record(room, "quote.changed", subject_id=reply_id)


def replies_received(rooms):
    """{seat: how many replies of others it has had} in these rooms; who had none is not in it. For hints to the team."""
    replies = Message.objects.delivered().filter(room__in=rooms, reply_to__isnull=False)
    replies = replies.exclude(seat=F("reply_to__seat"))
    return dict(replies.order_by().values_list("reply_to__seat").annotate(Count("pk")))
