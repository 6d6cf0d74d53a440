"""The pages of meeting again: the plan, the list of a welfare check, one's own appointments, the desk."""

import datetime

import pytest

from tests.cast import viewer
from tests.followups.conftest import plan
from workshops.followups import actions, cadence
from workshops.followups.dispatch import send_due
from workshops.followups.models import Dispatch, FollowUp
from workshops.programme.models import Seat, Session


@pytest.fixture
def proposed(reached, time):
    """The cadence is proposed, and everyone is to be asked how they are within two days."""
    Session.objects.filter(pk=reached.session.pk).update(
        stopped_at=time(), welfare_due_at=time() + datetime.timedelta(days=2), state="closed"
    )
    session = Session.objects.select_related("workshop").get(pk=reached.session.pk)
    cadence.plan_welfare_check(session)
    cadence.propose(session)
    return reached


@pytest.fixture
def amina(proposed, client_of_staff):
    """Amina's browser."""
    return client_of_staff(proposed.users.amina)


def line(kind="re_entry"):
    """One line of the plan."""
    return FollowUp.objects.get(kind=kind)


def page_of(cast):
    """Where the plan stands."""
    return f"/workshops/{cast.workshop.pk}/followups/"


def test_a_line_is_accepted_at_an_hour(proposed, amina):
    url = f"/followups/{line().pk}/"
    form = amina.get(url).context["form"]
    assert (form.initial["date"], form.initial["minutes"]) == (line().due_on, 90)
    answer = amina.post(url, {"date": "2031-03-04", "time": "17:00", "zone": "Asia/Beirut", "minutes": "75"})
    assert answer.headers["Location"] == page_of(proposed)
    session = line().session
    assert (session.local_start, session.tzid, session.minutes) == ("2031-03-04T17:00", "Asia/Beirut", 75)
    assert Dispatch.objects.filter(subject_id=session.pk, kind="invite").count() == len(proposed.guests)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"date": ""}, "date"),
        ({"date": "2020-01-01"}, "date"),
        ({"zone": "Nowhere/Here"}, "zone"),
        ({"minutes": "9999"}, "minutes"),
        ({"date": "2031-03-30", "time": "02:30", "zone": "Europe/Berlin"}, "time"),
    ],
)
def test_an_hour_that_cannot_be_is_said_at_its_field(proposed, amina, typed, field):
    answer = amina.post(f"/followups/{line().pk}/", {"date": "2031-03-04", "time": "17:00", "zone": "UTC", "minutes": "75"} | typed)
    assert (answer.status_code, list(answer.context["form"].errors), line().state) == (422, [field], "proposed")


def test_the_list_says_how_far_the_telling_is(proposed, amina, time):
    actions.accept_follow_up(
        viewer(proposed.amina), follow_up=line(), local=datetime.datetime(2031, 3, 4, 16), zone="UTC", minutes=90
    )
    entries = {entry.line.kind: entry for entry in amina.get(page_of(proposed)).context["lines"]}
    assert entries["re_entry"].told == {"waiting": 5}
    send_due()
    entries = {entry.line.kind: entry for entry in amina.get(page_of(proposed)).context["lines"]}
    assert (entries["re_entry"].told, entries["welfare_check"].left) == ({"told": 3, "by_voice": 2}, 5)


def test_a_person_is_marked_as_told_and_leaves_the_list(proposed, amina, time):
    plan(proposed, time() + datetime.timedelta(days=9))
    send_due()
    first, second = amina.get(page_of(proposed)).context["tellings"]
    amina.post(f"/dispatches/{first.dispatch.pk}/telling/")
    assert [it.place.name for it in amina.get(page_of(proposed)).context["tellings"]] == [second.place.name]


def test_a_code_for_somebody_on_the_list_is_made_on_the_spot(proposed, amina, time):
    plan(proposed, time() + datetime.timedelta(days=9))
    send_due()
    page = amina.get(page_of(proposed)).text
    action = f"/workshops/{proposed.workshop.pk}/seats/{proposed.chen.pk}/passes/"
    assert action in page
    assert "pass-code" in amina.post(action, {"days": "30"}).text


def test_people_are_marked_as_asked_and_the_desk_is_clear(proposed, amina):
    check = line("welfare_check")

    def owed():
        (entry,) = amina.get("/desk/").context["desk"].mine
        return [(it.kind, it.count) for it in entry.owed]

    assert owed() == [("welfare", 5)]
    url = f"/followups/{check.pk}/"
    for place, asking in amina.get(url).context["askings"]:
        answer = amina.post(f"{url}askings/", {"asking": asking.pk, "what": "asked"})
        assert answer.headers["Location"] == url, place
    assert (owed(), line("welfare_check").state) == ([], "done")


def test_the_desk_says_how_many_are_to_be_told(proposed, amina, time):
    plan(proposed, time() + datetime.timedelta(days=9))
    send_due()
    (entry,) = amina.get("/desk/").context["desk"].mine
    assert [(it.kind, it.count) for it in entry.owed] == [("welfare", 5), ("telling", 2)]


def test_an_overdue_check_is_said_to_be(proposed, amina, time):
    assert "was due on" not in amina.get("/desk/").text
    time.go(days=3)
    assert "was due on" in amina.get("/desk/").text


def test_ones_own_appointments_by_ones_own_clock(meeting, reached, client_of):
    Seat.objects.filter(pk=reached.dara.pk).update(zone="Asia/Kathmandu")
    hers = client_of(reached.dara)
    assert f"/workshops/{reached.workshop.pk}/appointments/" in hers.get("/arrival/lobby/").text
    page = hers.get(f"/workshops/{reached.workshop.pk}/appointments/").text
    assert "21:45" in page
    assert "Wells" not in page
    answer = hers.get(f"/sessions/{meeting.pk}/calendar/")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="appointment.ics"'
    assert b"METHOD:PUBLISH" in answer.content
    assert b"DTSTART;TZID=Asia/Kathmandu:" in answer.content


def test_a_meeting_that_is_over_is_no_appointment(meeting, reached, client_of, time):
    time.go(meeting.starts_at + datetime.timedelta(minutes=89))
    hers, url = client_of(reached.dara), f"/workshops/{reached.workshop.pk}/appointments/"
    assert len(hers.get(url).context["meetings"]) == 1
    time.go(minutes=2)
    assert hers.get(url).context["meetings"] == []
