"""One word to all rooms of a session, and the soft way back to the long table."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from workshops import clock, rules
from workshops.live import log
from workshops.rooms.models import Broadcast, Room
from workshops.rooms.seating import lock

LONGEST = 280
COUNTDOWNS = (1, 2, 5, 10)  # minutes


def _locked(viewer, session):
    plenaries = Room.objects.filter(session=session, kind=Room.Kind.PLENARY)
    rules.require(plenaries.exists())
    (plenary,) = lock(*plenaries)
    session.refresh_from_db(fields=["state"])
    rules.require(rules.can_run(viewer, session))
    return plenary


@transaction.atomic
def say_to_all(viewer, *, session, text="", minutes=None):
    """Say something in every room at once; with minutes, call people back when they are over. It takes the place of what
    was said before."""
    plenary = _locked(viewer, session)
    rules.require(session.is_running, _("The session is not running."))
    text = text.strip()
    if not text and minutes is None:
        raise ValidationError({"text": _("Write something, or choose when people are called back.")})
    _end(plenary)
    now = clock.now()
    back_at = None if minutes is None else now + datetime.timedelta(minutes=minutes)
    broadcast = Broadcast(room=plenary, seat_id=viewer.seat_id, language=viewer.language, said_at=now, back_at=back_at)
    broadcast.seal(text=text or None).save(force_insert=True)
    log.record(plenary, "broadcast.made", seat_id=viewer.seat_id, subject_id=broadcast.pk)
    return broadcast


@transaction.atomic
def end_broadcast(viewer, *, session):
    """It no longer stands in the rooms."""
    plenary = _locked(viewer, session)
    end(plenary)
    return session


def end(plenary):
    """The same, within an act that has locked the plenary: with the next item the word of the last one is over."""
    if _end(plenary):
        log.record(plenary, "broadcast.ended")


def _end(plenary):
    return Broadcast.objects.filter(room=plenary, ended_at=None).update(ended_at=clock.now())
