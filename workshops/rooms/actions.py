"""What people do in a room. Each act is one transaction: lock the room, then authorise, then write, then record."""

import unicodedata

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from workshops import clock, rules
from workshops.live import log
from workshops.rooms import floor, renderings
from workshops.rooms.models import Draft, FloorMode, FloorRequest, Message
from workshops.rooms.own_words import why_not_withdraw
from workshops.rooms.reactions import forget_reactions
from workshops.rooms.replies import original_of, tell_replies
from workshops.rooms.seating import lock, lock_one
from workshops.rooms.standing import standing_of
from workshops.rooms.telephone import speaker_for

LONGEST_MESSAGE = 4000
LONGEST_QUESTION = 30  # words: it is asked to understand, not to make a point
DIRECTION_SIGNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@transaction.atomic
def post_message(viewer, *, room, text, client_key, is_question=False, reply_to=None, for_seat=None):
    """Say something in a room; a repeat with the same key returns the first result. `is_question`: in a queue, out of
    turn, to understand what was said. `reply_to`: the message this answers. `for_seat`: who says it by telephone."""
    more = {"is_question": is_question, "reply_to": reply_to, "for_seat": for_seat}
    return say(room.pk, viewer, text=text, client_key=client_key, **more)


def say(room_id, viewer, *, text, client_key, is_question=False, reply_to=None, for_seat=None):
    """The same inside a transaction that somebody else has begun. Whatever is refused is refused before anything is
    written.

    The room is locked before the seat is read: otherwise a removal that commits meanwhile would not be seen.
    """
    room = lock_one(room_id)
    speaker = speaker_for(viewer, room, for_seat) if for_seat else viewer
    standing = standing_of(speaker, room, client_key)
    if standing.said:
        return standing.said
    refusal = (rules.why_not_ask if is_question else rules.why_not_post)(speaker, room, standing)
    rules.require(refusal is None, refusal)
    original = original_of(speaker, room, reply_to) if reply_to else None
    rules.require(original or not reply_to, _("What you reply to is not in the room any more. You can say it without that."))
    more = {"is_question": is_question, "reply_to": original, "typed_by_id": viewer.seat_id if for_seat else None}
    message = _write(speaker, room, fitting(text, is_question), client_key, **more)
    _forget_draft(viewer, room, speaker, standing.draft)
    if room.floor_mode in floor.TURNS and room.holder_id == speaker.seat_id and not is_question:
        floor.go_on(room)
    return message


def _forget_draft(viewer, room, speaker, draft):
    """What was typed is said; whoever was typed for keeps what they have begun themselves."""
    if speaker is not viewer:
        Draft.objects.filter(room=room, seat_id=viewer.seat_id).delete()
    elif draft:
        draft.delete()


def fitting(text, is_question):
    """A text as it is kept, if it is not longer than such a one may be. Raises ValidationError."""
    text = clean(text)
    if is_question and len(text.split()) > LONGEST_QUESTION:
        raise ValidationError(_("A question out of turn has at most %(limit)d words.") % {"limit": LONGEST_QUESTION})
    return text


def clean(text):
    """Text as it is kept: NFC, without control characters and unpaired direction marks. Raises ValidationError."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n")
    kept = (text if text.isprintable() else "".join(filter(_is_kept, text))).strip()
    if not any(unicodedata.category(sign)[0] not in "CZ" for sign in kept):  # marks of direction alone are nothing to read
        raise ValidationError(_("Write something first."))
    if len(kept) > LONGEST_MESSAGE:
        raise ValidationError(_("This is longer than %(limit)d characters. Say it in two.") % {"limit": LONGEST_MESSAGE})
    return kept


def _is_kept(sign):
    if sign in "\n\t":
        return True
    return sign not in DIRECTION_SIGNS and unicodedata.category(sign) not in ("Cc", "Cs", "Co", "Cn")


def _write(viewer, room, text, client_key, **more):
    now = clock.now()
    is_silent = room.floor_mode == FloorMode.SILENT_REVEAL and not viewer.is_facilitator
    is_read_before = viewer.is_facilitator or more["typed_by_id"]  # whoever typed it has read it
    message = Message(
        room=room,
        seat_id=viewer.seat_id,
        client_key=client_key,
        language=viewer.language,
        words=len(text.split()),
        posted_at=now,
        **more,
        silent_at=now if is_silent else None,
        held_at=now if room.is_holding and not is_silent and not is_read_before else None,
    ).seal(text=text)
    kind = "message.written" if is_silent else "message.held" if message.held_at else "message.posted"
    log.record(room, kind, seat_id=viewer.seat_id, subject_id=message.pk, row=message)
    if not (message.silent_at or message.held_at):
        renderings.ask(message)
    return message


@transaction.atomic
def withdraw_message(viewer, *, message):
    """Take back one's own words, until the record is closed: the text is gone at once, everywhere, and a mark stays."""
    (room,) = lock(message.room)
    message = Message.objects.own_of(viewer).filter(pk=message.pk).first()
    rules.require(message is not None)
    if message.withdrawn_at is None:
        refusal = why_not_withdraw(room)
        rules.require(refusal is None, refusal)
        forget_reactions(message)
        message.text, message.suggestion, message.withdrawn_at = None, None, clock.now()
        message.save(update_fields=["text", "suggestion", "withdrawn_at", "reactions_given"])
        renderings.end(message)
        kind = "message.retracted" if message.silent_at else "message.withdrawn"
        log.record(room, kind, seat_id=message.seat_id, subject_id=message.pk)
        tell_replies(room, message)
        floor.go_on_after_interpretation(room)
    return message


