"""The screens before a session: what they lead to, what they keep, and for whom they do not exist."""

import re

import pytest
from django.urls import reverse

from tests.cast import client_of, client_of_staff
from workshops.programme import passes
from workshops.programme.models import AgendaItem, Agreement, Knock, Pass, Seat, Session, Workshop


@pytest.fixture
def amina(cast):
    """Amina's browser."""
    return client_of_staff(cast.users.amina)


def pages(cast):
    """Every page of a workshop before its session."""
    own, session, item = [cast.workshop.pk], [cast.session.pk], [cast.session.items.last().pk]
    seat, party = [cast.workshop.pk, cast.dara.pk], [cast.workshop.pk, cast.first.pk]
    agreement = [cast.workshop.pk, Agreement.objects.get(workshop=cast.workshop).pk]
    return {
        "workshop_detail": own,
        "workshop_change": own,
        "party_create": own,
        "party_change": party,
        "agreement_create": own,
        "agreement_change": agreement,
        "agreement_end": agreement,
        "seat_list": own,
        "colleague_create": own,
        "seat_create": own,
        "seat_detail": seat,
        "seat_change": seat,
        "seat_end": seat,
        "session_list": own,
        "session_create": own,
        "session_detail": session,
        "session_change": session,
        "item_create": session,
        "item_change": item,
    }


def test_every_page_opens_for_the_team_in_their_language(cast, amina):
    cast.users.ben.language = "ar"
    cast.users.ben.save()
    for browser, html in (
        (amina, '<html lang="en" dir="ltr">'),
        (client_of_staff(cast.users.ben), '<html lang="ar" dir="rtl">'),
    ):
        for name, args in pages(cast).items():
            page = browser.get(reverse(name, args=args))
            assert (name, page.status_code, html in page.text) == (name, 200, True)
            assert (name, page.text.count("<title>Appointments</title>")) == (name, 1)


@pytest.mark.parametrize("name", ["ines", "noor", "zoe"])
def test_they_do_not_exist_for_other_staff(cast, name):
    browser = client_of_staff(getattr(cast.users, name))
    found = {page: browser.get(reverse(page, args=args)).status_code for page, args in pages(cast).items()}
    assert set(found.values()) == {404}


def test_they_do_not_exist_for_participants(cast):
    browser = client_of(cast.dara)
    for page, args in pages(cast).items():
        answer = browser.get(reverse(page, args=args))
        assert (page, answer.status_code, answer.headers["Location"][:15]) == (page, 302, "/account/login/")


def test_the_things_of_one_workshop_do_not_open_under_another(cast, amina):
    for name, args in (("seat_detail", cast.farid.pk), ("party_change", cast.farid.party_id)):
        assert amina.get(reverse(name, args=[cast.workshop.pk, args])).status_code == 404
    other = reverse("pass_create", args=[cast.workshop.pk, cast.farid.pk])
    assert amina.post(other, {"days": "7"}).status_code == 404
    assert Pass.objects.filter(seat=cast.farid).count() == 0


def test_an_empty_desk_names_the_next_step(cast):
    page = client_of_staff(cast.users.zoe).get("/desk/").text
    assert "Begin a rehearsal workshop" in page and "Prepare a workshop" in page
    page = client_of_staff(cast.users.noor).get("/desk/").text
    assert "You facilitate no workshop at the moment." in page and "rehearsal" not in page


def test_an_administrator_reads_titles_and_can_suspend_and_nothing_more(cast):
    page = client_of_staff(cast.users.ines).get("/desk/").text
    assert "Water" in page
    assert set(re.findall(rf"/workshops/{cast.workshop.pk}/[^\"]*", page)) == {f"/workshops/{cast.workshop.pk}/suspension/"}
    assert [name for name in ("Bilal", "Dara", "Amina", "Upstream") if name in page] == []


def test_a_rehearsal_is_one_press(cast, amina):
    page = amina.post("/rehearsals/", {"organisation": cast.organisation.pk}, follow=True)
    assert page.status_code == 200 and "Market people" in page.text
    assert Workshop.objects.filter(is_rehearsal=True).count() == 1


def test_a_workshop_is_begun_from_its_format(cast, amina):
    assert "Reflective conversation" in amina.get("/templates/").text
    assert "What is at the heart of this for you?" in amina.get("/templates/reflective_conversation/").text
    address = "/templates/reflective_conversation/workshops/?language=en&also=ar"
    typed = {
        "title_en": "Fields",
        "purpose_en": "To share the harvest.",
        "party1_name_en": "North",
        "party1_name_ar": "الشمال",
        "party2_name_en": "South",
        "date": "2026-04-16",
        "time": "09:00",
        "zone": "UTC",
    }
    wrong = amina.post(address, typed | {"title_en": ""})
    assert wrong.status_code == 200 and Workshop.objects.count() == 2
    for text in (
        "To share the harvest.",
        "الشمال",
        "2026-04-16",
        "Not stored yet. What you typed is still here.",
    ):
        assert text in wrong.text
    page = amina.post(address, typed, follow=True)
    assert "Fields" in page.text and "North" in page.text and Workshop.objects.count() == 3


