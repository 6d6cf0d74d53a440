"""Each of the twelve seeded leaks is caught by a test of the house, which is quiet where it stands without the leak."""

import inspect

import pytest

# Fixtures of the tests that are called here.
from tests.rooms.conftest import plenary, say  # noqa: F401
from tests.rooms.test_hold import held  # noqa: F401
from tests.security.mutants import MUTANTS
from tests.security.test_canary import house, marks  # noqa: F401
from tests.security.test_silence import chance  # noqa: F401


def run(test, request):
    """Call a test with its fixtures."""
    test(**{name: request.getfixturevalue(name) for name in inspect.signature(test).parameters})


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_leak_is_caught(mutant, request, monkeypatch, cast):  # the cast was seated before there was a leak
    mutant.plant(monkeypatch)
    with pytest.raises(AssertionError):
        run(mutant.caught_by, request)


def test_there_are_twelve():
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS) == 12
