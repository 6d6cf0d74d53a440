"""A clock that does not run on while one looks."""

import datetime

import pytest

from workshops import clock


@pytest.fixture
def still_clock(monkeypatch):
    """A page drawn a moment later shows the same minute."""
    moment, step = clock.now(), iter(range(10**9))
    monkeypatch.setattr(clock, "now", lambda: moment + datetime.timedelta(microseconds=next(step)))
