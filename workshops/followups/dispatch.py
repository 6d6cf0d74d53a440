"""Sending what is due: claim one row, look again whether it may still go, send it, mark it.

At least once: a sender that dies between sending and marking leaves the row to the next one, which sends the same mail
under the same Message-ID. At most one mail is doubled for each that dies, and none is lost (trust.md 0.6, 4).
"""

import datetime
import logging
import time
import uuid
from smtplib import SMTPException

from django.db import connection, transaction
from django.db.models import F, Q

from workshops import clock, rules
from workshops.followups import nudges
from workshops.followups.mail import letter
from workshops.followups.models import Dispatch
from workshops.programme import passes
from workshops.programme.models import Pass, Seat, Session
from workshops.vault import CannotOpen

Kind, State, Why = Dispatch.Kind, Dispatch.State, Dispatch.Why
LEASE = datetime.timedelta(minutes=5)
PUT_OFF = [datetime.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180)]  # after each failure
SECONDS = 45  # of one sweep: the next tick goes on
log = logging.getLogger(__name__)


class TakenOver(Exception):
    """This sender was so slow that its claim ran out, and another has the row."""


def due():
    """What should go out now: its moment has come, and nobody holds it or has just failed with it."""
    now = clock.now()
    return Dispatch.objects.filter(
        Q(lease_until=None) | Q(lease_until__lte=now),
        state__in=(State.DUE, State.LEASED),
        due_at__lte=now,
        seat__workshop__suspended_at=None,
    )


def send_due():
    """What a sweep calls; returns how many went out. Any number of sweeps may run at the same time."""
    sent, end = 0, time.monotonic() + SECONDS
    while time.monotonic() < end and (dispatch := claim()):
        sent += deliver(dispatch)
    return sent


def claim():
    """Take the row that has waited longest, for a few minutes, and nobody else's: or None.

    PostgreSQL steps over rows that another sweep is taking; where rows cannot be locked (SQLite), the update decides:
    it changes the row only if it is still due.
    """
    while True:
        with transaction.atomic():
            found = due().order_by("due_at", "id")
            if connection.features.has_select_for_update_skip_locked:
                found = found.select_for_update(skip_locked=True, of=("self",))
            if (dispatch := found.first()) is None:
                return None
            dispatch.lease_until, dispatch.leased_by = clock.now() + LEASE, uuid.uuid4()
            if take(dispatch):
                dispatch.refresh_from_db()
                return dispatch


def take(dispatch):
    """Whether the row became ours."""
    return due().filter(pk=dispatch.pk).update(
        state=State.LEASED,
        lease_until=dispatch.lease_until,
        leased_by=dispatch.leased_by,
        attempts=F("attempts") + 1,
    )


def deliver(dispatch):
    """Send one claimed row, or say why not. Returns whether a mail went out."""
    seat = Seat.objects.select_related("workshop").get(pk=dispatch.seat_id)
    if why := why_not(dispatch, seat):
        _end(dispatch, state=State.VOID, why=why)
        return False
    try:
        _letter(dispatch, seat).send()
    except TakenOver:
        return False
    except CannotOpen:  # the person's own key is gone, and with it every way to reach them
        _end(dispatch, state=State.VOID, why=Why.ENDED)
        return False
    except (OSError, SMTPException) as problem:
        # the address stays out of the log
        log.warning("appointment not sent", extra={"kind": type(problem).__name__})
        _put_off(dispatch)
        return False
    _end(dispatch, state=State.SENT, sent_at=clock.now())
    return True


def why_not(dispatch, seat):
    """Why this must not go out, as things stand now and not as they stood when the row was written; None if it may."""
    if dispatch.kind == Kind.TURN:
        if not nudges.still_waits(dispatch):
            return Why.REPLACED
    elif why := _why_not_of_session(dispatch):
        return why
    if dispatch.expires_at and dispatch.expires_at <= clock.now():
        return Why.LATE
    if seat.ended_at:
        return Why.ENDED
    if seat.channel == Seat.Channel.UNSAFE:
        return Why.UNSAFE
    if not rules.can_be_reached(seat):
        return Why.CONSENT
    return None if seat.channel == Seat.Channel.MAIL and seat.contact else Why.BY_VOICE


def _why_not_of_session(dispatch):
    session = Session.objects.filter(pk=dispatch.subject_id).first()
    if dispatch.kind == Kind.CANCELLED:
        return None
    if session is None or session.revision != dispatch.revision:
        return Why.REPLACED
    return None if session.state in (Session.State.SCHEDULED, Session.State.LOBBY) else Why.LATE


def _letter(dispatch, seat):
    keys = rules.keys_to_reach(seat)
    secret = "" if dispatch.kind == Kind.CANCELLED else _secret_of(dispatch, seat, keys)
    return letter(dispatch, seat, seat.open(keys, "contact"), secret)


def _secret_of(dispatch, seat, keys):
    """What opens the door, made at the first try and kept under the person's own key until the mail has gone: a second
    try must be the same mail."""
    if dispatch.secret is None:
        with transaction.atomic():
            fresh = passes.issue(seat, purpose=Pass.Purpose.RETURN)
            dispatch.seal(secret=fresh.secret)
            if not _held(dispatch).update(secret=dispatch.secret):
                raise TakenOver
    return dispatch.open(keys, "secret")


def _held(dispatch):
    """The row, as long as it is this sender's."""
    return Dispatch.objects.filter(pk=dispatch.pk, state=State.LEASED, leased_by=dispatch.leased_by)


def _end(dispatch, **changes):
    if not _held(dispatch).update(secret=None, lease_until=None, **changes):
        log.warning("somebody else took over", extra={"kind": dispatch.kind})


def _put_off(dispatch):
    """Again later, five times; then the facilitators tell it."""
    if dispatch.attempts > len(PUT_OFF):
        _end(dispatch, state=State.FAILED)
        return
    wait = PUT_OFF[dispatch.attempts - 1]
    _held(dispatch).update(state=State.DUE, lease_until=clock.now() + wait)


def to_tell(workshop):
    """What the facilitators have to tell by voice or on paper: no safe mail, or the mail did not go. Of meetings ahead,
    in their newest revision; and of those called off. Whoever has meanwhile said "not safe", or no longer allows to be
    reached, is not called either."""
    now = clock.now()
    owed = Dispatch.objects.filter(
        Q(state=State.VOID, why=Why.BY_VOICE, kind__in=(Kind.INVITE, Kind.CHANGED, Kind.CANCELLED)) | Q(state=State.FAILED),
        seat__workshop=workshop,
        seat__ended_at=None,
        told_at=None,
        starts_at__gt=now,
    )
    revisions = dict(Session.objects.filter(workshop=workshop).values_list("pk", "revision"))
    owed = owed.exclude(seat__channel=Seat.Channel.UNSAFE).select_related("seat")
    newest = [
        dispatch
        for dispatch in owed.order_by("starts_at", "seat__created_at", "kind")
        if dispatch.kind == Kind.CANCELLED or revisions.get(dispatch.subject_id) == dispatch.revision
    ]
    reached = {seat.pk for seat in {dispatch.seat for dispatch in newest} if rules.can_be_reached(seat)}
    return [dispatch for dispatch in newest if dispatch.seat_id in reached]


