"""Asking for help, and answering: private, and never with the room it came from."""

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from workshops import clock, rules
from workshops.live import log
from workshops.programme.models import Pass, Session
from workshops.rooms.actions import post_message
from workshops.rooms.asides import RUNNING
from workshops.rooms.models import Flag, Listener, Room
from workshops.rooms.seating import lock, staff_room_of
from workshops.running.actions import pause
from workshops.running.checkin import step_aside
from workshops.running.door import rooms_of
from workshops.running.incidents import enter_alarm

Level = Flag.Level


@transaction.atomic
def raise_flag(viewer, *, room, level):
    """Ask for help on one's private line. Whoever asks again asks for the higher of the two. Level 2 pauses the session
    one sits in: in the log of the plenary that pause has no author. From level 3 on that session expects nothing of one."""
    session = _sitting_in(viewer) if level in (Level.PAUSE, Level.UNSAFE) else None
    rooms, (desk, staff_room) = _locked(room, session)
    rules.require(desk.seat_id == viewer.seat_id and desk.kind == Room.Kind.HELP_DESK and rules.can_hear(viewer, desk))
    flag, is_fresh_alarm = _raised(desk, level)
    if is_fresh_alarm:
        enter_alarm(flag)
    log.record(desk, "flag.raised", seat_id=viewer.seat_id, subject_id=flag.pk)
    log.record(staff_room, "flag.reported", subject_id=flag.pk)
    if level == Level.WATCHED:
        close_every_door(desk.seat)
    if session and level == Level.UNSAFE:
        step_aside(session, rooms, desk.seat)
    elif session:
        pause(Session.objects.select_for_update().get(pk=session.pk), rooms)
    return flag


def close_every_door(seat):
    """No browser and no link of this person opens anything any more; a facilitator gives them a code by voice."""
    Pass.objects.filter(seat=seat, revoked_at=None).update(revoked_at=clock.now())
    seat.raise_epoch()


def _sitting_in(viewer):
    """The session that goes on, or is paused, and whose plenary this viewer hears; or None."""
    heard = Listener.objects.filter(seat_id=viewer.seat_id, until=None, room__kind=Room.Kind.PLENARY)
    return Session.objects.filter(state__in=RUNNING, rooms__in=heard.values("room")).first()


def _locked(desk, session=None):
    """(the rooms of the session, (the private line, the team's room)), locked in one order."""
    others = [desk, staff_room_of(desk.workshop)]
    fresh = lock(*(rooms_of(session) if session else ()), *others)
    return fresh[:-2], fresh[-2:]


def _raised(desk, level):
    """(the flag, whether it has become an alarm by this)."""
    flag = Flag.objects.filter(seat_id=desk.seat_id, closed_at=None).first()
    if flag is None:
        flag = Flag.objects.create(room=desk, seat_id=desk.seat_id, level=level, raised_at=clock.now())
        return flag, flag.is_alarm
    was_alarm = flag.is_alarm
    if level > flag.level:
        flag.level, flag.answered_at, flag.answered_by = level, None, None
        flag.save(update_fields=["level", "answered_at", "answered_by"])
    return flag, flag.is_alarm and not was_alarm


@transaction.atomic
def answer_flag(viewer, *, room):
    """A facilitator answers with a kind sentence, in the person's language."""
    desk, staff_room, flag = _up(viewer, room)
    rules.require(viewer.is_facilitator)
    with translation.override(flag.seat.language):
        words = _("Take the time you need. We are here.")
    post_message(viewer, room=desk, text=words, client_key=flag.pk)
    flag.answered_at, flag.answered_by_id = clock.now(), viewer.seat_id
    flag.save(update_fields=["answered_at", "answered_by"])
    log.record(desk, "flag.answered", subject_id=flag.pk)
    log.record(staff_room, "flag.reported", subject_id=flag.pk)
    return flag


@transaction.atomic
def close_flag(viewer, *, room):
    """It is over: whoever asked says so, or a facilitator after having spoken with them."""
    desk, staff_room, flag = _up(viewer, room)
    flag.closed_at = clock.now()
    flag.save(update_fields=["closed_at"])
    log.record(desk, "flag.closed", subject_id=flag.pk)
    log.record(staff_room, "flag.reported", subject_id=flag.pk)
    return flag


def _up(viewer, room):
    """The private line and the team's room, locked, and the flag that is up."""
    _rooms, (desk, staff_room) = _locked(room)
    rules.require(rules.can_hear(viewer, desk))
    flag = Flag.objects.visible_to(viewer).filter(room=desk, closed_at=None).select_related("seat").first()
    rules.require(flag is not None, _("Nothing is asked for on this line any more."))
    return desk, staff_room, flag
