"""Closing makes the plan of follow-ups: what stands in it, when, and what a facilitator makes of it."""

import datetime

import pytest

from tests.cast import make_session, viewer
from workshops import catalogue, clock
from workshops.followups import actions, cadence, results
from workshops.followups.models import Asking, FollowUp
from workshops.programme.models import Session
from workshops.rules import NotAllowed
from workshops.running import closing

AT_FOUR = datetime.datetime(2031, 3, 4, 16)


@pytest.fixture
def stopped(session_in):
    """The session, stopped."""
    return session_in("stopped")


def close(cast, session, **more):
    """Amina closes it; unless said otherwise the next meeting is newly planned."""
    if not {"next_session", "no_further_meeting"} & set(more):
        more = {"plan": {"title": {"en": "Again"}, "local": AT_FOUR, "zone": "UTC", "minutes": 90}} | more
    return closing.close(viewer(cast.amina), session=session, welfare_by=cast.ben.pk, hours=72, **more)


def lines(cast):
    """(kind, state) of the plan, by date."""
    return list(FollowUp.objects.filter(workshop=cast.workshop).values_list("kind", "state"))


def test_the_days_of_the_cadence():
    ended_on = datetime.date(2026, 4, 16)
    assert [cadence.due_on(line, ended_on).isoformat() for line in cadence.CADENCE] == [
        "2026-04-30", "2026-05-28", "2026-07-16", "2026-10-16", "2027-04-16"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-11-30", 3, "2027-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-12-31", 12, "2027-12-31"),
    ],
)
def test_a_month_without_that_day_gives_its_last(day, months, later):
    assert cadence.add_months(datetime.date.fromisoformat(day), months).isoformat() == later


def test_closing_the_last_day_proposes_the_whole_cadence(cast, stopped):
    closed = close(cast, stopped)
    assert lines(cast) == [
        ("welfare_check", "planned"),
        ("commitment_review", "proposed"),
        ("three_month_review", "proposed"),
        ("six_month_review", "proposed"),
        ("twelve_month_review", "proposed"),
        ("re_entry", "planned"),  # it has the date that was chosen at closing
    ]
    re_entry = FollowUp.objects.get(kind="re_entry")
    assert (re_entry.session, re_entry.due_on) == (closed.next_session, AT_FOUR.date())
    measured = FollowUp.objects.filter(is_measured=True).values_list("kind", flat=True)
    assert list(measured) == ["three_month_review", "six_month_review", "twelve_month_review"]


def test_between_two_planned_days_only_the_people_are_asked(cast, stopped):
    Session.objects.filter(pk=stopped.pk).update(starts_at=clock.now() - datetime.timedelta(hours=2))
    tomorrow = make_session(cast.workshop, 1)
    Session.objects.filter(pk=tomorrow.pk).update(starts_at=clock.now() + datetime.timedelta(days=1))
    close(cast, stopped, next_session=Session.objects.get(pk=tomorrow.pk))
    assert lines(cast) == [("welfare_check", "planned")]


def test_the_end_of_a_series_drops_what_was_only_proposed(cast, stopped):
    cadence.propose(stopped)
    close(cast, stopped, no_further_meeting="Both parties.")
    assert set(lines(cast)) == {("welfare_check", "planned")} | {(kind, "dropped") for kind in cadence.KINDS}


def test_a_follow_up_that_is_closed_is_done_and_the_next_line_takes_the_next_date(cast, stopped):
    close(cast, stopped)
    again = FollowUp.objects.get(kind="re_entry").session
    Session.objects.filter(pk=again.pk).update(state="stopped", stopped_at=clock.now())
    again.admissions.create(seat=cast.dara, asked_at=clock.now(), admitted_at=clock.now())
    close(cast, Session.objects.get(pk=again.pk))
    done = FollowUp.objects.get(kind="re_entry")
    assert (done.state, done.attendance) == ("done", 1)
    assert FollowUp.objects.get(kind="commitment_review").state == "planned"
    assert FollowUp.objects.filter(kind__in=cadence.KINDS).count() == 5


