"""How long each item of the agenda has really taken, as the plenary's log tells it: pauses and detours do not count."""

import datetime

from workshops import clock
from workshops.live.log import Event

STANDS_STILL = {"session.paused": True, "session.resumed": False, "session.stopped": True}


def minutes_spent(plenary):
    """{item id: whole minutes} of the items of the plenary's session that have begun."""
    kinds = ["item.started", *STANDS_STILL]
    events = Event.objects.filter(room=plenary, kind__in=kinds).order_by("seq")
    spent, item, is_still, since = {}, None, False, None
    for kind, subject_id, at in [*events.values_list("kind", "subject_id", "at"), ("now", None, clock.now())]:
        if item and not is_still:
            spent[item] += at - since
        if kind == "item.started":
            item = subject_id
            spent.setdefault(item, datetime.timedelta())
        is_still, since = STANDS_STILL.get(kind, is_still), at
    return {item: length // datetime.timedelta(minutes=1) for item, length in spent.items()}
