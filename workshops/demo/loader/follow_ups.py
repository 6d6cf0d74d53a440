"""Meeting again, as the story tells it: what was held stands in the plan as done, what is ahead has its session. And the
addresses at which some people may be reached: invented ones, under which nobody reads mail."""

import datetime

from workshops import catalogue
from workshops.demo.telling import story
from workshops.followups.cadence import MINUTES
from workshops.followups.models import Asking, FollowUp
from workshops.programme import agenda
from workshops.programme.models import Seat, Session

Kind, State = FollowUp.Kind, FollowUp.State
BY_MAIL = 3  # every so many-th person who may be reached is told by the facilitators instead


def name_channels(told):
    """Two of three people who said yes to being reached have named a safe address."""
    yes = [it["participant"] for it in story()["consents"] if it["follow_up_contact"]]
    for number, person in enumerate(yes):
        if number % BY_MAIL != BY_MAIL - 1:
            seat = told.seats[person]
            seat.channel = Seat.Channel.MAIL
            seat.seal(contact=f"seat-{number + 1}@example.org")
    Seat.objects.bulk_update(told.seats.values(), ["channel", "contact"])


def make_follow_ups(told):
    """The lines of the plan, once the last day of the story is over in this telling."""
    last = story()["sessions"][-1]
    if not told.telling.is_past(last):
        return
    for it in story()["follow_ups"]:
        line = FollowUp(
            workshop=told.workshop,
            origin=told.sessions[last["id"]],
            kind=Kind(it["kind"]),
            due_on=datetime.date.fromisoformat(it["local_date"]),
            is_measured=it["with_measure"],
            state=State.DONE if it["status"] == "done" else State.PLANNED,
            attendance=it["attendance"],
            made_at=told.telling.at(last["ends_at"]),
            settled_at=told.telling.at(it["planned"] if it["status"] == "done" else last["ends_at"]),
        )
        if line.state == State.PLANNED:
            line.session = _session(told, it)
        line.save(force_insert=True)
        if line.is_asynchronous:
            _asked(told, line)


def _session(told, it):
    """A session that stands in the plan, with the agenda of a follow-up."""
    session = Session(
        workshop=told.workshop,
        position=Session.objects.filter(workshop=told.workshop).count(),
        minutes=it["minutes"] or MINUTES[it["kind"]],
    )
    local = datetime.datetime.fromisoformat(f"{it['local_date']}T{it['local_start']}")
    agenda.schedule(session, local, it["tzid"])
    session.seal(title=catalogue.follow_up()["titles"][it["kind"]]).save(force_insert=True)
    for phase in catalogue.follow_up()["phases"]:
        agenda.write_item(session, **phase)
    return session


def _asked(told, line):
    """Everyone of the parties was asked, and has answered."""
    Asking.objects.bulk_create(
        Asking(follow_up=line, seat=seat, asked_at=line.settled_at, answered_at=line.settled_at, asked_by=told.seats["F1"])
        for seat in told.seats.values()
        if seat.role == Seat.Role.PARTICIPANT
    )
