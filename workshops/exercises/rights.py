"""Who may do what in a run. Like `workshops.rules`, of which this is the part about exercises."""

from workshops import rules
from workshops.exercises.models import Alert
from workshops.programme.models import Session


def people_of(run):
    """The ids of those who go through it: each tells once."""
    return [telling.teller_id for telling in run.tellings.all()]


def is_of(viewer, run):
    """Whether this person goes through the run and is in its room now."""
    return viewer.seat_id in people_of(run) and rules.can_hear(viewer, run.room)


def can_go_on(viewer, run):
    """Those of the pair go on while nobody has paused: neither they nor the session."""
    return is_of(viewer, run) and run.is_live and not run.paused_at and _state(run) == Session.State.LIVE


def can_stop(viewer, run):
    """Those of the pair may pause, call somebody, or stop, whenever it is not over."""
    return is_of(viewer, run) and run.is_live


def can_see_to(viewer, run):
    """Facilitators of the workshop see how far it is, never what is written, and may close it."""
    return rules.can_run(viewer, run.item.session)


def can_join(viewer, run):
    """A facilitator comes into the room of a pair only when it has called for one."""
    called = run.alerts.filter(kind__in=Alert.CALLS, answered_at=None)
    return can_see_to(viewer, run) and run.is_live and called.exists()


def can_pair(viewer, item):
    """Facilitators make pairs for an item that is on."""
    session = item.session
    return rules.can_run(viewer, session) and session.is_running and session.current_item_id == item.pk


def _state(run):
    return Session.objects.values_list("state", flat=True).get(pk=run.item.session_id)
