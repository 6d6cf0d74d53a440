"""Real minutes of the agenda, as the log tells them."""

import datetime

from tests import cast as people
from workshops import clock
from workshops.live.log import Event
from workshops.running import actions
from workshops.running.minutes import minutes_spent


def test_pauses_and_detours_do_not_count(cast, session_in):
    session_in("live")
    amina, items = people.viewer(cast.amina), list(cast.session.items.all())
    actions.start_item(amina, item=items[1])
    actions.pause_session(amina, session=cast.session)
    actions.resume_session(amina, session=cast.session)
    actions.start_item(amina, item=items[0])
    begun = ["item.started", "item.started", "session.paused", "session.resumed", "item.started"]
    events = Event.objects.filter(room=cast.plenary, kind__in=begun).order_by("seq")
    assert [event.kind for event in events] == begun
    ago = [60, 50, 45, 25, 10]  # first 10 minutes, second 5 and 15, then the first again
    for event, minutes in zip(events, ago, strict=True):
        Event.objects.filter(pk=event.pk).update(at=clock.now() - datetime.timedelta(minutes=minutes))
    assert minutes_spent(cast.plenary) == {items[0].pk: 20, items[1].pk: 20}


def test_after_stop_the_clock_stands(cast, session_in):
    session_in("stopped")
    Event.objects.filter(room=cast.plenary).update(at=clock.now() - datetime.timedelta(minutes=30))
    assert minutes_spent(cast.plenary) == {cast.session.items.first().pk: 0}
