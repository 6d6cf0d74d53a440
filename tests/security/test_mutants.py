"""Each of the seeded leaks is caught by a test of the house, which is quiet where it stands without the leak."""

import inspect

import pytest
from django.db import transaction

# Fixtures of the tests that are called here.
from tests.board.conftest import judged, polled, write  # noqa: F401
from tests.board.test_endorsing import asked  # noqa: F401
from tests.cast import Cast
from tests.followups.conftest import meeting, reached, time  # noqa: F401
from tests.followups.test_nudges import holder, slow  # noqa: F401
from tests.kept import laid_out
from tests.records.conftest import answer, record, released  # noqa: F401
from tests.records.test_pages import noor  # noqa: F401
from tests.rooms.conftest import plenary, rhea, say  # noqa: F401
from tests.rooms.test_coming_back import away, left, told  # noqa: F401
from tests.rooms.test_hold import held  # noqa: F401
from tests.rooms.test_modes import table, written  # noqa: F401
from tests.rooms.test_small_groups import two_tables  # noqa: F401
from tests.running.test_flags import ask  # noqa: F401
from tests.running.test_incidents import enter  # noqa: F401
from tests.security.mutants import MUTANTS
from tests.security.test_canary import house, marks  # noqa: F401
from tests.security.test_pairs_are_silent import pair_house, pair_marks  # noqa: F401
from tests.security.test_parties_alone import parted  # noqa: F401
from tests.security.test_silence import chance  # noqa: F401
from workshops.vault.keys import forget_opened_keys


@pytest.fixture
def kept_cast(db):
    """The cast is known before there is a leak, and nobody is in the house yet."""
    with transaction.atomic("default"), transaction.atomic("keys"):
        laid_out(Cast)
        for alias in ("default", "keys"):
            transaction.set_rollback(True, using=alias)
    forget_opened_keys()  # their numbers will be given again


def run(test, request):
    """Call a test with its fixtures."""
    test(**{name: request.getfixturevalue(name) for name in inspect.signature(test).parameters})


def by_name(mutant):
    """The mutant as a parameter: what takes a quarter of a minute runs with the slow ones."""
    return pytest.param(mutant, id=mutant.name, marks=[pytest.mark.slow] * mutant.is_slow)


@pytest.mark.parametrize("mutant", [by_name(mutant) for mutant in MUTANTS])
def test_a_leak_is_caught(mutant, request, monkeypatch, kept_cast):
    mutant.plant(monkeypatch)
    with pytest.raises((AssertionError, pytest.fail.Exception)):  # the latter: an act that should have been refused
        run(mutant.caught_by, request)


def test_each_has_a_name_of_its_own():
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS) >= 12
