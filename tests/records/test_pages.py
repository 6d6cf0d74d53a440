"""The pages of a record: for members, for the team, for the NGO."""

import datetime

import pytest

from tests.records.test_release import point_of
from workshops.records.models import AuditEntry, Opening, RecordWish

REASON = {"reason": "The yearly report to the donor."}


@pytest.fixture
def noor(cast, client_of_staff):
    """The browser of the NGO's reviewer."""
    return client_of_staff(cast.users.noor)


def url(record, page=""):
    """The address of a page of this record."""
    return f"/records/{record.pk}/{page}"


def test_a_member_reads_it_and_answers(cast, record, client_of):
    browser = client_of(cast.bilal)
    page = browser.get(url(record))
    assert page.status_code == 200 and "Alias Dara" in page.text and "0 of 2" in page.text
    answer = {"version": page.context["version"], "answer": "yes"}
    assert "1 of 2" in browser.post(url(record, "answer/"), answer, follow=True).text


def test_the_lobby_leads_to_it(cast, record, client_of):
    page = client_of(cast.eli).get("/arrival/lobby/")
    assert url(record) in page.text and "&lt;" not in page.text
    assert url(record) not in client_of(cast.esi).get("/arrival/lobby/").text


def test_what_was_typed_is_not_lost(cast, record, client_of):
    browser = client_of(cast.bilal)
    point = point_of(record, "agreements")
    answer = {"version": browser.get(url(record)).context["version"], f"w{point.pk.hex}": "End, not finish."}
    refused = browser.post(url(record, "answer/"), answer | {"answer": "yes"})
    assert refused.status_code == 422 and "End, not finish." in refused.text
    browser.post(url(record, "answer/"), answer | {"answer": "change"})
    assert RecordWish.objects.get().point == point


def test_an_answer_to_another_text_is_shown_the_new_one(cast, record, client_of):
    refused = client_of(cast.bilal).post(url(record, "answer/"), {"version": "0" * 64, "answer": "no"})
    assert refused.status_code == 422 and refused.context["version"] == record.version


def test_the_team_reads_wishes_with_the_party_and_without_the_person(cast, record, answer, client_of_staff):
    answer(cast.eli, "change", words=[(point_of(record, "agreements"), "End, not finish.")])
    page = client_of_staff(cast.users.amina).get(url(record)).text
    assert "End, not finish." in page and "Lowland: <" in page.replace('<bdi lang="en" dir="ltr">Lowland</bdi>', "Lowland")
    assert "Eli" not in page.replace("Alias Eli", "")


def test_the_team_takes_out_and_puts_otherwise(cast, record, client_of_staff):
    browser, point = client_of_staff(cast.users.amina), point_of(record, "agreements")
    assert "We let each other finish." in browser.get(f"/points/{point.pk}/").text
    browser.post(f"/points/{point.pk}/", {"text_en": "We let everyone finish."})
    assert "We let everyone finish." in browser.get(url(record)).text
    browser.post(f"/points/{point.pk}/removal/")
    assert "We let everyone finish." not in browser.get(url(record)).text


def test_before_the_release_the_ngo_sees_that_it_was_held_and_nothing_else(cast, record, noor):
    page = noor.get("/records/").text
    assert "Held on" in page and "Waiting for release" in page and "Water" not in page and str(record.pk) not in page
    for it in ("openings/", "review/", "exports/", "closing/"):
        assert noor.post(url(record, it), REASON).status_code in (404, 405)
        assert noor.get(url(record, it)).status_code in (404, 405)
    assert not AuditEntry.objects.exists()


def test_first_the_reason_then_the_record(cast, released, noor):
    assert noor.get(url(released, "review/")).get("Location") == url(released, "openings/")
    door = noor.get(url(released, "openings/"))
    assert "Alias" not in door.text and "Meeting 1" not in door.text
    assert noor.post(url(released, "openings/"), {"reason": "why"}).status_code == 422
    assert not Opening.objects.exists()
    page = noor.post(url(released, "openings/"), REASON, follow=True).text
    assert page.index("donor") < page.index("You do not see") < page.index("Alias Dara")
    entry = AuditEntry.objects.get(action="record.opened")
    assert (entry.user_id, entry.object_id) == (cast.users.noor.pk, released.pk)


def test_a_closed_record_needs_a_reason_again(released, noor):
    noor.post(url(released, "openings/"), REASON)
    noor.post(url(released, "closing/"))
    assert noor.get(url(released, "review/")).status_code == 302


def test_a_reason_lasts_for_a_day(released, noor):
    noor.post(url(released, "openings/"), REASON)
    Opening.objects.update(opened_at=Opening.objects.get().opened_at - datetime.timedelta(hours=25))
    assert noor.get(url(released, "review/")).status_code == 302


def test_the_reason_of_one_opens_nothing_for_another(cast, released, noor, client_of_staff):
    noor.post(url(released, "openings/"), REASON)
    assert client_of_staff(cast.users.ines).get(url(released, "review/")).status_code == 302
    for other in (cast.users.zoe, cast.users.amina):
        assert client_of_staff(other).get(url(released, "review/")).status_code == 404


def test_the_team_sees_who_opened_it_and_what_for(cast, released, noor, client_of_staff):
    noor.post(url(released, "openings/"), REASON)
    page = client_of_staff(cast.users.ben).get(url(released)).text
    assert "Noor" in page and REASON["reason"] in page


def test_whoever_facilitates_does_not_review_even_as_administrator(cast, released, client_of_staff):
    cast.organisation.memberships.create(user=cast.users.amina, role="admin")
    browser = client_of_staff(cast.users.amina)
    assert browser.get(url(released, "openings/")).status_code == 404
    assert browser.get("/records/").context["entries"] == []
