"""Writing in silence: everyone writes, and all of it is shown in one moment. Nobody types faster than the others, and
nobody is led by what the first one said (methods 1)."""

import datetime
import random

from django.db import transaction
from django.utils.translation import gettext as _

from workshops import clock, rules
from workshops.live import log
from workshops.rooms import renderings
from workshops.rooms.models import FloorMode, Message
from workshops.rooms.seating import lock

by_lot = random.SystemRandom().shuffle


def written_in(room):
    """What has been written in the silence of this room, and not been taken back."""
    return Message.objects.filter(room=room, withdrawn_at=None).exclude(silent_at=None)


@transaction.atomic
def reveal(viewer, *, room):
    """Show all of it at once, in an order drawn by lot. Where messages are held, each still waits to be let through."""
    (room,) = lock(room)
    rules.require(viewer.is_facilitator and rules.can_hear(viewer, room))
    rules.require(is_silent(room), _("There is nothing to show now."))
    return show(room, viewer.seat_id)


def is_silent(room):
    """Whether people write in this room and nobody reads yet."""
    return room.is_open and room.floor_mode == FloorMode.SILENT_REVEAL and not room.revealed_at


def show(room, seat_id):
    """The same, within an act that has locked the room and said who may."""
    now, texts = clock.now(), list(written_in(room))
    by_lot(texts)
    for place, text in enumerate(texts):
        text.posted_at = now + datetime.timedelta(microseconds=place)  # rows of one moment have no order
        text.silent_at, text.held_at = None, now if room.is_holding else None
    Message.objects.bulk_update(texts, ["posted_at", "silent_at", "held_at"])
    room.revealed_at = now
    room.save(update_fields=["revealed_at"])
    for text in texts:
        if not text.held_at:
            renderings.ask(text)
        log.record(room, "message.revealed", subject_id=text.pk)
    log.record(room, "floor.revealed", seat_id=seat_id)
    return texts
