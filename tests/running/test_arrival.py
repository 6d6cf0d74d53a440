"""The way in: one step after the other, answers kept as rows, nobody admitted without consent and promises."""

import pytest
from django.conf import settings

from tests import cast as people
from workshops import rules
from workshops.programme import assents
from workshops.programme.agreements import reword_agreement, write_agreement
from workshops.programme.arrival import consent_hash, consent_text
from workshops.programme.models import Admission, AgreementAnswer, ConsentAnswer, Seat
from workshops.rooms.models import Listener, Room
from workshops.rules import NotAllowed
from workshops.running import actions, door, way_in

POINTS = [point["point"] for point in consent_text()["points"]]
WORDS = "“Let each other finish” will be used to speak without end."


@pytest.fixture
def gila(cast):
    """Somebody of the first party who has just been invited."""
    return people.make_seat(cast.workshop, "Gila", party=cast.first)


@pytest.fixture
def hers(gila, client_of):
    """Her browser, which has opened her link."""
    return client_of(gila)


def _next(hers):
    return hers.get("/arrival/").url


def _consents(hers, **given):
    return hers.post("/arrival/consent/", {"take_part": "on"} | given)


def _promises(hers, seat, *, words=""):
    fields = {}
    for agreement, _ in way_in.agreements_of(seat):
        name = f"a{agreement.pk.hex[:8]}"
        fields |= {f"{name}-objection": words} if words else {f"{name}-is_confirmed": "on"}
    return hers.post("/arrival/agreements/", fields)


def _arrives(hers, seat):
    _consents(hers)
    _promises(hers, seat)


def test_it_leads_from_step_to_step(cast, gila, hers, viewer):
    assents.ask_caucus_door(viewer(cast.amina), party=cast.first, facilitator=cast.ben)
    assert _next(hers) == "/arrival/invitation/"
    named = hers.post("/arrival/name/", {"name": "Gila", "language": "en", "zone": "Asia/Beirut"})
    assert named.url == "/arrival/consent/"
    assert _consents(hers).url == "/arrival/" and _next(hers) == "/arrival/agreements/"
    assert _promises(hers, gila).url == "/arrival/" and _next(hers) == "/arrival/caucus/"
    question = assents.questions_to(gila).get().assent
    hers.post("/arrival/caucus/", {f"q{question.pk.hex[:8]}-answer": "no"})
    assert _next(hers) == "/arrival/lobby/"
    assert Seat.objects.get(pk=gila.pk).arrived_at is not None
    assert Admission.objects.filter(session=cast.session, seat=gila, admitted_at=None).count() == 1


def test_the_invitation_says_who_asks_and_names_nobody_who_is_invited(cast, hers):
    page = hers.get("/arrival/invitation/").content.decode()
    for said in ("Bridges", "Water", "Amina", "Ben", "Upstream", "Lowland"):
        assert said in page
    for name in ("Bilal", "Chen", "Dara", "Eli", "Esi", "Meeting 1", "Item 1"):
        assert name not in page


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "\u202e", "amina", "Ben "])
def test_a_name_that_cannot_stand_is_given_back(gila, hers, viewer, name):
    fields = {"name": name, "language": "ar", "zone": "Asia/Beirut"}
    answer = hers.post("/arrival/name/", fields)
    form = answer.context["form"]
    assert (list(form.errors), form["name"].value()) == (["name"], name)
    assert (form["language"].value(), form["zone"].value()) == ("ar", "Asia/Beirut")
    assert Seat.objects.get(pk=gila.pk).language == "en"


def test_a_name_is_kept_in_one_line_and_sealed(gila, hers, viewer):
    hers.post("/arrival/name/", {"name": " Gila\u202e  of \u2067the hill ", "language": "en", "zone": "UTC"})
    kept = Seat.objects.get(pk=gila.pk)
    assert kept.open(rules.keys_for(viewer(gila)), "display_name") == "Gila of the hill"
    assert b"Gila" not in bytes(kept.display_name)


def test_language_follows_the_person(gila, hers):
    answer = hers.post("/arrival/language/", {"language": "ar", "next": "/arrival/invitation/"})
    assert (answer.url, hers.cookies[settings.LANGUAGE_COOKIE_NAME].value) == ("/arrival/invitation/", "ar")
    assert '<html lang="ar" dir="rtl">' in hers.get("/arrival/invitation/").content.decode()
    hers.post("/arrival/language/", {"language": "tlh"})
    assert Seat.objects.get(pk=gila.pk).language == "ar"


def test_nothing_is_ticked_for_anybody(hers):
    form = hers.get("/arrival/consent/").context["form"]
    assert [name for name in form.fields if form[name].value()] == []
    assert list(form.fields) == POINTS


def test_a_forgotten_tick_is_not_taken_for_a_no(gila, hers):
    answer = hers.post("/arrival/consent/", {"quotes": "on"})
    form = answer.context["form"]
    assert (list(form.errors), form["quotes"].value()) == (["take_part"], True)
    assert not ConsentAnswer.objects.filter(seat=gila).exists()


def test_answers_are_rows_and_never_overwritten(gila, hers):
    _consents(hers, quotes="on")
    _consents(hers, research="on")
    rows = ConsentAnswer.objects.filter(seat=gila)
    assert sorted(row.point for row in rows) == sorted(POINTS * 2)
    assert {(row.text_hash, row.language) for row in rows} == {(consent_hash("en"), "en")}
    assert rules.consents_of(gila) == dict.fromkeys(POINTS, False) | {"take_part": True, "research": True}


