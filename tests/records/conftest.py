"""A session that is over, whose people allowed a record, and the parties' answers to it."""

import datetime

import pytest

from tests.cast import viewer
from tests.security.stage import allow_record
from workshops import clock
from workshops.programme.models import Session
from workshops.records import actions
from workshops.records.models import Record


@pytest.fixture
def record(cast):
    """The record of the closed session, the time to think behind it; everyone but Chen allowed one."""
    allow_record(cast, "bilal", "dara", "eli", "esi")
    cast.session_in("closed")
    thought_over(cast)
    return Record.objects.get(session=cast.session)


def thought_over(cast):
    """The meeting lies more than the time to think ago."""
    Session.objects.filter(pk=cast.session.pk).update(stopped_at=clock.now() - datetime.timedelta(hours=73))
    cast.session.refresh_from_db()


@pytest.fixture
def answer(record):
    """`answer(cast.dara, "yes")`: to the record as it stands now."""

    def answers(seat, word="yes", **more):
        record.refresh_from_db()
        return actions.answer_record(viewer(seat), record=record, version=record.version, answer=word, **more)

    return answers


@pytest.fixture
def released(cast, record, answer):
    """The record, after every member of both parties has said yes."""
    for seat in (cast.bilal, cast.chen, cast.dara, cast.eli):
        answer(seat)
    record.refresh_from_db()
    return record
