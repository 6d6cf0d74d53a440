"""How far runs are, for the console: names, step, counts, what calls for the team. Never a draft, a text, a rating."""

import datetime
from dataclasses import dataclass

from workshops import clock
from workshops.exercises.engine import Exercise, Position
from workshops.exercises.models import Alert, Run
from workshops.languages import local
from workshops.programme.models import Seat
from workshops.rooms.models import Listener

OVERDUE = 2  # times the minutes of a step


@dataclass(frozen=True)
class Line:
    """One run on the console."""

    run: Run
    name: str  # of the exercise
    people: list  # of names
    title: str  # of the step; of a run in which the sides work by themselves, of its part
    number: int
    count: int
    attempt: int
    alerts: list
    is_overdue: bool
    is_called: bool  # whether a facilitator may come in
    joined: list  # names of those of the team who are in the room
    place: str  # where one may go on without waiting for everybody, else nothing

    @property
    def state(self):
        """paused, or what the run says."""
        return "paused" if self.run.is_live and self.run.paused_at else self.run.state

    @property
    def is_at_table(self):
        """Whether the parties go through it at the table, and the team with them."""
        return self.run.company == self.run.Company.PARTIES


def progress_of(item, known, keys, language, fallback):
    """[Line] of the runs of an agenda item; those that call come first."""
    runs = Run.objects.filter(item=item).select_related("version", "item__session").prefetch_related("members", "places", "alerts")
    lines = [_line(run, Exercise(run.declared(keys)), known, language, fallback) for run in runs]
    return sorted(lines, key=lambda line: (not line.alerts, line.run.ended_at is not None))


def _line(run, exercise, known, language, fallback):
    place = min(run.places.all(), key=lambda each: each.telling)
    part = exercise.part_of[place.step]
    is_aside = part["for"] == "each_side"  # while its sides work by themselves the console says nothing of how far they are
    position = Position(0, part["steps"][0]["step"]) if is_aside else Position(place.telling, place.step, place.attempt)
    alerts = [alert for alert in run.alerts.all() if alert.answered_at is None]
    step = exercise.step(position)
    return Line(
        run=run,
        name=local(exercise.declaration["name"], language, fallback),
        people=[known[member.seat_id].name for member in run.members.all()],
        title=local(step["short"], language, fallback),
        number=exercise.number(position),
        count=len(exercise.milestones),
        attempt=position.attempt,
        alerts=[(alert, known[alert.seat_id].name if alert.seat_id else "") for alert in alerts],
        is_overdue=run.is_live and not run.paused_at and not is_aside and _is_overdue(run, place, step),
        is_called=run.is_live and any(alert.kind in Alert.CALLS for alert in alerts),
        joined=[known[seat_id].name for seat_id in _joined(run)],
        place=str(position) if run.is_live and not is_aside and exercise.may_go_on_without(position) else "",
    )


def _is_overdue(run, place, step):
    """Where the session lasts days a step has the hours of a turn."""
    hours = run.item.session.turn_hours
    minutes = OVERDUE * ((hours * 60 if hours else step["minutes"]) + place.more_minutes)
    return bool(step["minutes"]) and clock.now() - place.began_at > datetime.timedelta(minutes=minutes)


def _joined(run):
    if run.company == Run.Company.PARTIES:
        return []
    hearing = Listener.objects.filter(room_id=run.room_id, until=None, seat__role=Seat.Role.FACILITATOR)
    return hearing.values_list("seat_id", flat=True)
