"""When one meets again: the default plan that closing generates (methods.md 6), counted from the end of a session."""

import calendar
import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from workshops import clock
from workshops.followups.models import Asking, FollowUp
from workshops.programme import wall_time
from workshops.programme.models import Admission, Seat, Session

Kind, State = FollowUp.Kind, FollowUp.State


@dataclass(frozen=True)
class Line:
    """One meeting of the default plan, so long after the end of the last session."""

    kind: str
    weeks: int = 0
    months: int = 0
    is_measured: bool = False
    minutes: int = 90


CADENCE = (
    Line(Kind.RE_ENTRY, weeks=2),
    Line(Kind.COMMITMENT_REVIEW, weeks=6),
    Line(Kind.THREE_MONTHS, months=3, is_measured=True),
    Line(Kind.SIX_MONTHS, months=6, is_measured=True),
    Line(Kind.TWELVE_MONTHS, months=12, is_measured=True, minutes=120),
)
KINDS = [line.kind for line in CADENCE]
MINUTES = {line.kind: line.minutes for line in CADENCE}


def due_on(line, ended_on):
    """The day of one line: dates are counted on the calendar of the workshop, from the day of the last session."""
    return add_months(ended_on + datetime.timedelta(weeks=line.weeks), line.months)


def add_months(day, months):
    """The same day so many months later; the last one of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, calendar.monthrange(year, month + 1)[1]))


def day_of(moment, workshop):
    """The day on the calendar of the workshop's zone."""
    return moment.astimezone(ZoneInfo(workshop.zone)).date()


def after_closing(session, *, next_session=None, is_new=False):
    """What follows from a closed session: its own line is done, each person is to be asked how they are, and after
    the last planned day the whole cadence stands there to be accepted, changed or dropped, line by line.

    `is_new`: the next meeting was planned at closing; it takes the place of the first line that is still open. Without
    a next meeting the series has ended, and what was only proposed falls away.
    """
    _finish(session)
    plan_welfare_check(session)
    open_lines = FollowUp.objects.filter(workshop_id=session.workshop_id, state=State.PROPOSED)
    if next_session is None:
        open_lines.update(state=State.DROPPED, settled_at=clock.now())
        return
    days_ahead = Session.objects.filter(
        workshop_id=session.workshop_id, state=Session.State.SCHEDULED, follow_up=None, starts_at__gt=clock.now()
    )
    if days_ahead.exclude(pk=next_session.pk if is_new else None).exists():
        if is_new:
            point_to(FollowUp(kind=Kind.FURTHER, origin=session), next_session)
        return
    propose(session)
    if is_new:
        point_to(open_lines.first() or FollowUp(kind=Kind.FURTHER, origin=session), next_session)


def propose(session):
    """The lines of the cadence, once for each workshop."""
    if FollowUp.objects.filter(workshop_id=session.workshop_id, kind__in=KINDS).exists():
        return
    ended_on, now = day_of(session.stopped_at, session.workshop), clock.now()
    FollowUp.objects.bulk_create(
        FollowUp(
            workshop_id=session.workshop_id,
            origin=session,
            kind=line.kind,
            due_on=due_on(line, ended_on),
            is_measured=line.is_measured,
            made_at=now,
        )
        for line in CADENCE
    )


def point_to(line, session):
    """The line is this session from now on."""
    now = clock.now()
    line.workshop_id, line.session, line.state, line.settled_at = session.workshop_id, session, State.PLANNED, now
    line.made_at, line.due_on = line.made_at or now, wall_time.read(session.local_start).date()
    line.save()
    return line


def plan_welfare_check(session):
    """Everyone who takes part is asked alone within 72 hours, whether they came or not."""
    now = clock.now()
    check = FollowUp.objects.create(
        workshop_id=session.workshop_id,
        origin=session,
        kind=Kind.WELFARE_CHECK,
        due_on=day_of(session.welfare_due_at, session.workshop),
        state=State.PLANNED,
        made_at=now,
        settled_at=now,
    )
    Asking.objects.bulk_create(Asking(follow_up=check, seat=seat) for seat in guests_of(session.workshop_id))
    return check


def guests_of(workshop_id):
    """Those who have come by invitation, finished the way in, and not left."""
    guests = Seat.objects.filter(workshop_id=workshop_id, ended_at=None, arrived_at__isnull=False)
    return guests.exclude(role=Seat.Role.FACILITATOR).order_by("created_at", "id")


def _finish(session):
    came = Admission.objects.filter(session=session, admitted_at__isnull=False).count()
    FollowUp.objects.filter(session=session, state=State.PLANNED).update(
        state=State.DONE, attendance=came, settled_at=clock.now()
    )
