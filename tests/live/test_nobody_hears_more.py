"""Whatever people do in whatever order, and however their lines fail: nobody is ever given what they might not see at
that moment, and each page that is connected shows its room in order, without a gap. Played by Hypothesis against `model`."""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests import tables
from tests.live.evening import SITTING, Evening
from tests.security.mutants import rooms as leaks
from workshops.programme.models import Placement
from workshops.rooms.models import FloorMode

AN_EVENING = {"max_examples": 40, "stateful_step_count": 40}
A_NIGHT = {"max_examples": 2000, "stateful_step_count": 60}


def play(cast, **how):
    """Evenings of this cast, until one goes wrong."""
    cast.session_in("live")
    tables.start(cast, *[[cast.people[person] for person in people] for people in SITTING.values()])
    cast.start(Placement.PLENARY, FloorMode.OPEN_SLOW)
    evening = type("EveningOfCast", (Evening,), {"cast": cast})
    calm = settings(deadline=None, suppress_health_check=list(HealthCheck), database=None, **AN_EVENING | how)
    run_state_machine_as_test(evening, settings=calm)


def test_nobody_is_given_what_they_might_not_see(cast):
    play(cast, **A_NIGHT if os.environ.get("NIGHT") else {})


LEAKS = [
    leaks.no_membership_query,
    leaks.cursor_not_bound_to_room,
    leaks.cursor_not_bound_to_seat,
    leaks.twin_without_visible_to,
    leaks.held_delivered,
]


@pytest.mark.slow
@pytest.mark.parametrize("plant", LEAKS, ids=lambda plant: plant.__name__)
def test_it_would_be_seen(cast, monkeypatch, plant):
    """The play notices the leaks that it can meet."""
    plant(monkeypatch)
    with pytest.raises((AssertionError, pytest.fail.Exception, BaseExceptionGroup)):
        play(cast, derandomize=True, max_examples=400, phases=[Phase.generate])
