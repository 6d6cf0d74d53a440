"""Who may do what in a run. Like `workshops.rules`, of which this is the part about exercises."""

from workshops import rules
from workshops.exercises.models import Alert
from workshops.programme.models import Session


def people_of(run):
    """The ids of those who go through it."""
    return [member.seat_id for member in run.members.all()]


def is_of(viewer, run):
    """Whether this person goes through the run and is in its room now."""
    return viewer.seat_id in people_of(run) and rules.can_hear(viewer, run.room)


def can_give(viewer, run):
    """Those who go through it, and at the table the team, where a step is theirs."""
    is_team = run.company == run.Company.PARTIES and viewer.is_facilitator and rules.can_hear(viewer, run.room)
    return is_team or is_of(viewer, run)


def can_go_on(viewer, run):
    """They go on while nobody has paused: neither they nor the session."""
    return can_give(viewer, run) and can_go_on_in(run)


def can_go_on_in(run):
    """Whether it goes on now: nobody has paused it, nor the session."""
    return run.is_live and not run.paused_at and _state(run) == Session.State.LIVE


def can_stop(viewer, run):
    """Those in it may pause, call somebody, or stop, whenever it is not over."""
    return is_of(viewer, run) and run.is_live


def can_see_to(viewer, run):
    """Facilitators of the workshop see how far it is, never what is written, and may close it."""
    return rules.can_run(viewer, run.item.session)


def can_join(viewer, run):
    """A facilitator comes into the room of a pair only when it has called for one."""
    called = run.alerts.filter(kind__in=Alert.CALLS, answered_at=None)
    return can_see_to(viewer, run) and run.is_live and called.exists()


def can_begin(viewer, item):
    """Facilitators begin the exercise of an item that is on."""
    session = item.session
    return rules.can_run(viewer, session) and session.is_running and session.current_item_id == item.pk


def _state(run):
    return Session.objects.values_list("state", flat=True).get(pk=run.item.session_id)
