"""Leaks of pairs and their exercises."""


from tests.security import test_pairs_are_silent, test_parties_alone
from tests.security.mutants.leak import Mutant
from workshops.exercises import beginning, progress, results, seeing
from workshops.exercises.course import Course
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
    sees = seeing.sees

    def at_once(exercise, person, it, name, company, given):
        return exercise.step(it.at)["seen_by"] == "teller" or sees(exercise, person, it, name, company, given)

    patch.setattr(seeing, "sees", at_once)


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

    patch.setattr(beginning, "make_room", with_the_team)


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


def party_words_at_once(patch):
    """What a party keeps to itself is shown to everybody at the table."""
    is_among = seeing._is_among
    patch.setattr(seeing, "_is_among", lambda audience, *rest: audience == "side" or is_among(audience, *rest))


def every_facilitator_accepted(patch):
    """Each of the team counts as the facilitator whom a party has accepted."""
    patch.setattr(Course, "_accepted", lambda course, party_id, team: team)


def console_follows_a_party(patch):
    """The console says how far a party is with what it does by itself."""
    part_of = Exercise.__dict__["part_of"].func

    def all_together(exercise):
        return {name: {**part, "for": "everybody"} for name, part in part_of(exercise).items()}

    patch.setattr(progress, "Exercise", type("Exercise", (Exercise,), {"part_of": property(all_together)}))


OUTSIDE_A_PAIR = test_pairs_are_silent.test_nobody_outside_a_pair_notices_anything_and_the_console_counts
INSIDE_A_PAIR = test_pairs_are_silent.test_each_sees_of_a_pair_what_is_theirs_and_nothing_else


MUTANTS = [
    Mutant("a party's words at once", party_words_at_once, test_parties_alone.test_nobody_outside_may_see_any_field_of_it),
    Mutant("every facilitator accepted", every_facilitator_accepted, test_parties_alone.test_what_a_party_does_by_itself_is_its_own),
    Mutant("the console follows a party", console_follows_a_party, test_parties_alone.test_nothing_that_others_see_changes_with_it),
    Mutant("said back, shown before its rating", mirror_before_its_rating, INSIDE_A_PAIR),
    Mutant("a step's draft shown to the partner", step_draft_of_another, test_pairs_are_silent.test_two_who_write_at_the_same_step_see_each_their_own),
    Mutant("the team hears every pair", team_hears_every_pair, OUTSIDE_A_PAIR, is_slow=True),
    Mutant("pair event into plenary", pair_event_into_plenary, OUTSIDE_A_PAIR, is_slow=True),
    Mutant(
        "quoted without consent", quoted_without_consent, test_pairs_are_silent.test_a_sentence_that_was_refused_stays_where_it_was
    ),
]
