"""For ten seconds an act can be taken back: what it was and what it has left is written down in its own transaction."""

import datetime

from workshops import clock
from workshops.programme.models import Undo

OFFERED_FOR = datetime.timedelta(seconds=10)


def offer(viewer, kind, room, *, subject_id=None, was=None, left=None):
    """The act of this viewer can be taken back; whoever of the team hears the room may know of it."""
    facts = {"was": was or {}, "left": left or {}, "subject_id": subject_id, "offered_at": clock.now()}
    return Undo.objects.create(session_id=room.session_id, room=room, seat_id=viewer.seat_id, kind=kind, **facts)


def offered_to(viewer, session):
    """What this viewer could take back now: the newest act in a room they hear, unless its ten seconds are over."""
    heard = {"room__listeners__seat_id": viewer.seat_id, "room__listeners__until": None}
    known = Undo.objects.filter(session=session, **heard)
    newest = known.select_related("room", "seat").first()
    return newest if newest and newest.undone_at is None and seconds_left(newest) > 0 else None


def seconds_left(undo):
    """How long it can still be taken back, on the clock of the house."""
    return (undo.offered_at + OFFERED_FOR - clock.now()).total_seconds()


def moment(at):
    """A moment as the facts keep it."""
    return at and at.isoformat()
