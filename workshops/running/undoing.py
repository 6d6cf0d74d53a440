"""Taking an act back is an act of its own: within ten seconds, and only if all is still as the act has left it."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from workshops import clock, rules
from workshops.live import log
from workshops.programme.models import Admission, AgendaItem, Session, Undo
from workshops.rooms import floor
from workshops.rooms.actions import hold_messages
from workshops.rooms.models import Listener, Room
from workshops.rooms.seating import let_in, lock
from workshops.running.actions import begin_item, go_on, locked
from workshops.running.door import OPEN_STATES, tell_person, tell_team
from workshops.running.muting import set_muted
from workshops.running.offering import moment, seconds_left
from workshops.running.pausing import restore_pause
from workshops.running.switches import set_slow

State, Kind = Session.State, Undo.Kind


@transaction.atomic
def take_back(viewer, *, undo):
    """Whoever of the team hears the room in which it was done may take it back; the log says who did."""
    session, rooms = locked(viewer, undo.session)
    undo = Undo.objects.select_related("room").get(pk=undo.pk)  # under the locks of the session: nobody else is at it
    rules.require(rules.can_hear(viewer, undo.room))
    if undo.undone_at:
        return undo
    rules.require(seconds_left(undo) > 0, _("The ten seconds are over. Change it by hand."))
    room = next(room for room in rooms if room.pk == undo.room_id)
    rules.require(WAYS[undo.kind](viewer, undo, session, rooms, room), _("Things have changed since. Change it by hand."))
    undo.undone_at, undo.undone_by_id = clock.now(), viewer.seat_id
    undo.save(update_fields=["undone_at", "undone_by"])
    (room,) = lock(room)
    log.record(room, "act.undone", seat_id=viewer.seat_id, subject_id=undo.pk)
    return undo


def _pause(viewer, undo, session, rooms, room):
    if session.state != State.PAUSED or moment(session.paused_at) != undo.left["paused_at"] or session.pause_ends_at:
        return False
    go_on(session, rooms, viewer)
    return True


def _cool(viewer, undo, session, rooms, room):
    now = {"paused_at": moment(session.paused_at), "ends_at": moment(session.pause_ends_at)}
    if session.state != State.PAUSED or now != undo.left:
        return False
    if undo.was["state"] == State.LIVE:
        go_on(session, rooms, viewer)
    else:
        restore_pause(viewer, session, rooms, undo.was)
    return True


def _go_on(viewer, undo, session, rooms, room):
    stands = session.current_item_id == undo.subject_id and moment(session.item_ends_at) == undo.left["ends_at"]
    before = AgendaItem.objects.filter(pk=undo.was["item"], session=session).first()
    if not stands or before is None or session.state not in (State.LIVE, State.PAUSED):
        return False
    begin_item(session, rooms, before, viewer)
    session.item_ends_at = _moment(undo.was["ends_at"])
    session.save(update_fields=["item_ends_at"])
    came = {name: _moment(undo.was[name]) for name in ("began_at", "ended_at")}
    AgendaItem.objects.filter(pk=undo.subject_id).update(**came)
    for each in rooms:
        if each.is_open and str(each.pk) in undo.was["floors"]:
            mode, slow_seconds, turn_seconds = undo.was["floors"][str(each.pk)]
            floor.begin(each, mode=mode, slow_seconds=slow_seconds, turn_seconds=turn_seconds)
            log.record(each, "floor.changed", seat_id=viewer.seat_id)
    return True


def _mute(viewer, undo, session, rooms, room):
    admission = Admission.objects.filter(session=session, seat_id=undo.subject_id, ended_at=None).first()
    if admission is None or moment(admission.muted_at) != undo.left["muted_at"]:
        return False
    set_muted(session, rooms, admission, _moment(undo.was["muted_at"]))
    return True


def _remove(viewer, undo, session, rooms, room):
    admission = Admission.objects.select_related("seat").filter(session=session, seat_id=undo.subject_id).first()
    is_as_left = admission and moment(admission.ended_at) == undo.left["ended_at"]
    if not is_as_left or session.state not in OPEN_STATES or rules.why_not_admit(admission.seat):
        return False
    admission.admitted_at, admission.ended_at = _moment(undo.was["admitted_at"]), None
    admission.save(update_fields=["admitted_at", "ended_at"])
    for each in rooms:
        if str(each.pk) in undo.was["rooms"] and _is_still_there(each):
            let_in(each, admission.seat)
            log.record(each, "seat.admitted", subject_id=admission.seat_id)
            if admission.seat.role == admission.seat.Role.PARTICIPANT and not admission.muted_at:
                floor.join(each, admission.seat)
    tell_team(session.workshop, "seat.admitted", admission.seat)
    tell_person(admission.seat, "door.opened")
    return True


def _is_still_there(room):
    """A small room that was closed meanwhile is not opened for one."""
    is_lasting = room.kind in (Room.Kind.PLENARY, Room.Kind.CAUCUS)
    return is_lasting or Listener.objects.filter(room=room, until=None).exists()


def _slow(viewer, undo, session, rooms, room):
    if room.slow_seconds != undo.left["seconds"]:
        return False
    set_slow(viewer, room, undo.was["seconds"])
    return True


def _hold(viewer, undo, session, rooms, room):
    is_holding = undo.kind == Kind.HOLD
    if room.is_holding != is_holding:
        return False
    hold_messages(viewer, room=room, is_holding=not is_holding)
    return True


def _moment(text):
    return text and datetime.datetime.fromisoformat(text)


WAYS = {
    Kind.PAUSE: _pause,
    Kind.COOL: _cool,
    Kind.GO_ON: _go_on,
    Kind.MUTE: _mute,
    Kind.UNMUTE: _mute,
    Kind.REMOVE: _remove,
    Kind.SLOW: _slow,
    Kind.HOLD: _hold,
    Kind.LET_GO: _hold,
}
