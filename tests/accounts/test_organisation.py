"""The organisation's pages: who sees them, who changes them, and who stays."""

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import actions
from accounts.models import Membership, Organisation, StaffInvitation
from accounts.rules import NotAllowed, colleagues, organisations_of, roles_of
from tests.accounts.conftest import PASSWORD


@pytest.fixture
def addresses(organisation, ines, amina):
    """Every address of the organisation: (path, what a form there would send; empty for a page)."""
    invitation = StaffInvitation.objects.create(
        organisation=organisation, email="ben@example.org", role="facilitator", invited_by=ines
    )
    its, person = f"/organisation/{organisation.id}/", f"/organisation/{organisation.id}/people/{amina.id}/"
    asked = f"{its}invitations/{invitation.id}/"
    return [
        (its, ""),
        (f"{its}name/", "name=Two+Banks"),
        (f"{its}invitations/", "email=b%40example.org&role=admin&language=en"),
        (f"{asked}sending/", "now"),
        (f"{asked}revocation/", "now"),
        (person, ""),
        (f"{person}roles/", "role=reviewer"),
        (f"{person}roles/facilitator/ending/", "now"),
    ]


def post(client, path, body):
    """A form as a browser sends it."""
    return client.post(path, body, content_type="application/x-www-form-urlencoded")


def test_to_others_it_does_not_exist(addresses, zoe, signed_in):
    client = signed_in(zoe)
    for path, body in addresses:
        assert (path, client.get(path).status_code, post(client, path, body).status_code) == (path, 404, 404)
    assert Organisation.objects.filter(name="Two Banks Trust").exists()
    assert StaffInvitation.objects.open().count() == 1


def test_signed_out_every_address_leads_to_sign_in(addresses, client):
    for path, body in addresses:
        for response in (client.get(path), post(client, path, body)):
            assert (response.status_code, response.url) == (302, f"/account/login/?next={path}")


def test_looking_at_what_is_only_made_leads_back(addresses, organisation, ines, signed_in):
    client = signed_in(ines)
    for path in (path for path, _ in addresses if path.endswith(("invitations/", "sending/", "revocation/", "roles/"))):
        assert client.get(path).url == f"/organisation/{organisation.id}/"
    assert StaffInvitation.objects.open().count() == 1


def test_colleagues_look_but_change_nothing(addresses, amina, signed_in):
    client = signed_in(amina)
    (page, _), *rest = addresses
    assert client.get(page).status_code == 200
    assert [(path, post(client, path, body).status_code) for path, body in rest if body] == [
        (path, 404) for path, body in rest if body
    ]
    assert StaffInvitation.objects.open().count() == 1
    assert "/people/" not in client.get(page).text


def test_administrators_do_all_of_it(addresses, ines, amina, organisation, signed_in):
    client = signed_in(ines)
    for path, body in addresses:
        if body:
            response = post(client, path, body)
            assert (path, response.status_code) == (path, 302)
        else:
            assert client.get(path).status_code == 200
    organisation.refresh_from_db()
    assert (organisation.name, roles_of(amina, organisation)) == ("Two Banks", {"reviewer"})
    assert list(StaffInvitation.objects.open().values_list("email", flat=True)) == ["b@example.org"]
    assert sorted(message.to[0] for message in mail.outbox) == ["b@example.org", "ben@example.org"]


def test_what_matters_asks_for_the_password_after_a_while_and_then_goes_on(
    ines, organisation, signed_in, settings
):
    client = signed_in(ines)
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = -1
    path = f"/organisation/{organisation.id}/invitations/"
    response = post(client, path, "email=b%40example.org&role=admin&language=en")
    assert response.url.startswith("/account/reauthenticate/?next=")
    assert StaffInvitation.objects.exists() is False
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
    client.post(response.url, {"password": PASSWORD})
    assert list(StaffInvitation.objects.values_list("email", flat=True)) == ["b@example.org"]


def test_the_last_administrator_stays(ines, organisation, signed_in):
    membership = Membership.objects.get(user=ines, role="admin")
    with pytest.raises(ValidationError):
        actions.end_membership(ines, membership=membership)
    path = f"/organisation/{organisation.id}/people/{ines.id}/roles/admin/ending/"
    response = signed_in(ines).post(path)
    assert (response.status_code, "last administrator" in response.text) == (200, True)
    assert roles_of(ines, organisation) == {"admin", "reviewer"}


def test_a_second_administrator_may_end_the_first(ines, amina, organisation):
    actions.give_role(ines, organisation=organisation, person=amina, role="admin")
    actions.end_membership(amina, membership=Membership.objects.get(user=ines, role="admin"))
    assert roles_of(ines, organisation) == {"reviewer"}
    with pytest.raises(NotAllowed):
        actions.rename_organisation(ines, organisation=organisation, name="Ours")


def test_who_no_longer_works_here_sees_nothing(ines, amina, organisation, signed_in):
    client = signed_in(amina)
    actions.end_membership(ines, membership=Membership.objects.get(user=amina))
    assert client.get(f"/organisation/{organisation.id}/").status_code == 404
    assert "no organisation" in client.get("/organisation/").text
    assert list(colleagues(organisation)) == [ines]


def test_strangers_get_no_role(ines, zoe, organisation):
    with pytest.raises(NotAllowed):
        actions.give_role(ines, organisation=organisation, person=zoe, role="admin")


def test_with_two_organisations_one_chooses(ines, zoe, organisation, signed_in):
    client = signed_in(zoe)
    assert client.get("/organisation/").url.startswith("/organisation/")
    Membership.objects.create(organisation=organisation, user=zoe, role="evaluator")
    page = client.get("/organisation/")
    assert page.context["organisations"] == list(organisations_of(zoe))
    assert [one.name for one in page.context["organisations"]] == ["Far Hills", "Two Banks Trust"]


def test_the_page_asks_the_same_of_the_database_for_one_and_for_many(
    ines, organisation, person, signed_in, django_assert_num_queries
):
    client, path = signed_in(ines), f"/organisation/{organisation.id}/"
    with CaptureQueriesContext(connection) as one:
        client.get(path)
    for name in ("Ben", "Bilal", "Chen"):
        person(name, organisation, "facilitator", "reviewer")
        StaffInvitation.objects.create(
            organisation=organisation, email=f"{name}@x.org", role="admin", invited_by=ines
        )
    with django_assert_num_queries(len(one)):
        client.get(path)
