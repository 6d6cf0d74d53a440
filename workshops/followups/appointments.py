"""What each person is told of a meeting, and when: rows of the schedule, written in the transaction that changes the
meeting. Nothing is sent here."""

import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q

from workshops import clock
from workshops.followups.cadence import guests_of
from workshops.followups.models import Dispatch
from workshops.programme import wall_time
from workshops.programme.models import Session

Kind, State, Why = Dispatch.Kind, Dispatch.State, Dispatch.Why
SESSION = "session"
BEFORE = {
    Kind.REMINDER_7D: datetime.timedelta(days=7),
    Kind.REMINDER_24H: datetime.timedelta(hours=24),
    Kind.REMINDER_1H: datetime.timedelta(hours=1),
}
AWAKE = (datetime.time(8), datetime.time(21))  # reminders that can wait come between these hours of the person's day


def of_session(session_id):
    """Everything that was ever to be sent about this session."""
    return Dispatch.objects.filter(subject_kind=SESSION, subject_id=session_id)


def announce(session):
    """Tell everyone of a meeting, or of its new hour. What an older revision still had to say is void."""
    of_session(session.pk).filter(revision__lt=session.revision, state=State.DUE).update(
        state=State.VOID, why=Why.REPLACED
    )
    _write(session, guests_of(session.workshop_id))


def announce_to(seat):
    """Tell one person of all meetings ahead: they have just said how they may be reached. What was left unsaid before
    for want of that is due again."""
    ahead = Session.objects.filter(
        workshop_id=seat.workshop_id, state=Session.State.SCHEDULED, starts_at__gt=clock.now()
    )
    unsaid = Q(why__in=(Why.BY_VOICE, Why.CONSENT, Why.UNSAFE), state=State.VOID, told_at=None)
    for session in ahead:
        of_session(session.pk).filter(unsaid, seat=seat, revision=session.revision).update(state=State.DUE, why="")
        _write(session, [seat])


def call_off(session):
    """Take the invitation back from those who have it. It counts as one more revision: calendars ignore it otherwise."""
    knowing = _knowing(session)
    of_session(session.pk).filter(state=State.DUE).update(state=State.VOID, why=Why.REPLACED)
    seats = [seat for seat in guests_of(session.workshop_id) if seat.pk in knowing]
    Dispatch.objects.bulk_create(
        _row(session, seat, Kind.CANCELLED, clock.now(), revision=session.revision + 1) for seat in seats
    )


def _write(session, seats):
    knowing, rows = _knowing(session, before=session.revision), []
    for seat in seats:
        rows.append(_row(session, seat, Kind.CHANGED if seat.pk in knowing else Kind.INVITE, clock.now()))
        rows += [_row(session, seat, kind, due_at) for kind, due_at in reminders(session, seat).items()]
    Dispatch.objects.bulk_create(rows, ignore_conflicts=True)  # who was told already is told once


def _knowing(session, before=None):
    """The seats that know of this meeting (in a revision before that one): it was sent, is being sent, or was told."""
    said = of_session(session.pk).filter(kind__in=(Kind.INVITE, Kind.CHANGED))
    if before is not None:
        said = said.filter(revision__lt=before)
    said = said.filter(Q(state__in=(State.SENT, State.LEASED)) | Q(told_at__isnull=False))
    return set(said.values_list("seat_id", flat=True))


def reminders(session, seat):
    """{kind: when} of the reminders whose moment is still ahead: none is ever made for a moment that has passed."""
    moments = {kind: session.starts_at - before for kind, before in BEFORE.items()}
    for kind in (Kind.REMINDER_7D, Kind.REMINDER_24H):
        moments[kind] = in_waking_hours(moments[kind], seat.zone)
    return {kind: moment for kind, moment in moments.items() if moment > clock.now()}


def in_waking_hours(moment, zone):
    """This moment, or the nearest of that day at which people in this zone are up."""
    local = moment.astimezone(ZoneInfo(zone))
    hour = min(max(local.time(), AWAKE[0]), AWAKE[1])
    if hour == local.time():
        return moment
    return wall_time.moment_of(datetime.datetime.combine(local.date(), hour), zone)


def _row(session, seat, kind, due_at, revision=None):
    return Dispatch(
        subject_kind=SESSION,
        subject_id=session.pk,
        revision=session.revision if revision is None else revision,
        kind=kind,
        seat=seat,
        starts_at=session.starts_at,
        minutes=session.minutes,
        made_at=clock.now(),
        due_at=due_at,
        expires_at=_expiry(session, kind),
    )


def _expiry(session, kind):
    """A reminder is good until the next one; what changes or cancels is always said."""
    if kind in (Kind.CHANGED, Kind.CANCELLED):
        return None
    following = {Kind.REMINDER_7D: Kind.REMINDER_24H, Kind.REMINDER_24H: Kind.REMINDER_1H}
    return session.starts_at - BEFORE.get(following.get(kind), datetime.timedelta())


@transaction.atomic
def correct_for_new_rules():
    """Where the rules of a zone have changed, the hour people agreed on stays and the moment moves: all are told."""
    moved = 0
    for session in Session.objects.filter(state=Session.State.SCHEDULED, starts_at__gt=clock.now()):
        moment = wall_time.moment_of(wall_time.read(session.local_start), session.tzid, session.fold)
        if moment != session.starts_at:
            fresh = Session.objects.select_for_update().get(pk=session.pk)
            fresh.starts_at, fresh.revision = moment, fresh.revision + 1
            fresh.save(update_fields=["starts_at", "revision"])
            announce(fresh)
            moved += 1
    return moved
