"""Leaks of asking for help."""

from tests.running import test_flags
from tests.security.mutants.leak import Mutant
from workshops.rooms.models.flags import FlagQuerySet
from workshops.running import flags


def flag_seen_by_all(patch):
    """Everyone of the workshop sees who asks for help."""
    patch.setattr(FlagQuerySet, "visible_to", lambda rows, viewer: rows.filter(seat__workshop=viewer.workshop_id))


def pause_with_a_name(patch):
    """The pause that somebody asked for carries their name into the plenary."""
    pause = flags.pause
    patch.setattr(flags, "pause", lambda session, rooms, seat_id=None: pause(session, rooms, flags.Flag.objects.latest("raised_at").seat_id))


def flag_told_in_the_room(patch):
    """The room one sits in hears that somebody asks for help."""
    record = flags.log.record

    def astray(room, kind, **about):
        if kind == "flag.reported":
            for each in room.workshop.rooms.filter(kind="caucus"):
                record(each, "hold.ended")
        return record(room, kind, **about)

    patch.setattr(flags.log, "record", astray)


MUTANTS = [
    Mutant("flag seen by all", flag_seen_by_all, test_flags.test_only_the_team_hears_of_the_first_level),
    Mutant("pause with a name", pause_with_a_name, test_flags.test_level_two_pauses_everybody_and_names_nobody),
    Mutant("flag told in the caucus", flag_told_in_the_room, test_flags.test_from_a_caucus_nobody_learns_from_where),
]
