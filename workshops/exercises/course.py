"""A run and its rows, as the engine sees them; and how it goes on or ends. Who may is for the acts to say."""

import datetime
from functools import cached_property

from workshops import clock, rules
from workshops.exercises.engine import Exercise, Given, Position, Roles
from workshops.exercises.models import Alert, Run
from workshops.live import log
from workshops.rooms.seating import lock, staff_room_of

State = Run.State
TIDIED_AFTER = datetime.timedelta(hours=72)  # superseded attempts, once a run is complete
DROPPED_AFTER = datetime.timedelta(days=7)  # what was not confirmed, once a run ended before that; and drafts


class Course:
    """One run: its declaration, its roles, where it stands, and what was given so far."""

    def __init__(self, run, keys=None):
        self.run, self.keys = run, keys or rules.keys_of_room(run.room)
        self.exercise = Exercise(run.declaration)

    @cached_property
    def tellings(self):
        """[Roles], in their order."""
        return [Roles(it.teller_id, it.listener_id) for it in self.run.tellings.all()]

    @cached_property
    def people(self):
        """The ids of those who go through it."""
        return [roles.teller for roles in self.tellings]

    @property
    def position(self):
        """Where it stands."""
        return Position(self.run.telling, self.run.step, self.run.attempt)

    @cached_property
    def given(self):
        """[Given] of everybody so far. What people wrote for themselves alone is not in it."""
        return [
            Given(Position(it.telling, it.step, it.attempt), it.seat_id, it.values(self.keys))
            for it in self.run.responses.select_related("run")
        ]

    @cached_property
    def languages(self):
        """{(position, who): the language in which it was written}."""
        rows = self.run.responses.values_list("telling", "step", "attempt", "seat_id", "language")
        return {(Position(*at), seat_id): language for *at, seat_id, language in rows}

    def acts_now(self, person):
        """Whether it is this person's to give something."""
        return self.run.is_live and person in self.exercise.waits_for(self.position, self.tellings, self.given)

    def subjects_of(self, person):
        """The ids of the others who ask this person for consent at this step."""
        return self.exercise.subjects(self.position, person, self.tellings, self.given)


def go_to(run, outcome):
    """Bring the run where the engine says; the room is locked. Tells the pair, and the team what calls for it."""
    now = clock.now()
    for kind in outcome.alerts:
        raise_alert(run, kind)
    if outcome.position is None:
        end(run, State.STOPPED_SAFETY if outcome.is_stopped else State.COMPLETED)
        return
    before = Position(run.telling, run.step, run.attempt)
    if outcome.position != before:
        run.telling, run.step, run.attempt = outcome.position.telling, outcome.position.step, outcome.position.attempt
        run.step_began_at = now
        run.state = State.DEBRIEF if Exercise(run.declaration).is_for_everybody(outcome.position) else State.RUNNING
        run.save(update_fields=["telling", "step", "attempt", "step_began_at", "state"])
    log.record(run.room, "run.advanced")


def end(run, state):
    """It is over; the room is locked. What was confirmed stays, the rest goes with the sweep."""
    run.state, run.ended_at, run.paused_at = state, clock.now(), None
    run.save(update_fields=["state", "ended_at", "paused_at"])
    log.record(run.room, "run.ended")


def end_unfinished(runs):
    """Close these runs where they stand, those that still go on; their rooms are locked. Returns how many."""
    live = [run for run in runs if run.is_live]
    for run in live:
        end(run, State.CLOSED_UNFINISHED)
    return len(live)


def raise_alert(run, kind, seat_id=None):
    """The team is called, once for each reason while nobody has answered."""
    if not Alert.objects.filter(run=run, kind=kind, answered_at=None).exists():
        Alert.objects.create(run=run, kind=kind, seat_id=seat_id, raised_at=clock.now())
        tell_team(run)


def tell_team(run):
    """A line in the log of the team's room, so that consoles look again. It comes last: its room is locked here."""
    (room,) = lock(staff_room_of(run.room.workshop))
    log.record(room, "run.flagged", subject_id=run.pk)
