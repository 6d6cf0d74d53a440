"""The pages of an evaluator: a reason, which stands in the audit; then numbers that show nobody singly."""

import datetime

import pytest

from tests.exercises.test_ratings import consents
from tests.exercises.test_results import run_to_the_end
from tests.security.stage import allow_record
from workshops import clock, rules
from workshops.programme.models import Session
from workshops.records import evaluation, tallies
from workshops.records.models import AuditEntry

REASON = {"reason": "The yearly report to the donor."}


@pytest.fixture
def noor(cast, client_of_staff):
    """The browser of Noor, who evaluates for the NGO; the session is closed."""
    allow_record(cast, "bilal", "dara")
    for seat in (cast.bilal, cast.dara):
        consents(seat)
    run_to_the_end(cast)
    cast.end_session()
    cast.organisation.memberships.create(user=cast.users.noor, role="evaluator")
    return client_of_staff(cast.users.noor)


def url(cast, page=""):
    """The address of a page of the workshop's numbers."""
    return f"/workshops/{cast.workshop.pk}/ratings/{page}"


def test_first_the_reason_then_the_numbers(cast, noor):
    assert url(cast) in noor.get("/ratings/").text
    assert noor.get(url(cast)).get("Location") == url(cast, "openings/")
    assert "Mirror" not in noor.get(url(cast, "openings/")).text
    assert noor.post(url(cast, "openings/"), {"reason": "why"}).status_code == 422
    assert not AuditEntry.objects.exists()
    page = noor.post(url(cast, "openings/"), REASON, follow=True).text
    assert "donor" in page and "E1" in page
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.user_id, entry.object_id) == ("ratings.opened", cast.users.noor.pk, cast.workshop.pk)


def test_of_two_people_no_number_is_shown(cast, noor):
    page = noor.post(url(cast, "openings/"), REASON, follow=True)
    shown = [tally for block in page.context["blocks"] for _question, tally in block.rows]
    assert [(it.step, it.whole, it.parties, it.attempts) for it in shown] == [("rate", None, (), ()), ("heard", None, (), ())]
    assert "not shown" in page.text and "Alias" not in page.text and "waited" not in page.text


def test_with_enough_people_the_mean_is_shown(cast, noor, monkeypatch):
    monkeypatch.setattr(tallies, "FEWEST", 1)
    page = noor.post(url(cast, "openings/"), REASON, follow=True)
    (block,) = page.context["blocks"]
    whole = block.rows[0][1]
    assert (whole.whole.people, whole.whole.mean, whole.parties) == (2, 5.2, ())  # Dara's one number is her party's
    assert "5.2" in page.text and "Party 2" not in page.text and "all the same" in page.text and "Alias" not in page.text


def test_it_is_closed_again_and_lasts_for_a_day(cast, noor, monkeypatch):
    noor.post(url(cast, "openings/"), REASON)
    noor.post(url(cast, "closing/"))
    assert noor.get(url(cast)).status_code == 302
    noor.post(url(cast, "openings/"), REASON)
    assert noor.get(url(cast)).status_code == 200
    later = clock.now() + datetime.timedelta(hours=25)
    monkeypatch.setattr(evaluation.clock, "now", lambda: later)
    assert evaluation.current_entry(cast.users.noor, cast.workshop) is None


def test_only_an_evaluator_of_the_organisation_who_has_no_seat_there(cast, noor, client_of_staff):
    for user in (cast.users.ines, cast.users.zoe, cast.users.amina):
        for page in ("", "openings/"):
            assert client_of_staff(user).get(url(cast, page)).status_code == 404
        assert client_of_staff(user).get("/ratings/").status_code == 404
    cast.organisation.memberships.create(user=cast.users.amina, role="evaluator")
    assert client_of_staff(cast.users.amina).get(url(cast)).status_code == 404
    assert url(cast) not in client_of_staff(cast.users.amina).get("/ratings/").text
    cast.organisation.memberships.filter(user=cast.users.noor, role="evaluator").update(ended_at=clock.now())
    assert noor.get(url(cast)).status_code == 404


def test_keys_are_given_to_nobody_else(cast, noor):
    with pytest.raises(rules.NotAllowed):
        rules.keys_to_evaluate(cast.users.ines, cast.workshop, cast.session)


def test_nothing_of_a_session_that_is_not_closed(cast, noor):
    Session.objects.filter(pk=cast.session.pk).update(state=Session.State.STOPPED)
    noor.post(url(cast, "openings/"), REASON)
    assert noor.get(url(cast)).context["blocks"] == []
    assert url(cast) not in noor.get("/ratings/").text


def test_the_facilitators_read_who_opened_it_and_what_for(cast, noor, client_of_staff):
    noor.post(url(cast, "openings/"), REASON)
    page = client_of_staff(cast.users.amina).get(f"/records/{cast.session.record.pk}/").text
    assert "Noor" in page and "the ratings of exercises" in page and "donor" in page
