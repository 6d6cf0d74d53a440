"""“This does not sound right to me”: what readers ask about a statement or its rendering, in private."""

from django.db import transaction

from workshops import clock, rules
from workshops.rooms import interpreters
from workshops.rooms.actions import clean
from workshops.rooms.models import MeaningFlag, Message
from workshops.rooms.seating import lock

LONGEST_NOTE = 500


@transaction.atomic
def flag_meaning(viewer, *, message, note=""):
    """Ask the interpreters to look at it. It leaves no event: nobody's page moves because somebody has asked."""
    (room,) = lock(message.room)
    message = Message.objects.visible_to(viewer).filter(pk=message.pk, withdrawn_at=None, held_at=None).first()
    rules.require(message is not None and message.is_interpreted)
    flag = MeaningFlag.objects.filter(message=message, seat_id=viewer.seat_id, language=viewer.language).first()
    flag = flag or MeaningFlag(room=room, message=message, seat_id=viewer.seat_id, language=viewer.language)
    flag.raised_at, flag.answered_at = clock.now(), None
    flag.seal(note=clean(note)[:LONGEST_NOTE] if note.strip() else None).save()
    return flag


@transaction.atomic
def answer_meaning(viewer, *, flag):
    """It has been looked at: the rendering was revised, a note was added, or it stands as it is."""
    (room,) = lock(flag.room)
    rules.require(interpreters.can_look_after(viewer, room) and MeaningFlag.objects.visible_to(viewer).filter(pk=flag.pk).exists())
    MeaningFlag.objects.filter(pk=flag.pk, answered_at=None).update(answered_at=clock.now())
    return flag


def is_looked_at(viewer, message):
    """Whether somebody looks at its meaning now, as its author and whoever asked may know."""
    flags = MeaningFlag.objects.filter(message=message, answered_at=None)
    return flags.exists() if message.seat_id == viewer.seat_id else flags.filter(seat_id=viewer.seat_id).exists()
