"""A facilitator's page has asked: written down, so that a team without sockets is not taken for absent."""

import datetime

from workshops import clock
from workshops.programme.models import Watch

SELDOM = datetime.timedelta(seconds=10)  # a page asks for its panels more often than this is worth a row


def note(session_id, seat_id):
    """This facilitator is at this session now."""
    now = clock.now()
    if not Watch.objects.filter(session_id=session_id, seat_id=seat_id, seen_at__gt=now - SELDOM).exists():
        Watch.objects.bulk_create(
            [Watch(session_id=session_id, seat_id=seat_id, seen_at=now)],
            update_conflicts=True,
            unique_fields=["session", "seat"],
            update_fields=["seen_at"],
        )
