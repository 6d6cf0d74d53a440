"""What the tick carries out: whatever has become due since it last looked. Running it twice does nothing twice."""

import datetime
import logging

from accounts.invitations import send_due_invitations
from workshops import clock
from workshops.exercises.tidying import forget_step_drafts, tidy_runs
from workshops.followups.appointments import correct_for_new_rules
from workshops.followups.dispatch import send_due
from workshops.followups.nudges import write_nudges
from workshops.programme.models import Seat, Session, Workshop
from workshops.records.building import build_missing
from workshops.records.models import Record
from workshops.rooms.models import Presence, Room
from workshops.rooms.presence import forget_last_seen
from workshops.running import watch
from workshops.running.safeguarding import tell_safeguarding
from workshops.vault import keys

logger = logging.getLogger(__name__)

PRESENCE_LIFE = datetime.timedelta(minutes=5)
PAPERWORK_LIFE = datetime.timedelta(hours=72)
KEY_BEFORE_ROW = datetime.timedelta(hours=1)  # a key is stored before the row that needs it; so long it may wait
KEY_LOOKED_AT = datetime.timedelta(days=30)  # a key that has found its row by then keeps it
BEARERS = {"room": Room, "own": Seat, "salt": Seat, "release": Record}  # all other compartments belong to a workshop


def sweep():
    """Look once at everything that can become due. Returns {what: how many}."""
    done = {
        "paused_alone": watch.look(),
        "presences": forget_presences(),
        "last_seen": forget_last_seen(),
        "staff_invitations": send_due_invitations(),
        "meetings_moved": correct_for_new_rules(),
        "nudges": write_nudges(),
        "appointments": send_due(),
        "keys": remove_orphaned_keys(),
        "exercise_runs": tidy_runs(),
        "step_drafts": forget_step_drafts(),
        "records": build_missing(),
        "safeguarding_told": tell_safeguarding(),
        "closings_overdue": overdue_closings().count(),
    }
    for what, count in done.items():
        if count:
            logger.info("swept", extra={"kind": what, "count": count})
    return done


def forget_presences():
    """Rows of server processes that are gone: away is away after 40 s already, this only tidies up."""
    return Presence.objects.filter(seen_at__lt=clock.now() - PRESENCE_LIFE).delete()[0]


def remove_orphaned_keys():
    """Keys for which no row was ever committed. Removes nothing if that would be more than half of all: then it is
    the data that is missing (a restore under way, a wrong address), and a key does not come back."""
    now = clock.now()
    names = keys.made_between(now - KEY_LOOKED_AT, now - KEY_BEFORE_ROW)
    orphans = names - _with_a_row(names)
    if 2 * len(orphans) > keys.count_living():
        logger.warning("more keys than rows: no key was removed", extra={"count": len(orphans)})
        return 0
    return keys.remove_unused(orphans)


def overdue_closings():
    """Sessions that were stopped more than 72 h ago and still owe their paperwork."""
    return Session.objects.filter(state=Session.State.STOPPED, stopped_at__lt=clock.now() - PAPERWORK_LIFE)


def _with_a_row(names):
    """Those of these compartments whose room, seat or workshop exists."""
    bearers = {}
    for name in names:
        kind, _, subject_id = name.partition(":")
        bearers.setdefault(BEARERS.get(kind, Workshop), {}).setdefault(subject_id, []).append(name)
    found = set()
    for model, by_id in bearers.items():
        for subject_ids in batched(sorted(by_id), 500):
            there = model.objects.filter(pk__in=subject_ids).values_list("pk", flat=True)
            found.update(name for pk in there for name in by_id[str(pk)])
    return found


def batched(things, size):
    """Lists of at most `size` of these things, in their order."""
    return [things[start : start + size] for start in range(0, len(things), size)]