def test_everyone_who_takes_part_is_to_be_asked_whether_they_came_or_not(cast, stopped):
    close(cast, stopped)
    assert set(Asking.objects.values_list("seat_id", flat=True)) == {seat.pk for seat in cast.guests.values()}


def test_the_check_is_owed_until_the_last_one_was_asked(cast, stopped):
    close(cast, stopped)
    check = FollowUp.objects.get(kind="welfare_check")
    *most, last = check.askings.order_by("pk")
    for asking in most:
        actions.mark_asked(viewer(cast.ben), asking=asking, has_answered=True)
    assert (actions.left_to_ask(check).count(), FollowUp.objects.get(pk=check.pk).state) == (1, "planned")
    actions.mark_asked(viewer(cast.ben), asking=last)
    check.refresh_from_db()
    assert (check.state, check.attendance) == ("done", len(most))
    actions.mark_asked(viewer(cast.amina), asking=last, has_answered=True)
    check.refresh_from_db()
    last.refresh_from_db()
    assert (check.attendance, last.asked_by_id) == (len(most) + 1, cast.ben.pk)


def test_accepting_a_line_plans_a_session_with_the_agenda_of_a_follow_up(cast, stopped):
    close(cast, stopped)
    line = FollowUp.objects.get(kind="three_month_review")
    line = actions.accept_follow_up(viewer(cast.ben), follow_up=line, local=AT_FOUR, zone="Asia/Beirut", minutes=90)
    session = line.session
    assert (session.state, session.local_start, session.tzid) == ("scheduled", "2031-03-04T16:00", "Asia/Beirut")
    items = list(session.items.values_list("minutes", "floor_mode", "began_at"))
    told = [(phase["minutes"], phase["floor_mode"], None) for phase in catalogue.follow_up()["phases"]]
    assert (items, sum(minutes for minutes, *_ in items)) == (told, 90)
    with pytest.raises(NotAllowed):
        actions.accept_follow_up(viewer(cast.ben), follow_up=line, local=AT_FOUR, zone="UTC", minutes=90)


def test_a_line_falls_away_and_its_session_with_it(cast, stopped):
    close(cast, stopped)
    for kind in ("re_entry", "six_month_review"):
        actions.drop_follow_up(viewer(cast.amina), follow_up=FollowUp.objects.get(kind=kind))
        assert FollowUp.objects.get(kind=kind).state == "dropped"
    assert list(Session.objects.filter(workshop=cast.workshop)) == [stopped]


@pytest.mark.parametrize("state", ["lobby", "live", "stopped"])
def test_a_line_whose_session_has_begun_stays(cast, stopped, state):
    close(cast, stopped)
    line = FollowUp.objects.get(kind="re_entry")
    Session.objects.filter(pk=line.session_id).update(state=state)
    with pytest.raises(NotAllowed):
        actions.drop_follow_up(viewer(cast.amina), follow_up=line)


def test_nobody_drops_the_question_how_people_are(cast, stopped):
    close(cast, stopped)
    with pytest.raises(NotAllowed):
        actions.drop_follow_up(viewer(cast.amina), follow_up=FollowUp.objects.get(kind="welfare_check"))


def test_no_room_opens_by_itself(cast, stopped, monkeypatch):
    from workshops.running.sweep import sweep

    close(cast, stopped)
    now = AT_FOUR.replace(tzinfo=datetime.UTC) + datetime.timedelta(minutes=1)
    monkeypatch.setattr(clock, "now", lambda: now)
    sweep()
    assert FollowUp.objects.get(kind="re_entry").session.state == "scheduled"


def test_what_the_record_carries(cast, stopped):
    close(cast, stopped)
    found = results.follow_ups_of(cast.workshop)
    assert [(it["kind"], it["state"], it["mode"]) for it in found][:2] == [
        ("welfare_check", "planned", "asynchronous"),
        ("commitment_review", "proposed", "session"),
    ]
    assert found[-1] == {
        "kind": "re_entry",
        "mode": "session",
        "state": "planned",
        "due_on": "2031-03-04",
        "starts_at": "2031-03-04T16:00:00+00:00",
        "minutes": 90,
        "with_measure": False,
        "attendance": None,
    }
