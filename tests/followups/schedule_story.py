"""Steps of a story in a house of its own, each in a process of its own, at the hour its environment says:
`python -m tests.followups.schedule_story plan`. What comes out is printed as JSON."""

import datetime
import json
import sys

import django


def plan(people):
    """A workshop whose last day has just been closed; the whole cadence is accepted, each line at four in the afternoon.

    Of the cast Bilal, Dara and Eli have safe mail; so have as many more as asked for.
    """
    from tests.cast import Cast, arrive, make_seat, viewer
    from tests.followups.conftest import allow
    from workshops.followups import actions
    from workshops.followups.channel import name_channel
    from workshops.followups.models import FollowUp
    from workshops.running import closing

    cast = Cast()
    more = [make_seat(cast.workshop, f"P{number}", party=cast.first) for number in range(int(people))]
    for seat in more:
        arrive(seat)
    for seat in (cast.bilal, cast.dara, cast.eli, *more):
        allow(seat)
        name_channel(viewer(seat), channel="mail", address=f"{seat.pk.hex}@example.org")
    amina = viewer(cast.amina)
    session = cast.session_in("stopped")
    first = session.stopped_at.date() + datetime.timedelta(days=14)
    at_four = datetime.time(16)
    meeting = {"title": {"en": "Again"}, "local": datetime.datetime.combine(first, at_four), "zone": "UTC", "minutes": 90}
    closing.close(amina, session=session, welfare_by=cast.ben.pk, hours=72, plan=meeting)
    for line in FollowUp.objects.filter(state="proposed"):
        local = datetime.datetime.combine(line.due_on, at_four)
        actions.accept_follow_up(amina, follow_up=line, local=local, zone="UTC", minutes=90)
    return schedule()


def schedule():
    """Every row by now."""
    from workshops.followups.models import Dispatch

    rows = Dispatch.objects.order_by("due_at", "id")
    names = ("kind", "subject_id", "seat_id", "state", "why", "due_at", "starts_at", "attempts", "message_id")
    return [{name: str(getattr(row, name)) for name in names} for row in rows]


if __name__ == "__main__":
    django.setup()
    step, *words = sys.argv[1:]
    json.dump({"plan": plan, "schedule": schedule}[step](*words), sys.stdout)
