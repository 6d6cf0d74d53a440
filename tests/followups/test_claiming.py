"""Two sweeps at the same time: each row is sent by one of them. On SQLite here, on PostgreSQL where there is one."""

import threading
from collections import Counter

import pytest
from django.core import mail
from django.db import connections

from tests.followups.conftest import allow
from workshops.followups import dispatch
from workshops.followups.models import Dispatch

PEOPLE = 3


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
@pytest.mark.parametrize("sweeps", [2, 4])
def test_sweeps_at_the_same_time_send_each_mail_once(meeting, reached, sweeps, monkeypatch):
    together, wrong = threading.Barrier(sweeps), []
    for seat in (reached.chen, reached.esi):
        allow(seat)

    def sweep():
        try:
            together.wait()
            dispatch.send_due()
        except Exception as problem:
            wrong.append(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=sweep) for _ in range(sweeps)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert Counter(sent.to[0] for sent in mail.outbox) == Counter(["bilal@example.org", "dara@example.org", "eli@example.org"])
    assert Counter(Dispatch.objects.filter(kind="invite").values_list("state", "attempts")) == {("sent", 1): 3, ("void", 1): 2}


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_a_row_that_another_sweep_has_just_taken_is_not_taken_again(meeting, reached):
    """The compare-and-swap alone: both have seen the row as due."""
    seen = dispatch.due().order_by("due_at", "id")
    first, second = seen.first(), seen.first()
    for row in (first, second):
        row.leased_by, row.lease_until = row.message_id, row.due_at + dispatch.LEASE
    assert (bool(dispatch.take(first)), bool(dispatch.take(second))) == (True, False)
