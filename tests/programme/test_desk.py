"""What lies on the desk: one's own workshops and what they owe; for administrators titles, states and dates of the others."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import make_session, make_workshop, viewer
from workshops import clock
from workshops.programme import passes
from workshops.programme.desk import desk_of
from workshops.programme.models import Knock, Session, Workshop
from workshops.running import door


def lines(entries):
    """(title, state) of each."""
    return [(entry.title["en"], entry.state) for entry in entries]


def owed(cast, name="amina"):
    """(kind, count) of what waits for this person."""
    return [
        (line.kind, line.count) for entry in desk_of(getattr(cast.users, name)).mine for line in entry.owed
    ]


@pytest.mark.parametrize("name", ["amina", "ben"])
def test_a_facilitator_finds_the_workshops_they_facilitate(cast, name):
    desk = desk_of(getattr(cast.users, name))
    assert (lines(desk.mine), lines(desk.others)) == ([("Water", "planned")], [])
    assert desk.convenes == [cast.organisation]


def test_an_administrator_finds_all_of_the_organisation_and_leads_into_none(cast):
    desk = desk_of(cast.users.ines)
    assert (lines(desk.mine), lines(desk.others)) == ([], [("Water", "planned"), ("Forest", "preparing")])
    assert desk.convenes == []


@pytest.mark.parametrize("name", ["noor", "zoe"])
def test_nobody_else_finds_any(cast, name):
    desk = desk_of(getattr(cast.users, name))
    assert (desk.mine, desk.others) == ([], [])


def test_administrators_are_not_told_what_is_owed(cast, session_in):
    session_in("stopped")
    door_knock(cast)
    assert [entry.owed for entry in desk_of(cast.users.ines).others] == [[], []]


@pytest.mark.parametrize(
    ("state", "word"),
    [
        ("scheduled", "planned"),
        ("lobby", "lobby"),
        ("live", "running"),
        ("paused", "running"),
        ("stopped", "stopped"),
        ("closed", "past"),
    ],
)
def test_the_state_of_a_workshop_is_that_of_what_is_most_present(cast, session_in, state, word):
    session_in(state)
    entry = desk_of(cast.users.amina).mine[0]
    assert (entry.state, entry.session) == (word, cast.session)


def test_a_running_session_speaks_before_one_to_come(cast, session_in):
    make_session(cast.workshop, 1)
    session_in("live")
    assert desk_of(cast.users.amina).mine[0].session == cast.session


def test_a_suspended_workshop_says_so(cast):
    Workshop.objects.filter(pk=cast.workshop.pk).update(suspended_at=clock.now())
    assert desk_of(cast.users.amina).mine[0].state == "suspended"


@pytest.mark.parametrize(("hours", "kind"), [(0, "close"), (71, "close"), (73, "overdue")])
def test_a_stopped_session_is_owed_its_paperwork_within_three_days(cast, session_in, hours, kind):
    session_in("stopped")
    Session.objects.update(stopped_at=clock.now() - datetime.timedelta(hours=hours))
    assert owed(cast) == [(kind, 1)]


def door_knock(cast):
    """Somebody opens Dara's used link in another browser."""
    fresh = passes.issue(cast.dara)
    passes.claim(fresh.entry)
    passes.knock(fresh.entry, Knock.Kind.SECOND_CLAIM)


def test_knocks_and_people_who_wait_lie_on_the_desk_until_they_are_answered(cast):
    door_knock(cast)
    for seat in (cast.bilal, cast.dara):
        door.ask_admission(viewer(seat), session=cast.session)
    assert owed(cast) == [("knock", 1), ("waiting", 2)]
    assert owed(cast, "ben") == [("knock", 1), ("waiting", 2)]
    passes.answer_knock(viewer(cast.amina), knock=Knock.objects.get(), is_welcome=False)
    assert owed(cast) == [("waiting", 2)]


def test_a_workshop_one_has_left_lies_on_no_desk(cast):
    cast.ben.ended_at = clock.now()
    cast.ben.save()
    assert desk_of(cast.users.ben).mine == []


def test_three_workshops_ask_no_more_than_one(cast):
    def count():
        with CaptureQueriesContext(connection) as asked:
            desk_of(cast.users.ines)
        return len(asked)

    before = count()
    for number in range(3):
        make_session(make_workshop(cast.organisation, f"More {number}"))
    assert count() == before