@transaction.atomic
def release_message(viewer, *, message):
    """Let a held message through: it takes its place in the room now."""
    (room,) = lock(message.room)
    message = Message.objects.visible_to(viewer).filter(pk=message.pk).first()
    rules.require(viewer.is_facilitator and message is not None)
    if message.held_at and not message.withdrawn_at:
        message.held_at, message.is_hidden, message.suggestion, message.posted_at = None, False, None, clock.now()
        message.save(update_fields=["held_at", "is_hidden", "suggestion", "posted_at"])
        renderings.ask(message)
        log.record(room, "message.released", seat_id=viewer.seat_id, subject_id=message.pk)
        tell_replies(room, message)
    return message


@transaction.atomic
def hold_messages(viewer, *, room, is_holding):
    """Switch hold-and-rephrase on or off: while on, a facilitator reads each message before the room does."""
    (room,) = lock(room)
    rules.require(viewer.is_facilitator and rules.can_hear(viewer, room))
    if room.is_holding != is_holding:
        room.is_holding = is_holding
        room.save(update_fields=["is_holding"])
        log.record(room, "hold.started" if is_holding else "hold.ended", seat_id=viewer.seat_id)
    return room


@transaction.atomic
def raise_hand(viewer, *, room):
    """Ask for the floor; in a free queue it is given at once."""
    (room,) = lock(room)
    rules.require(rules.can_raise_hand(viewer, room))
    hand, is_new = FloorRequest.objects.get_or_create(
        room=room, seat_id=viewer.seat_id, ended_at=None, defaults={"asked_at": clock.now()}
    )
    if is_new:
        log.record(room, "hand.raised", seat_id=viewer.seat_id)
        if room.holder_id is None:
            floor.go_on(room)
    return hand


@transaction.atomic
def lower_hand(viewer, *, room):
    """Take one's hand down again."""
    (room,) = lock(room)
    rules.require(rules.can_hear(viewer, room))
    waiting = FloorRequest.objects.filter(room=room, seat_id=viewer.seat_id, given_at=None, ended_at=None)
    if waiting.update(ended_at=clock.now()):
        log.record(room, "hand.lowered", seat_id=viewer.seat_id)


@transaction.atomic
def pass_floor(viewer, *, room):
    """Leave one's turn unused, or end it; nobody is told which."""
    (room,) = lock(room)
    rules.require(rules.can_hear(viewer, room) and room.holder_id == viewer.seat_id)
    floor.go_on(room)
    return room


@transaction.atomic
def take_minute(viewer, *, room):
    """The holder of the floor takes one more minute."""
    (room,) = lock(room)
    rules.require(rules.can_hear(viewer, room) and room.holder_id == viewer.seat_id and room.turn_ends_at is not None)
    room.turn_ends_at = max(room.turn_ends_at, clock.now()) + floor.ONE_MORE
    room.save(update_fields=["turn_ends_at"])
    log.record(room, "turn.extended", subject_id=viewer.seat_id)
    return room


@transaction.atomic
def give_floor(viewer, *, request):
    """A facilitator gives the floor to a raised hand, out of order if need be."""
    (room,) = lock(request.room)
    rules.require(viewer.is_facilitator and rules.can_hear(viewer, room))
    request = FloorRequest.objects.filter(pk=request.pk, given_at=None, ended_at=None).first()
    rules.require(request is not None, _("This hand is no longer up."))
    FloorRequest.objects.filter(room=room, given_at__isnull=False, ended_at=None).update(ended_at=clock.now())
    floor.give(room, request)
    return room


@transaction.atomic
def move_floor_on(viewer, *, room):
    """A facilitator ends the present turn and lets the next person speak, without waiting for an interpretation."""
    (room,) = lock(room)
    rules.require(viewer.is_facilitator and rules.can_hear(viewer, room))
    floor.go_on(room, waits=False)
    return room


def save_draft(viewer, *, room, text):
    """Keep what somebody is writing, under their own key; an empty text forgets it."""
    rules.require(rules.can_hear(viewer, room))
    if not text.strip():
        Draft.objects.filter(room=room, seat_id=viewer.seat_id).delete()
        return None
    with transaction.atomic():
        draft = Draft.objects.select_for_update().filter(room=room, seat_id=viewer.seat_id).first()
        draft = draft or Draft(room=room, seat_id=viewer.seat_id)
        draft.saved_at = clock.now()
        draft.seal(text=text[: 2 * LONGEST_MESSAGE]).save()
    return draft


@transaction.atomic
def change_floor(viewer, *, room, mode, slow_seconds=0, turn_seconds=None):
    """Give a room another floor mode now, or draw up a new round. Without `turn_seconds` turns are as long as before."""
    (room,) = lock(room)
    rules.require(viewer.is_facilitator and rules.can_hear(viewer, room) and room.kind not in rules.DESKS)
    floor.begin(room, mode=mode, slow_seconds=slow_seconds, turn_seconds=turn_seconds)
    log.record(room, "floor.changed", seat_id=viewer.seat_id)
    return room