def test_a_format_that_is_not_there_is_not_there(amina):
    assert amina.get("/templates/nothing/").status_code == 404
    assert amina.get("/templates/nothing/workshops/").status_code == 404


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("workshop_change", {"purpose_en": "Because of the river."}, "Because of the river."),
        ("party_change", {"letter_en": "Q"}, 'value="Q"'),
        ("seat_create", {"name": "Rhea Quill", "role": "participant"}, "Rhea Quill"),
        ("seat_change", {"name": "Dara of the mill", "zone": "Nowhere"}, "Dara of the mill"),
        ("session_create", {"title_en": "The second time", "minutes": "x"}, "The second time"),
        ("session_change", {"title_en": "Another time", "minutes": "x"}, "Another time"),
        ("item_create", {"prompt_en": "What did you dream?"}, "What did you dream?"),
        ("item_change", {"prompt_en": "What did you dream?"}, "What did you dream?"),
    ],
)
def test_a_form_that_cannot_be_taken_keeps_what_was_typed(cast, amina, name, typed, kept):
    page = amina.post(reverse(name, args=pages(cast)[name]), typed)
    assert page.status_code == 200
    assert "Not stored yet. What you typed is still here." in page.text and kept in page.text
    assert 'aria-invalid="true"' in page.text


def test_a_pass_is_shown_on_the_page_that_answers_the_press_and_nowhere_else(cast, amina):
    page = amina.post(reverse("pass_create", args=[cast.workshop.pk, cast.dara.pk]), {"days": "7"})
    link = re.search(r'id="pass-link">(\S+)</p>', page.text)[1]
    code = re.search(r'class="pass-code">(\S+)</p>', page.text)[1]
    assert page.headers["Cache-Control"].split(", ").count("no-store") == 1
    assert page.text.count('class="qr"') == 1 and "style=" not in page.text
    assert passes.find(link.partition("#")[2]).seat == passes.find_by_code(code).seat == cast.dara
    for name, args in pages(cast).items():
        text = amina.get(reverse(name, args=args)).text
        assert (name, link in text or code in text) == (name, False)


def test_a_pass_is_revoked_from_the_page_of_its_seat(cast, amina):
    entry = passes.issue(cast.dara).entry
    page = amina.post(reverse("pass_revoke", args=[cast.workshop.pk, entry.pk]), follow=True)
    assert "The pass is revoked." in page.text and "Revoked on" in page.text
    assert Pass.objects.get(pk=entry.pk).revoked_at is not None


@pytest.mark.parametrize(
    ("answer", "shown", "made"), [("welcome", "A pass, shown once", 2), ("leave", "Left as it is.", 1)]
)
def test_a_knock_has_two_answers(cast, amina, answer, shown, made):
    fresh = passes.issue(cast.dara)
    passes.claim(fresh.entry)
    passes.knock(fresh.entry, Knock.Kind.SECOND_CLAIM)
    assert "was pressed in another browser" in amina.get(reverse("seat_list", args=[cast.workshop.pk])).text
    address = reverse("knock_answer", args=[cast.workshop.pk, Knock.objects.get().pk])
    page = amina.post(address, {"answer": answer}, follow=True)
    assert shown in page.text
    assert (Pass.objects.filter(seat=cast.dara).count(), Knock.objects.get().answered_at is None) == (
        made,
        False,
    )


def test_a_party_is_asked_about_a_caucus_facilitator(cast, amina):
    address = reverse("caucus_ask", args=[cast.workshop.pk, cast.first.pk])
    page = amina.post(address, {"caucus-u-facilitator": str(cast.ben.pk)}, follow=True)
    assert "The members are asked." in page.text and "Asked about <b><bdi>Ben</bdi></b>." in page.text
    stranger = amina.post(address, {"caucus-u-facilitator": str(cast.bilal.pk)}, follow=True)
    assert "This is not open to you now." in stranger.text


def test_items_are_moved_and_taken_out_without_script(cast, amina):
    second = AgendaItem.objects.filter(session=cast.session)[1]
    amina.post(reverse("item_move", args=[second.pk]), {"way": "up"})
    assert AgendaItem.objects.filter(session=cast.session).first() == second
    amina.post(reverse("item_drop", args=[second.pk]))
    assert AgendaItem.objects.filter(pk=second.pk).count() == 0


def test_a_session_that_has_begun_says_why_it_stays(cast, amina, session_in):
    session_in("live")
    first = AgendaItem.objects.filter(session=cast.session).first()
    page = amina.post(reverse("item_drop", args=[first.pk]), follow=True)
    assert "This item has begun; its plan stays as it was." in page.text
    page = amina.post(reverse("session_drop", args=[cast.session.pk]), follow=True)
    assert "People have come to this session; stop it instead." in page.text
    assert Session.objects.filter(pk=cast.session.pk).count() == 1


def test_looking_changes_nothing(cast, amina):
    rows = [model.objects.count() for model in (Pass, Seat, Session, AgendaItem, Workshop, Knock)]
    for name, args in (pages(cast) | {"desk": [], "template_list": []}).items():
        amina.get(reverse(name, args=args))
    assert rows == [model.objects.count() for model in (Pass, Seat, Session, AgendaItem, Workshop, Knock)]
