"""How far pairs are, for the console: names, step, attempts, what calls for the team. Never a draft, a text, a rating."""

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
    """One pair on the console."""

    run: Run
    people: list  # of names
    title: str  # of the step
    number: int
    count: int
    alerts: list
    is_overdue: bool
    is_called: bool  # whether a facilitator may come in
    joined: list  # names of those of the team who are in the room

    @property
    def state(self):
        """paused, or what the run says."""
        return "paused" if self.run.is_live and self.run.paused_at else self.run.state


def progress_of(item, known, language, fallback):
    """[Line] of the runs of an agenda item; those that call come first."""
    runs = Run.objects.filter(item=item).prefetch_related("tellings", "alerts")
    lines = [_line(run, known, language, fallback) for run in runs]
    return sorted(lines, key=lambda line: (not line.alerts, line.run.ended_at is not None))


def _line(run, known, language, fallback):
    exercise = Exercise(run.declaration)
    position = Position(run.telling, run.step, run.attempt)
    alerts = [alert for alert in run.alerts.all() if alert.answered_at is None]
    step = exercise.step(position)
    return Line(
        run=run,
        people=[known[telling.teller_id].name for telling in run.tellings.all()],
        title=_title(exercise, step, language, fallback),
        number=exercise.number(position),
        count=len(exercise.milestones),
        alerts=[(alert, known[alert.seat_id].name if alert.seat_id else "") for alert in alerts],
        is_overdue=run.is_live and not run.paused_at and _is_overdue(run, step),
        is_called=run.is_live and any(alert.kind in Alert.CALLS for alert in alerts),
        joined=[known[seat_id].name for seat_id in _joined(run)],
    )


def _title(exercise, step, language, fallback):
    """The step by its short name."""
    return local(step["short"], language, fallback)


def _is_overdue(run, step):
    return clock.now() - run.step_began_at > OVERDUE * datetime.timedelta(minutes=step["minutes"])


def _joined(run):
    hearing = Listener.objects.filter(room_id=run.room_id, until=None, seat__role=Seat.Role.FACILITATOR)
    return hearing.values_list("seat_id", flat=True)
