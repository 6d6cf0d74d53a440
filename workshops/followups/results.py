"""What the record of a workshop carries of meeting again: which follow-ups were held, which are planned. No names."""

from workshops.followups.models import FollowUp


def follow_ups_of(workshop):
    """One dictionary for each line of the plan, by date, ready for JSON:

    `kind` (see `FollowUp.Kind`), `mode` ("session" or "asynchronous": each person asked alone), `state` (proposed,
    planned, done, dropped), `due_on` (date), `starts_at` (moment in UTC, None without a session), `minutes` (None
    likewise), `with_measure` (whether a survey belongs to it), `attendance` (how many came or answered; None before).
    """
    return [_told(line) for line in FollowUp.objects.filter(workshop=workshop).select_related("session")]


def _told(line):
    session = line.session
    return {
        "kind": str(line.kind),
        "mode": "asynchronous" if line.is_asynchronous else "session",
        "state": str(line.state),
        "due_on": line.due_on.isoformat(),
        "starts_at": session.starts_at.isoformat() if session else None,
        "minutes": session.minutes if session else None,
        "with_measure": line.is_measured,
        "attendance": line.attendance,
    }
