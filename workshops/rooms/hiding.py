"""Taking a message out of the room again (methods 4.8): held after it was heard, with a private word to its author."""

from django.db import transaction
from django.utils.translation import gettext as _

from workshops import clock, rules
from workshops.live import log
from workshops.programme.models import Seat
from workshops.rooms.models import Message
from workshops.rooms.replies import tell_replies
from workshops.rooms.seating import lock


@transaction.atomic
def hide_message(viewer, *, message):
    """A facilitator holds what somebody has said after all. Its author reads why, and may say it otherwise; it comes back
    when it is let through. Words of the team are not hidden, and nothing on a private line."""
    (room,) = lock(message.room)
    message = Message.objects.visible_to(viewer).select_related("seat").filter(pk=message.pk).first()
    rules.require(viewer.is_facilitator and message is not None and room.kind not in rules.DESKS)
    rules.require(message.seat.role != Seat.Role.FACILITATOR, _("What the team says is not held."))
    if not (message.held_at or message.silent_at or message.withdrawn_at):
        message.held_at, message.is_hidden = clock.now(), True
        message.save(update_fields=["held_at", "is_hidden"])
        log.record(room, "message.hidden", seat_id=viewer.seat_id, subject_id=message.pk)
        tell_replies(room, message)
    return message
