"""The paperwork after Stop: what it asks, what it refuses, and that nothing typed is lost."""

import datetime

import pytest
from django.urls import reverse

from tests import cast as people
from workshops import clock, rules
from workshops.programme.agenda import plan_session
from workshops.programme.models import Session, Workshop

NEXT_YEAR = clock.now().year + 1


@pytest.fixture
def desk(cast, client_of_staff, session_in):
    """Amina before the paperwork of a stopped session."""
    return Desk(cast, client_of_staff(cast.users.amina), session_in("stopped"))


class Desk:
    """The form, filled in and sent."""

    def __init__(self, cast, browser, session):
        self.cast, self.browser, self.session = cast, browser, session
        self.url = reverse("session_close", args=[session.pk])

    def send(self, **fields):
        typed = {"welfare_by": str(self.cast.ben.pk), "hours": "48", "next": "none", "decided_by": "Both parties, by hand."}
        answer = self.browser.post(self.url, typed | fields)
        self.session = Session.objects.get(pk=self.session.pk)
        return answer

    def another(self, **fields):
        typed = {"next": "another", "title": "Again", "date": f"{NEXT_YEAR}-01-15", "time": "10:00", "zone": "UTC", "minutes": "90"}
        return self.send(**typed | fields)

    def errors(self, **fields):
        answer = self.another(**fields)
        assert (answer.status_code, self.session.state) == (422, "stopped")
        return answer.context["form"].errors.get_json_data()


def test_a_session_ends_without_a_further_meeting_and_says_who_decided(desk):
    answer = desk.send()
    assert answer.headers["Location"] == reverse("followup_list", args=[desk.session.workshop_id])
    due = desk.session.stopped_at + datetime.timedelta(hours=48)
    assert (desk.session.state, desk.session.welfare_by, desk.session.welfare_due_at) == ("closed", desk.cast.ben, due)
    keys = rules.keys_for(people.viewer(desk.cast.amina))
    assert (desk.session.open(keys, "no_further_meeting"), desk.session.next_session) == ("Both parties, by hand.", None)


def test_another_date_becomes_a_session_of_the_plan(desk):
    desk.another(zone="Asia/Beirut", time="10:30")
    following = desk.session.next_session
    assert (following.state, following.local_start, following.tzid) == ("scheduled", f"{NEXT_YEAR}-01-15T10:30", "Asia/Beirut")
    assert (following.position, following.minutes, following.starts_at.hour) == (1, 90, 8)
    keys = rules.keys_for(people.viewer(desk.cast.amina))
    assert following.open(keys, "title") == {"en": "Again"}
    assert desk.session.open(keys, "no_further_meeting") == ""


def test_a_meeting_of_the_plan_can_be_the_next_one(desk):
    local = datetime.datetime(NEXT_YEAR, 3, 1, 9)
    workshop = Workshop.objects.get(pk=desk.session.workshop_id)
    amina = people.viewer(desk.cast.amina)
    planned = plan_session(amina, workshop=workshop, title={"en": "Planned"}, local=local, zone="UTC", minutes=60)
    page = desk.browser.get(desk.url).content.decode()
    assert "Planned" in page
    desk.send(next=str(planned.pk))
    assert desk.session.next_session == planned
    assert Session.objects.filter(workshop=workshop).count() == 2


def test_an_hour_that_does_not_exist_is_refused_with_its_neighbours(desk):
    errors = desk.errors(zone="Europe/Berlin", date="2027-03-28", time="02:30")
    assert [(field, [it["message"] for it in said]) for field, said in errors.items()] == [
        ("time", ["On that day the clocks jump over this hour. Choose 01:30 or 03:30."])
    ]


def test_an_hour_that_comes_twice_is_asked_about(desk):
    twice = {"zone": "Europe/Berlin", "date": "2027-10-31", "time": "02:30"}
    assert list(desk.errors(**twice)) == ["fold"]
    desk.another(**twice, fold="1")
    assert (desk.session.next_session.fold, desk.session.next_session.starts_at.hour) == (1, 1)


def test_the_past_is_refused(desk):
    assert list(desk.errors(date="2020-01-15")) == ["date"]


@pytest.mark.parametrize("missing", ["title", "date", "time", "minutes"])
def test_what_another_meeting_needs_is_asked_at_its_field(desk, missing):
    assert list(desk.errors(**{missing: ""})) == [missing]


def test_what_is_not_asked_is_not_looked_at(desk):
    assert desk.send(date="never", time="", minutes="-3").status_code == 302


def test_without_who_decided_there_is_no_end(desk):
    answer = desk.send(decided_by=" ")
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["decided_by"])
    assert desk.session.state == "stopped"


def test_bad_input_keeps_everything_typed(desk):
    page = desk.another(title="Words typed with care", time="").content.decode()
    assert 'value="Words typed with care"' in page
    assert f'value="{NEXT_YEAR}-01-15"' in page
    chosen = [line for line in page.splitlines() if "checked" in line and str(desk.cast.ben.pk) in line]
    assert len(chosen) == 1


@pytest.mark.parametrize("field, value", [("hours", "96"), ("hours", ""), ("welfare_by", ""), ("next", "")])
def test_each_person_is_asked_within_72_hours_by_one_of_the_team(desk, field, value):
    assert list(desk.send(**{field: value}).context["form"].errors) == [field]


def test_somebody_who_is_not_of_the_team_cannot_be_named(desk):
    answer = desk.send(welfare_by=str(desk.cast.bilal.pk))
    assert list(answer.context["form"].errors) == ["welfare_by"]


def test_late_paperwork_leaves_one_more_day(desk):
    Session.objects.filter(pk=desk.session.pk).update(stopped_at=clock.now() - datetime.timedelta(hours=90))
    form = desk.browser.get(desk.url).context["form"]
    assert [hours for hours, _ in form.fields["hours"].choices] == [24]
    assert desk.send(hours="24").status_code == 302
    assert desk.session.state == "closed"


@pytest.mark.parametrize("state", ["scheduled", "lobby", "live", "paused", "closed"])
def test_only_a_stopped_session_has_paperwork(cast, client_of_staff, session_in, state):
    desk = Desk(cast, client_of_staff(cast.users.amina), session_in(state))
    console = reverse("session_console", args=[desk.session.pk])
    assert desk.browser.get(desk.url).headers["Location"] == console
    assert desk.send().headers["Location"] == console
    assert desk.session.state == state


def test_paperwork_is_done_once(desk):
    desk.send()
    closed_at = desk.session.closed_at
    desk.another()
    assert (desk.session.closed_at, desk.session.next_session) == (closed_at, None)
