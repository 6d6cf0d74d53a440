"""Leaks of what protects people: observers whom not everyone has let in, a log that counts too exactly."""

from tests.running import test_incidents, test_observers
from tests.security.mutants.leak import Mutant
from workshops import rules
from workshops.running import incidents


def observers_by_majority(patch):
    """One party's yes is enough for an observer."""
    patch.setattr(rules, "may_look_on", lambda observer: True)


def bands_from_one(patch):
    """An administrator can tell one incident from none."""
    patch.setattr(incidents, "FEWEST", 1)


MUTANTS = [
    Mutant("an observer one party refuses", observers_by_majority, test_observers.test_a_later_no_takes_the_observer_out_at_once),
    Mutant("incidents told apart below five", bands_from_one, test_incidents.test_an_administrator_sees_bands_and_nothing_else),
]
