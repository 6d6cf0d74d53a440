"""A board in use: cards by the acts of people, as tests need them."""

from functools import partial

import pytest

from tests.board import table


@pytest.fixture
def write(cast):
    """`write("dara", "option", "Gauges")`: a card of somebody's, for all unless a party is named."""
    return partial(table.write, cast)


@pytest.fixture
def judged(cast):
    """`judged()`: an option that both parties have tried against reality."""
    return partial(table.judged, cast)


@pytest.fixture
def polled(cast):
    """`polled({"bilal": 1, ...})`: such an option, an open poll on it, and these ballots in it."""
    return partial(table.polled, cast)
