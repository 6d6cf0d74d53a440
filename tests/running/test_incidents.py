"""The incident log: no names, no words; the team keeps it, the safeguarding contact reads it, administrators see bands."""

import datetime

import pytest
from django.db import models
from django.urls import reverse

from accounts.models import Membership
from tests.cast import make_user, viewer
from workshops.programme.models import Incident
from workshops.rooms.models import Flag
from workshops.rules import NotAllowed
from workshops.running import flags, incidents

HURT = {"kind": "hurt", "severity": 2, "ago": datetime.timedelta(0), "steps": ["paused"]}


@pytest.fixture
def enter(cast):
    """`enter(severity=3)`: Amina enters an incident."""
    return lambda **facts: incidents.enter_incident(viewer(cast.amina), workshop=cast.workshop, **HURT | facts)


def test_there_is_no_field_for_a_word_or_a_name():
    texts = [each.name for each in Incident._meta.fields if isinstance(each, models.CharField | models.TextField | models.BinaryField)]
    assert texts == ["kind"]
    people = {each.name for each in Incident._meta.fields if each.related_model and each.related_model.__name__ == "Seat"}
    assert people == {"entered_by", "closed_by"}


def test_it_is_closed_once_with_what_was_done(cast, enter):
    incident = enter(ago=datetime.timedelta(hours=1))
    assert (incident.entered_by_id, incident.closed_at) == (cast.amina.pk, None)
    with pytest.raises(NotAllowed, match="what was done"):
        incidents.close_incident(viewer(cast.ben), incident=incident, steps=[])
    closed = incidents.close_incident(viewer(cast.ben), incident=incident, steps=["paused", "talked", "agreed"])
    assert (closed.closed_by_id, closed.done) == (cast.ben.pk, ["Talked in private", "Paused, or cooled off", "Went back to the agreements"])
    with pytest.raises(NotAllowed, match="closed already"):
        incidents.close_incident(viewer(cast.amina), incident=incident, steps=["stopped"])


@pytest.mark.parametrize("level", Flag.Level.values)
def test_an_alarm_opens_a_line_by_itself_and_only_an_alarm(cast, session_in, level):
    session_in("live")
    flags.raise_flag(viewer(cast.dara), room=cast.help_desk(cast.dara), level=level)
    entered = list(Incident.objects.values_list("kind", "severity", "entered_by", "steps"))
    kinds = {3: "distress", 4: "device"}
    assert entered == ([(kinds[level], level, None, ["safeguarding"])] if level in kinds else [])


def test_a_flag_that_becomes_an_alarm_is_entered_once(cast, session_in):
    session_in("live")
    for level in (1, 3, 3):
        flags.raise_flag(viewer(cast.dara), room=cast.help_desk(cast.dara), level=level)
    assert Incident.objects.count() == 1


@pytest.mark.parametrize("name", ["bilal", "esi", "farid"])
def test_nobody_else_reads_it(cast, enter, name):
    incident = enter()
    stranger = viewer(getattr(cast, name))
    assert not Incident.objects.visible_to(stranger).exists()
    with pytest.raises(NotAllowed):
        incidents.close_incident(stranger, incident=incident, steps=["paused"])


def test_the_page_of_the_team(cast, client_of_staff):
    amina, url = client_of_staff(cast.users.amina), reverse("incident_list", args=[cast.workshop.pk])
    refused = amina.post(url, {"kind": "hurt", "ago": "0"})
    assert refused.text.count("Choose what comes closest.") >= 1 and Incident.objects.count() == 0
    amina.post(url, {"kind": "hurt", "severity": "2", "ago": "15", "steps": ["paused"]})
    incident = Incident.objects.get()
    assert "Words that hurt" in amina.get(url).text
    close = reverse("incident_close", args=[incident.pk])
    assert "Say what was done." in amina.post(close, {}).text
    amina.post(close, {f"{incident.pk.hex[:8]}-steps": ["talked"]})
    assert "Open: close it" not in amina.get(url).text


def test_the_safeguarding_contact_reads_the_log_of_their_organisation(cast, client_of_staff, enter):
    enter()
    page = reverse("safeguarding")
    gus = make_user("Gus", cast.organisation, Membership.Role.SAFEGUARDING)
    hana = make_user("Hana", cast.elsewhere, Membership.Role.SAFEGUARDING)
    shown = client_of_staff(gus).get(page).text
    assert "Words that hurt" in shown and "Paused, or cooled off" in shown
    assert [name for name in ("Water", "Dara", "Bilal") if name in shown] == []
    assert "Words that hurt" not in client_of_staff(hana).get(page).text


@pytest.mark.parametrize(("count", "word"), [(0, "few"), (4, "few"), (5, "some"), (9, "some"), (10, "many"), (60, "many")])
def test_bands(count, word):
    assert incidents.band(count) == word


def test_an_administrator_sees_bands_and_nothing_else(cast, client_of_staff, enter):
    ines, page = client_of_staff(cast.users.ines), reverse("incident_bands")
    before = ines.get(page).text.count("fewer than 5")
    for severity in (1, 2, 3, 4):
        enter(severity=severity)
    assert ines.get(page).text.count("fewer than 5") == before  # four are not told from none
    for _ in range(3):
        enter(severity=1)
    shown = ines.get(page).text
    assert shown.count("5 to 9") == 1 and "Words that hurt" not in shown
    assert client_of_staff(cast.users.zoe).get(page).text.count("5 to 9") == 0
