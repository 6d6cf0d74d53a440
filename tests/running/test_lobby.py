"""The lobby shows nothing live: the same page whatever goes on inside, until one is let in."""

import datetime
import re
import uuid

import pytest

from tests import cast as people
from workshops import clock
from workshops.live.log import Event
from workshops.programme.models import Admission, Session
from workshops.rooms.actions import post_message
from workshops.running import actions, door

SAID = "The ford floods each spring."


@pytest.fixture
def gila(cast):
    """Somebody of the first party who has done all steps and waits."""
    seat = people.make_seat(cast.workshop, "Gila", party=cast.first)
    people.arrive(seat)
    return seat


def _page(hers):
    answer = hers.get("/arrival/lobby/")
    assert answer.status_code == 200
    return re.sub(r"[A-Za-z0-9]{64}|[0-9a-f]{8}-[0-9a-f-]{27}|data-cursor=\"[^\"]+\"", "", answer.content.decode())


def test_nothing_of_the_meeting_is_on_the_page(cast, gila, viewer, client_of):
    hers = client_of(gila)
    hers.post("/arrival/admission/")
    scheduled = _page(hers)
    cast.session_in("live")
    post_message(viewer(cast.amina), room=cast.plenary, text=SAID, client_key=uuid.uuid4())
    live = _page(hers)
    actions.pause_session(viewer(cast.amina), session=cast.session)
    assert scheduled == live == _page(hers)
    for hidden in (SAID, "Meeting 1", "Item 1", "What did you hear?", "Bilal", "Chen", "Dara", "Eli", "Esi", "Lowland"):
        assert hidden not in live


def test_one_press_says_that_one_is_here(cast, gila, client_of):
    hers = client_of(gila)
    assert hers.get("/arrival/lobby/").context["state"] == "not_asked"
    assert not Admission.objects.filter(seat=gila).exists()
    for _ in range(2):
        hers.post("/arrival/admission/")
    assert Admission.objects.filter(seat=gila, session=cast.session).count() == 1
    assert hers.get("/arrival/lobby/").context["state"] == "waiting"


def test_who_is_let_in_is_led_on(cast, gila, viewer, client_of):
    hers = client_of(gila)
    hers.post("/arrival/admission/")
    cast.session_in("live")
    admission = Admission.objects.get(seat=gila)
    door.admit(viewer(cast.amina), admission=admission)
    told = Event.objects.filter(room=cast.help_desk(gila)).values_list("kind", flat=True)
    assert list(told) == ["door.opened"]
    answer = hers.get("/arrival/", follow=True)
    assert answer.redirect_chain[-1][0] == f"/rooms/{cast.plenary.pk}/"


def test_who_is_taken_out_is_back_here_with_an_open_line(cast, viewer, client_of):
    cast.session_in("live")
    door.remove_person(viewer(cast.amina), session=cast.session, seat=cast.dara)
    hers = client_of(cast.dara)
    answer = hers.get(f"/sessions/{cast.session.pk}/place/", follow=True)
    assert (answer.redirect_chain[-1][0], answer.context["state"]) == ("/arrival/lobby/", "taken_out")
    line = {"text": "I am ready to come back.", "client_key": str(uuid.uuid4()), "next": "/arrival/lobby/"}
    assert hers.post(f"/rooms/{cast.help_desk(cast.dara).pk}/messages/", line).url == "/arrival/lobby/"
    assert "I am ready to come back." in _page(hers)


def test_the_meeting_one_waits_for(cast, gila, viewer, client_of):
    hers = client_of(gila)
    later = people.make_session(cast.workshop, 1)
    Session.objects.filter(pk=later.pk).update(starts_at=clock.now() + datetime.timedelta(days=7))
    assert hers.get("/arrival/lobby/").context["session_id"] == cast.session.pk
    actions.stop_session(viewer(cast.amina), session=cast.session)
    assert hers.get("/arrival/lobby/").context["session_id"] == later.pk
    actions.open_lobby(viewer(cast.amina), session=later)
    actions.stop_session(viewer(cast.amina), session=later)
    assert hers.get("/arrival/lobby/").context["state"] == "nothing_planned"


def test_times_are_told_by_both_clocks_when_they_differ(cast, gila, client_of):
    Session.objects.update(starts_at=datetime.datetime(2026, 4, 16, 9, 0, tzinfo=datetime.UTC))
    hers = client_of(gila)
    hers.post("/arrival/name/", {"name": "Gila", "language": "en", "zone": "Asia/Kolkata"})
    page = _page(hers)
    assert "14:30" in page and "09:00" in page and "(UTC)" in page
    hers.post("/arrival/name/", {"name": "Gila", "language": "en", "zone": "Africa/Accra"})
    assert "by the clock of the workshop" not in _page(hers)
