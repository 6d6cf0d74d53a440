"""Leaks of the console: what it counts, what it offers to take back, and whom it silences."""

from tests.running import test_pauses, test_undo, test_voice
from tests.security.mutants.leak import Mutant
from workshops import rules
from workshops.live import log
from workshops.programme.models import Undo
from workshops.rooms.models import Room
from workshops.running import checkin, voice, writing

EVERYWHERE = tuple(Room.Kind.values)


def voice_of_a_caucus(patch):
    """The balance of voice counts what the parties say among themselves."""
    patch.setattr(voice, "SHARED", EVERYWHERE)


def writing_in_a_caucus(patch):
    """Who still writes is counted in a caucus as well."""
    patch.setattr(writing, "SHARED", EVERYWHERE)


def muted_speaks(patch):
    """Whoever is muted may write: only the page says no."""
    patch.setattr(rules, "_why_person_is_silent", lambda standing, room: None)


def undo_across_doors(patch):
    """What was done in a caucus is offered to the whole team."""
    patch.setattr(test_undo, "offered_to", lambda viewer, session: Undo.objects.filter(session=session).first())


def silence_told_at_the_table(patch):
    """That somebody is muted, or ready again, stands in the log of the table."""
    tell = checkin.tell_alone

    def aloud(workshop, seat_id, kind):
        tell(workshop, seat_id, kind)
        log.record(Room.objects.get(workshop=workshop, kind=Room.Kind.PLENARY), kind, subject_id=seat_id)

    patch.setattr(checkin, "tell_alone", aloud)
    patch.setattr(test_pauses.muting, "tell_alone", aloud)


MUTED = test_pauses.test_whoever_is_muted_reads_and_keeps_drafts_and_writes_at_no_shared_table
MUTANTS = [
    Mutant("voice counts a caucus", voice_of_a_caucus, test_voice.test_it_listens_at_the_shared_table_to_members_of_parties_and_nowhere_else),
    Mutant("still writing in a caucus", writing_in_a_caucus, test_pauses.test_in_a_caucus_nothing_is_counted),
    Mutant("a muted person posts", muted_speaks, MUTED),
    Mutant("silence told at the table", silence_told_at_the_table, MUTED),
    Mutant("undo across doors", undo_across_doors, test_undo.test_what_was_done_in_a_closed_caucus_is_offered_to_nobody_outside_it),
]
