"""Facilitators say whom they are close to and sign the discipline note; without it nobody opens or takes over a session."""

import pytest
from django.urls import reverse

from tests.cast import make_seat, make_user
from workshops import catalogue, rules
from workshops.programme import declaring
from workshops.programme.models import Declaration, Seat, Session
from workshops.rules import NotAllowed
from workshops.running import actions, leading


@pytest.fixture
def carol(cast):
    """A third of the team, who has not signed."""
    user = make_user("Carol", cast.organisation, "facilitator")
    return make_seat(cast.workshop, "Carol", Seat.Role.FACILITATOR, user=user)


def fresh(cast):
    return Session.objects.get(pk=cast.session.pk)


def test_without_a_signature_nobody_opens_a_session_or_leads_it(cast, viewer, carol, session_in):
    with pytest.raises(NotAllowed, match="Sign the discipline note"):
        actions.open_lobby(viewer(carol), session=fresh(cast))
    session_in("live")
    with pytest.raises(NotAllowed, match="not signed"):
        leading.hand_over(viewer(cast.amina), session=fresh(cast), to=carol)
    with pytest.raises(NotAllowed, match="Sign the discipline note"):
        leading.take_lead(viewer(carol), session=fresh(cast))
    declaring.sign_note(viewer(carol), workshop=cast.workshop, affinity=declaring.SEVERAL)
    assert leading.hand_over(viewer(cast.amina), session=fresh(cast), to=carol).lead_id == carol.pk


def test_another_note_is_signed_anew(cast, monkeypatch):
    later = catalogue.discipline() | {"version": "2027-01"}
    monkeypatch.setattr(catalogue, "discipline", lambda: later)
    assert not declaring.has_signed(cast.amina.pk)
    assert set(declaring.who_has_not_signed(cast.workshop)) == {cast.amina, cast.ben}


def test_what_was_signed_stays_and_the_newest_counts(cast, viewer):
    declaring.sign_note(viewer(cast.amina), workshop=cast.workshop, affinity=declaring.NEITHER)
    assert Declaration.objects.filter(seat=cast.amina).count() == 2
    said = declaring.affinities(cast.workshop, rules.keys_for(viewer(cast.bilal)))
    assert said == {cast.amina.pk: "neither", cast.ben.pk: str(cast.second.pk)}


@pytest.mark.parametrize("affinity", ["", "upstream", "00000000-0000-4000-8000-000000000000"])
def test_only_a_party_of_this_workshop_counts(cast, viewer, affinity):
    with pytest.raises(NotAllowed):
        declaring.sign_note(viewer(cast.amina), workshop=cast.workshop, affinity=affinity)


def test_who_opens_the_lobby_unsigned_reads_the_note_and_comes_back(cast, client_of_staff, carol):
    browser, sign = client_of_staff(carol.user), reverse("discipline_sign", args=[cast.workshop.pk])
    console = reverse("session_console", args=[cast.session.pk])
    browser.post(reverse("lobby_open", args=[cast.session.pk]))
    shown = browser.get(console).text
    assert fresh(cast).state == "scheduled" and "Sign the discipline note first." in shown
    to_note = f"{sign}?next={console}"
    assert f'href="{to_note}"' in shown and "Open the lobby" not in shown
    assert f'name="next" value="{console}"' in browser.get(to_note).text
    refused = browser.post(sign, {"next": console})
    assert "Say it, so that nobody has to guess." in refused.text and "Without it nobody leads a session." in refused.text
    assert browser.post(sign, {"affinity": str(cast.first.pk), "is_signed": "on", "next": console}).url == console
    assert Declaration.objects.get(seat=carol).text_hash == declaring.note_hash("en")
    browser.post(reverse("lobby_open", args=[cast.session.pk]))
    assert fresh(cast).state == "lobby"


def test_the_house_says_who_is_missing(cast, client_of_staff, carol):
    amina = client_of_staff(cast.users.amina)
    assert "Carol</bdi> has not signed" in amina.get(reverse("seat_list", args=[cast.workshop.pk])).text
    assert "Somebody of the team has not signed" in amina.get(reverse("workshop_detail", args=[cast.workshop.pk])).text


def test_whoever_is_invited_reads_it_beside_the_name(cast, client_of):
    page = " ".join(client_of(cast.dara).get(reverse("arrival_invitation")).text.split())
    assert "<bdi>Amina</bdi> is close to <bdi>Upstream</bdi> and says so" in page
