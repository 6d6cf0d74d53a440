"""The third hand on the clock: a request is answered, and after it the schedule is looked at, at most once in a while."""

import asyncio
import threading

import pytest
from django.core import mail

from facilitator.tick import LazyTick


def visit(application, times=1):
    """So many requests, one after the other; returns the threads that came of them, when all of them have ended."""
    before = set(threading.enumerate())

    async def all_of_them():
        for _ in range(times):
            await application({}, None, None)

    asyncio.run(all_of_them())
    born = [thread for thread in threading.enumerate() if thread not in before]
    for thread in born:
        thread.join(10)
    return born


async def answer(scope, receive, send):
    """A page."""


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_a_visit_sends_what_is_due_where_nobody_else_looks(meeting, reached, settings):
    settings.SWEEP_SECONDS = 0
    visit(LazyTick(answer))
    assert sorted(sent.to[0] for sent in mail.outbox) == ["bilal@example.org", "dara@example.org", "eli@example.org"]


def test_not_before_its_time_and_not_at_every_visit(settings):
    settings.SWEEP_SECONDS = 3600
    assert visit(LazyTick(answer), times=5) == []


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_a_sweep_that_breaks_harms_no_visitor(settings, caplog, monkeypatch):
    settings.SWEEP_SECONDS = 0
    monkeypatch.setattr("workshops.running.sweep.forget_presences", lambda: 1 / 0)
    visit(LazyTick(answer))
    assert [record.message for record in caplog.records] == ["the sweep broke"]

