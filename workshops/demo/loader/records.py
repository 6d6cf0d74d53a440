"""The records of the sessions that are past: in Archive released and read, in Today waiting for the seats that humans take."""

import datetime

from accounts.models import User
from workshops.demo.telling import FREE, story
from workshops.programme.models import Assent, AssentAnswer
from workshops.records import audit, building
from workshops.records.models import Opening, Record

THOUGHT_OVER = datetime.timedelta(days=4)
A_DAY = datetime.timedelta(days=1)
REASON = "Report to the donor, second quarter"


def make_records(told):
    """A record for each past session, as closing builds it, with what each member has answered."""
    is_whole = told.telling.until is None
    for it in told.past_sessions:
        session = told.sessions[it["id"]]
        record = building.build(session)
        Record.objects.filter(pk=record.pk).update(built_at=session.closed_at)
        _answer(told, record, session, but=() if is_whole else FREE)
        if is_whole:
            _release(record, session.stopped_at + THOUGHT_OVER)
    if is_whole:
        _read(record)


def _answer(told, record, session, but):
    silent = [told.seats[person].pk for person in but]
    asked = Assent.objects.filter(kind=Assent.Kind.RECORD, subject_id=record.pk)
    yes = AssentAnswer.objects.filter(assent__in=asked).exclude(seat__in=silent)
    yes.update(answer=AssentAnswer.Answer.YES, answered_at=session.stopped_at + A_DAY)
    asked.update(asked_at=session.closed_at, held_at=None if but else session.stopped_at + A_DAY)


def _release(record, at):
    Record.objects.filter(pk=record.pk).update(released_at=at)
    audit.write(record, audit.Action.RELEASED, at=at)


def _read(record):
    """The administrator has opened the last one and taken it along, on the day the story says."""
    staff = story()["organisation"]["staff"]
    name = next(it["name"] for it in staff if it["role"] == "admin")
    user = User.objects.get(name=name)
    at = next(it["at"] for it in story()["audit_sample"] if it["action"] == "export.made")
    at = datetime.datetime.fromisoformat(at)
    entry = audit.write(record, audit.Action.OPENED, user=user, reason=REASON, at=at)
    Opening.objects.create(record=record, user=user, entry=entry, opened_at=at, closed_at=at + A_DAY)
    audit.write(record, audit.Action.EXPORTED, user=user, reason=REASON, at=at)
