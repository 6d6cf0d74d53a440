"""The paperwork after Stop: who asks each person how they are, and when we meet again."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from workshops import clock, rules
from workshops.followups import cadence
from workshops.followups.actions import plan_follow_up_session
from workshops.programme.models import Seat, Session
from workshops.records import building
from workshops.running.actions import close_session

WELFARE_HOURS = (24, 48, 72)  # after Stop; 72 at most: trust.md, methods.md 1


def welfare_dues(session):
    """{hours: moment} by which every person may have been asked; late paperwork leaves one more day."""
    now = clock.now()
    dues = {hours: session.stopped_at + datetime.timedelta(hours=hours) for hours in WELFARE_HOURS}
    return {hours: due for hours, due in dues.items() if due > now} or {24: now + datetime.timedelta(hours=24)}


def later_sessions(session):
    """The meetings that are already in the plan and have not begun, the next one first."""
    return Session.objects.filter(
        workshop_id=session.workshop_id, state=Session.State.SCHEDULED, starts_at__gt=clock.now()
    ).order_by("starts_at")


@transaction.atomic
def close(viewer, *, session, welfare_by, hours, next_session=None, plan=None, no_further_meeting=""):
    """Close a stopped session. `welfare_by` is the id of a facilitator's seat, `hours` one of `welfare_dues`.

    What comes next is a meeting of the plan, or a `plan` for a new one (what `plan_session` takes), or nobody wants
    another: then it is said who decided that. The plan of follow-ups stands behind it (`followups.cadence`). Last, the
    record of the session is built, and the parties are asked about it.
    """
    team = Seat.objects.filter(workshop_id=session.workshop_id, role=Seat.Role.FACILITATOR, ended_at=None)
    asker, due = team.filter(pk=welfare_by).first(), welfare_dues(session).get(hours)
    rules.require(asker and due, _("Say who of the team asks each person, and until when."))
    rules.require(next_session is None or next_session in later_sessions(session))
    if plan:
        next_session = plan_follow_up_session(viewer, workshop=session.workshop, **plan)
    closed = close_session(
        viewer,
        session=session,
        welfare_by=asker,
        welfare_due_at=due,
        next_session=next_session,
        no_further_meeting=no_further_meeting,
    )
    cadence.after_closing(closed, next_session=next_session, is_new=bool(plan))
    building.build(closed)
    return closed
