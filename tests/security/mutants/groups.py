"""Leaks of small tables, and of what the team knows of rooms it does not hear."""

from tests.rooms import test_small_groups
from tests.security import test_silence
from tests.security.mutants.leak import Mutant
from workshops.rooms import gathering, grouping
from workshops.rooms.models import Presence
from workshops.rooms.models.groups import OfTheTeam
from workshops.running.overview import Overview


def moved_and_still_hearing(patch):
    """Whoever is given another table goes on hearing the old one."""
    patch.setattr(gathering, "rise", lambda room, seat: gathering.log.record(room, "seat.removed", subject_id=seat.pk))


def caucus_counted(patch):
    """The overview says of a caucus how many are in it."""
    caucus = Overview._caucus

    def with_people(overview, room):
        return f"{caucus(overview, room)} ({Presence.objects.filter(room=room).count()})"

    patch.setattr(Overview, "_caucus", with_people)


def apart_for_everybody(patch):
    """Who is to be kept from whom is read by whoever is of the workshop."""
    patch.setattr(OfTheTeam, "visible_to", lambda rows, viewer: rows.filter(workshop_id=viewer.workshop_id))


def guard_asleep(patch):
    """Somebody is seated at a table of another party without a second question."""
    patch.setattr(grouping, "_is_meant", lambda *_about: True)


MUTANTS = [
    Mutant(
        "moved and still hearing",
        moved_and_still_hearing,
        test_small_groups.test_who_is_moved_hears_the_old_table_no_longer_and_may_not_speak_there,
    ),
    Mutant(
        "caucus counted on the overview",
        caucus_counted,
        test_silence.test_the_overview_of_rooms_does_not_change_with_what_happens_in_a_caucus,
    ),
    Mutant(
        "who is kept apart read by all",
        apart_for_everybody,
        test_small_groups.test_two_who_are_to_be_apart_are_known_to_the_team_only,
    ),
    Mutant("no second question", guard_asleep, test_small_groups.test_a_table_of_one_party_is_guarded_by_a_second_question),
]
