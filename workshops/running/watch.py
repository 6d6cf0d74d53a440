"""Nobody is left alone: a live session pauses itself when no facilitator has been connected for 90 s. Whoever looks (the
tick of each process, the sweep) carries it out, once."""

import datetime

from django.db import transaction
from django.db.models import Max

from workshops import clock
from workshops.programme.models import Seat, Session, Watch
from workshops.rooms.models import Presence
from workshops.rooms.presence import AWAY_AFTER
from workshops.rooms.seating import lock
from workshops.running.door import OPEN_STATES, rooms_of
from workshops.running.pausing import pause_alone

ALONE_FOR = datetime.timedelta(seconds=90)


def look():
    """Look once at every session that is open. Returns how many have paused."""
    sessions = list(Session.objects.filter(state__in=OPEN_STATES))
    seen = _seen_in(sessions)
    _write_down(seen)
    return sum(_look_at(session, seen) for session in sessions if session.state == Session.State.LIVE)


def _seen_in(sessions):
    """{(session, seat): when} of the facilitators who are connected to a room of the session's workshop, or whose page
    without a socket has just asked."""
    since, seen = clock.now() - AWAY_AFTER, {}
    of_workshop = {}
    for session in sessions:
        of_workshop.setdefault(session.workshop_id, []).append(session.pk)
    here = Presence.objects.filter(
        room__workshop_id__in=of_workshop, seat__role=Seat.Role.FACILITATOR, seat__ended_at=None, seen_at__gt=since
    )
    for workshop_id, seat_id, at in here.values_list("room__workshop_id", "seat_id").annotate(at=Max("seen_at")):
        seen |= {(session_id, seat_id): at for session_id in of_workshop[workshop_id]}
    asked = Watch.objects.filter(session__in=sessions, seat__ended_at=None, seen_at__gt=since)
    for session_id, seat_id, at in asked.values_list("session_id", "seat_id", "seen_at"):
        seen[session_id, seat_id] = max(at, seen.get((session_id, seat_id), at))
    return seen


def _write_down(seen):
    Watch.objects.bulk_create(
        [Watch(session_id=session_id, seat_id=seat_id, seen_at=at) for (session_id, seat_id), at in seen.items()],
        update_conflicts=True,
        unique_fields=["session", "seat"],
        update_fields=["seen_at"],
    )


def _look_at(session, seen):
    # Slow sessions may be alone for days: `if session.is_slow: return False` belongs here once there are any.
    now = clock.now()
    if any(session_id == session.pk for session_id, _seat in seen):
        if session.pauses_at:
            Session.objects.filter(pk=session.pk).update(pauses_at=None)
        return False
    if session.pauses_at is None:
        last = session.watches.aggregate(at=Max("seen_at"))["at"]
        begun = last if last and last > now - ALONE_FOR else now
        Session.objects.filter(pk=session.pk, pauses_at=None).update(pauses_at=begun + ALONE_FOR)
        return False
    return session.pauses_at <= now and _pause(session)


@transaction.atomic
def _pause(session):
    rooms = lock(*rooms_of(session))
    due = {"state": Session.State.LIVE, "pauses_at": session.pauses_at}
    fresh = Session.objects.select_for_update().filter(pk=session.pk, **due).first()
    if fresh is None or any(session_id == fresh.pk for session_id, _seat in _seen_in([fresh])):
        return False  # another process was first, or somebody is back
    pause_alone(fresh, rooms)
    return True
