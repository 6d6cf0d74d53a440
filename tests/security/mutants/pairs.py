"""Leaks of pairs and their exercises."""


from tests.security import test_pairs_are_silent
from tests.security.mutants.leak import Mutant
from workshops.exercises import pairs, results
from workshops.exercises.engine import Exercise
from workshops.exercises.models import OnesOwn, StepDraft
from workshops.live import log
from workshops.rooms import seating
from workshops.rooms.models import Room
from workshops.rooms.seating import lock
from workshops.vault.context import Context
from workshops.vault.fields import SealedModel


def mirror_before_its_rating(patch):
    """What was said back is shown to the whole pair at once, the facilitator among them."""
    sees = Exercise.sees

    def at_once(exercise, person, given, field, tellings, all_given):
        return exercise.step(given.at)["seen_by"] == "teller" or sees(exercise, person, given, field, tellings, all_given)

    patch.setattr(Exercise, "sees", at_once)


def step_draft_of_another(patch):
    """Whoever sits in the pair is shown the newest draft of its step, whoever wrote it."""

    def visible_to(drafts, viewer):
        patch.setattr(StepDraft, "open", lambda draft, keys, field: _opened(draft))
        return drafts.filter(run__room__listeners__seat_id=viewer.seat_id).order_by("saved_at")

    def _opened(draft):
        return SealedModel.open(draft, Context(frozenset([draft.compartment("content")])), "content")

    patch.setattr(OnesOwn, "visible_to", visible_to)


def team_hears_every_pair(patch):
    """The team is let into the rooms of pairs when they begin."""
    make_room = seating.make_room

    def with_the_team(workshop, kind, **where):
        room = make_room(workshop, kind, **where)
        seating.let_in(room, *seating.team_of(workshop))
        return room

    patch.setattr(pairs, "make_room", with_the_team)


def quoted_without_consent(patch):
    """Silence counts as a yes to being quoted."""
    patch.setattr(results, "_all_agree", lambda people, author, said: True)


def pair_event_into_plenary(patch):
    """What happens in a pair is written into the log of the plenary."""
    record = log.record

    def astray(room, *args, **kwargs):
        if room.kind == Room.Kind.PAIR:
            (room,) = lock(Room.objects.get(session=room.session_id, kind=Room.Kind.PLENARY))
        return record(room, *args, **kwargs)

    patch.setattr(log, "record", astray)


OUTSIDE_A_PAIR = test_pairs_are_silent.test_nobody_outside_a_pair_notices_anything_and_the_console_counts
INSIDE_A_PAIR = test_pairs_are_silent.test_each_sees_of_a_pair_what_is_theirs_and_nothing_else


MUTANTS = [
    Mutant("said back, shown before its rating", mirror_before_its_rating, INSIDE_A_PAIR),
    Mutant("a step's draft shown to the partner", step_draft_of_another, test_pairs_are_silent.test_two_who_write_at_the_same_step_see_each_their_own),
    Mutant("the team hears every pair", team_hears_every_pair, OUTSIDE_A_PAIR, is_slow=True),
    Mutant("pair event into plenary", pair_event_into_plenary, OUTSIDE_A_PAIR, is_slow=True),
    Mutant(
        "quoted without consent", quoted_without_consent, test_pairs_are_silent.test_a_sentence_that_was_refused_stays_where_it_was
    ),
]
