"""Pauses with a planned end (methods 4.8): a minute or three of quiet, or cooling off. Everyone sees the end; nothing goes
on by itself. And the pause of a session whose team has gone."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from workshops import clock
from workshops.programme.models import Session, Undo
from workshops.running.actions import locked, pause, plenary_among, turn
from workshops.running.offering import moment, offer

State, Kind = Session.State, Session.PauseKind
QUIET_MINUTES, COOLING_MINUTES = (1, 2, 3), (10, 20, 60)


@transaction.atomic
def pause_for(viewer, *, session, minutes):
    """All stop, and everyone sees until when; a pause that is on already gets this end."""
    session, rooms = locked(viewer, session)
    if minutes not in (*QUIET_MINUTES, *COOLING_MINUTES):
        raise ValidationError(_("Choose one of the lengths offered."))
    if session.state not in (State.LIVE, State.PAUSED):
        return session
    was = {"state": session.state, "kind": session.pause_kind, "ends_at": moment(session.pause_ends_at)}
    now = clock.now()
    facts = {
        "pause_kind": Kind.QUIET if minutes in QUIET_MINUTES else Kind.COOLING,
        "pause_ends_at": now + datetime.timedelta(minutes=minutes),
        "paused_at": session.paused_at or now,
    }
    kind = "session.paused" if session.state == State.LIVE else "pause.planned"
    turn(session, rooms, State.PAUSED, kind, viewer.seat_id, **facts)
    left = {"paused_at": moment(session.paused_at), "ends_at": moment(session.pause_ends_at)}
    offer(viewer, Undo.Kind.COOL, plenary_among(rooms), was=was, left=left)
    return session


def restore_pause(viewer, session, rooms, was):
    """The pause as it was before another end was planned; the rooms are locked."""
    ends_at = was["ends_at"] and datetime.datetime.fromisoformat(was["ends_at"])
    turn(session, rooms, State.PAUSED, "pause.planned", viewer.seat_id, pause_kind=was["kind"], pause_ends_at=ends_at)


def pause_alone(session, rooms):
    """Nobody of the team is connected: all stop. A facilitator who is back goes on by hand."""
    pause(session, rooms, kind=Kind.ALONE)