def test_the_hash_says_which_text_was_read(cast):
    assert consent_hash("ar") != consent_hash("en") == consent_hash("tlh")


def test_who_declines_waits_nowhere_and_may_change_their_mind(cast, gila, hers):
    hers.post("/arrival/consent/", {"take_part": "on", "decline": "yes"})
    assert _next(hers) == "/arrival/lobby/"
    assert hers.get("/arrival/lobby/").context["state"] == "declined"
    assert hers.post("/arrival/admission/").url == "/arrival/lobby/"
    assert not Admission.objects.filter(seat=gila).exists()
    _arrives(hers, gila)
    assert hers.get("/arrival/lobby/").context["state"] == "waiting"


def test_an_objection_is_kept_for_the_team_and_the_person_waits(cast, gila, hers, viewer):
    _consents(hers)
    _promises(hers, gila, words=WORDS)
    answer = AgreementAnswer.objects.get(seat=gila)
    assert (answer.is_confirmed, answer.open(rules.keys_for(viewer(cast.amina)), "objection")) == (False, WORDS)
    assert hers.get("/arrival/lobby/").context["state"] == "objected"
    actions.open_lobby(viewer(cast.amina), session=cast.session)
    with pytest.raises(NotAllowed):
        door.admit(viewer(cast.amina), admission=Admission.objects.get(seat=gila))
    _promises(hers, gila)
    door.admit(viewer(cast.amina), admission=Admission.objects.get(seat=gila))
    assert list(AgreementAnswer.objects.filter(seat=gila).values_list("is_confirmed", flat=True)) == [False, True]


def test_each_promise_is_confirmed_or_objected_to(cast, gila, hers):
    write_agreement(cast.workshop, {"en": "Nobody posts what was said."})
    _consents(hers)
    first, second = (f"a{agreement.pk.hex[:8]}" for agreement, _ in way_in.agreements_of(gila))
    fields = {f"{first}-is_confirmed": "on", f"{first}-objection": WORDS, f"{second}-objection": "x" * 1001}
    answer = hers.post("/arrival/agreements/", fields)
    wrong = [list(form.errors) for form in answer.context["forms"]]
    assert wrong == [["is_confirmed"], ["objection"]]
    assert answer.context["forms"][0]["objection"].value() == WORDS and "x" * 1001 in answer.content.decode()
    assert hers.post("/arrival/agreements/", {f"{first}-is_confirmed": "on"}).status_code == 200
    assert not AgreementAnswer.objects.filter(seat=gila).exists()


def test_a_reworded_promise_is_asked_again(cast, gila, hers, viewer):
    _arrives(hers, gila)
    agreement = way_in.agreements_of(gila)[0][0]
    reword_agreement(viewer(cast.amina), agreement=agreement, text={"en": "We let each other finish, briefly."})
    assert _next(hers) == "/arrival/agreements/"
    with pytest.raises(NotAllowed):
        way_in.answer_agreement(viewer(gila), agreement=agreement, is_confirmed=True)


def test_the_party_is_asked_by_count_only(cast, gila, hers, viewer):
    assents.ask_caucus_door(viewer(cast.amina), party=cast.first, facilitator=cast.ben)
    _arrives(hers, gila)
    page = hers.get("/arrival/caucus/").content.decode()
    assert "May \u2068Ben\u2069 hear" in page and "2 others" in page
    assert "Bilal" not in page and "Chen" not in page
    answer = hers.post("/arrival/caucus/", {})
    assert [list(form.errors) for form in answer.context["forms"]] == [["answer"]]


def test_taking_consent_back_ends_hearing_at_once(cast, session_in, client_of, viewer):
    session_in("live")
    hers = client_of(cast.dara)
    before = viewer(cast.dara)
    assert hers.get("/arrival/lobby/").url == f"/sessions/{cast.session.pk}/place/"
    hers.post("/arrival/consent/", {"decline": "yes"})
    heard = Listener.objects.filter(seat=cast.dara, until=None).values_list("room__kind", flat=True)
    assert list(heard) == [Room.Kind.HELP_DESK]
    assert not rules.can_hear(before, cast.plenary) and viewer(cast.dara).epoch == before.epoch + 1
    assert hers.get(f"/rooms/{cast.plenary.pk}/").status_code == 404
    assert not Admission.objects.filter(session=cast.session, seat=cast.dara).exists()
    assert hers.get("/arrival/lobby/").context["state"] == "declined"


def test_staff_and_strangers_have_no_way_in_here(cast, client_of_staff, client):
    for address in ("/arrival/", "/arrival/invitation/", "/arrival/consent/", "/arrival/lobby/"):
        assert client.get(address).status_code == 404
        assert client_of_staff(cast.users.amina).get(address).status_code == 404


def test_another_workshops_pass_answers_for_itself_only(cast, client_of):
    stranger = client_of(cast.farid)
    asked = {f"a{agreement.pk.hex[:8]}-objection": WORDS for agreement, _ in way_in.agreements_of(cast.bilal)}
    before = AgreementAnswer.objects.filter(agreement__workshop=cast.workshop).count()
    stranger.post("/arrival/agreements/", asked)
    stranger.post("/arrival/admission/")
    assert AgreementAnswer.objects.filter(agreement__workshop=cast.workshop).count() == before
    assert not Admission.objects.filter(session=cast.session, seat=cast.farid).exists()
