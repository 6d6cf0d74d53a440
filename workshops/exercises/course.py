"""A run and its rows, as the engine sees them; and how it goes on or ends. Who may is for the acts to say."""

import datetime
from functools import cached_property

from workshops import clock, rules
from workshops.exercises import seeing
from workshops.exercises.company import Company, Roles
from workshops.exercises.engine import Exercise, Given, Position
from workshops.exercises.models import Alert, Place, Run
from workshops.live import log
from workshops.programme.models import Admission, Seat
from workshops.rooms.models import Listener
from workshops.rooms.seating import lock, staff_room_of

State = Run.State
ENDS = {"done": State.COMPLETED, "stopped": State.STOPPED_SAFETY, "ended": State.NOT_TAKEN}
TIDIED_AFTER = datetime.timedelta(hours=72)  # superseded attempts, once a run is complete
DROPPED_AFTER = datetime.timedelta(days=7)  # what was not confirmed, once a run ended before that; and drafts


class Course:
    """One run: its declaration, who goes through it, where it stands, and what was given so far."""

    def __init__(self, run, keys=None):
        self.run, self.keys = run, keys or rules.keys_of_room(run.room)
        self.exercise = Exercise(run.declared(self.keys))

    # --- who

    @cached_property
    def members(self):
        """[RunSeat], side by side."""
        return list(self.run.members.select_related("seat"))

    @cached_property
    def people(self):
        """The ids of those who go through it."""
        return [it.seat_id for it in self.members]

    @cached_property
    def parties(self):
        """The id of the party of each side."""
        return [next(it.seat.party_id for it in self.members if it.side == side) for side in self._sides]

    @cached_property
    def _sides(self):
        return sorted({it.side for it in self.members})

    @cached_property
    def company(self):
        """Who goes through it, as the engine knows them."""
        sides = tuple(tuple(it.seat_id for it in self.members if it.side == side) for side in self._sides)
        hearing = dict(Listener.objects.filter(room_id=self.run.room_id, until=None).values_list("seat_id", "seat__role"))
        team = frozenset(seat_id for seat_id, role in hearing.items() if role == Seat.Role.FACILITATOR)
        is_at_table = self.run.company == Run.Company.PARTIES
        return Company(
            sides=sides,
            tellings=tuple(self._roles(it, sides) for it in self.run.tellings.all()),
            left=frozenset(self.people) - set(hearing) | self._aside(sides),
            team=team if is_at_table else frozenset(),
            caucus=tuple(self._accepted(party, team) for party in self.parties) if is_at_table else (),
        )

    def _aside(self, sides):
        """Those who have stepped aside for a while: in a larger company nobody waits for them, while somebody of their
        side is still there."""
        if self.run.company == Run.Company.PAIRS:
            return frozenset()
        apart = Admission.objects.filter(session_id=self.run.room.session_id, ended_at=None).exclude(apart_at=None)
        ids = frozenset(apart.values_list("seat_id", flat=True))
        return frozenset(person for side in sides if set(side) - ids for person in side) & ids

    @staticmethod
    def _roles(telling, sides):
        tellers = (telling.teller_id,) if telling.teller_id else sides[telling.teller_side]
        listeners = (telling.listener_id,) if telling.listener_id else sides[telling.listener_side]
        return Roles(tellers, tuple(person for person in listeners if person not in tellers))

    def _accepted(self, party_id, team):
        return frozenset(seat_id for seat_id in team if rules.holds_caucus(seat_id, party_id))

    # --- where it stands, what was given

    @cached_property
    def places(self):
        """[Position] at which it stands: one, or one for each side that works for itself."""
        return [Position(it.telling, it.step, it.attempt) for it in self.run.places.all()]

    def place_of(self, person):
        """The position at which somebody is: where they are asked, else where their side is, else the first."""
        own = [it for it in self.places if person in self.waits_for(it)]
        side = self.company.side_with(person)
        near = [it for it in self.places if self.exercise.part_of[it.step]["for"] == "each_side" and it.telling == side]
        return next(iter([*own, *near, *self.places]), None)

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

    def waits_for(self, position):
        """The ids of those who are asked here and have given nothing."""
        return self.exercise.waits_for(position, self.company, self.given)

    def acts_now(self, person, position):
        """Whether it is this person's to give something at a position where the run stands."""
        return self.run.is_live and position in self.places and person in self.waits_for(position)

    def sees_to(self, facilitator, position):
        """Whether a facilitator looks after a position: where a side works by itself, the one it has accepted, if any."""
        if self.exercise.part_of[position.step]["for"] != "each_side" or not self.company.caucus:
            return True
        accepted = self.company.caucus[position.telling]
        return facilitator in accepted or not accepted

    def lines_for(self, person, position):
        """{field: [Line]} of those fields of a step that ask about lines of others."""
        return self.exercise.lines_of(position, person, self.company, self.given)

    def sees(self, person, it, field):
        """Whether somebody in its room sees one field of what was given."""
        return seeing.sees(self.exercise, person, it, field, self.company, self.given)


def go_on(course):
    """Bring the run where the engine says; the room is locked. Tells those in it."""
    run, stand = course.run, course.exercise.stand(course.company, course.given)
    if not stand.places:
        end(run, ENDS[stand.end])
        return
    before = {(it.telling, it.step, it.attempt): it for it in run.places.all()}
    now = {(it.telling, it.step, it.attempt) for it in stand.places}
    run.places.exclude(pk__in=[before[key].pk for key in now & set(before)]).delete()
    for telling, step, attempt in sorted(now - set(before)):
        Place.objects.create(run=run, telling=telling, step=step, attempt=attempt, began_at=clock.now())
    state = State.DEBRIEF if all(map(course.exercise.is_last_part, stand.places)) else State.RUNNING
    if state != run.state:
        run.state = state
        run.save(update_fields=["state"])
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


def go_on_without_those_who_left(runs):
    """Somebody does not hear the rooms of these runs any more; they are locked. A larger company goes on while of each
    side somebody is there; else the run is closed where it stands."""
    for run in (run for run in runs if run.is_live):
        course = Course(run)
        if run.company == Run.Company.PAIRS or not course.company.is_whole:
            end(run, State.CLOSED_UNFINISHED)
        else:
            go_on(course)


def go_on_without_aside(seat, rooms):
    """Somebody has stepped aside; these rooms are locked. Nothing is expected of them in a larger company."""
    runs = Run.objects.filter(room__in=rooms, members__seat=seat, ended_at=None).exclude(company=Run.Company.PAIRS)
    for run in runs.select_related("room"):
        go_on(Course(run))


def raise_alert(run, kind, seat_id=None):
    """The team is called, once for each reason while nobody has answered."""
    if not Alert.objects.filter(run=run, kind=kind, seat_id=seat_id, answered_at=None).exists():
        Alert.objects.create(run=run, kind=kind, seat_id=seat_id, raised_at=clock.now())
        tell_team(run)


def tell_team(run):
    """A line in the log of the team's room, so that consoles look again. It comes last: its room is locked here."""
    (room,) = lock(staff_room_of(run.room.workshop))
    log.record(room, "run.flagged", subject_id=run.pk)
