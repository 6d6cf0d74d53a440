"""An invitation of staff: from the mail to the first minute, and every way it must not open."""

import datetime

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client

from accounts import actions, invitations
from accounts.models import Membership, StaffInvitation, User
from accounts.rules import NotAllowed, roles_of

NEW = {"name": "Ben", "password": "eleven lamps along the quay", "zone": "Asia/Amman"}


@pytest.fixture
def invited(organisation, ines):
    """Ben is asked to facilitate; the mail is out."""
    invitation = invitations.invite_staff(
        ines, organisation=organisation, email="Ben@Example.org", role="facilitator", language="en"
    )
    assert invitations.send_invitation(invitation.id)
    return invitation


def secret_of(message):
    """The secret in the mail's link."""
    line = next(line for line in message.body.splitlines() if "#" in line)
    assert line.startswith("http://localhost:8000/staff-invitation#")
    return line.partition("#")[2]


def open_it(client, secret):
    """Press "Open the invitation"."""
    return client.post("/staff-invitation", {"secret": secret})


def test_the_whole_way(client, invited, organisation):
    response = open_it(client, secret_of(mail.outbox[0]))
    assert response.url == "/staff-invitation/acceptance/"
    assert "Two Banks Trust" in client.get(response.url).text
    response = client.post(response.url, NEW)
    assert (response.status_code, response.url) == (302, "/organisation/")
    ben = User.objects.get(email="ben@example.org")
    assert (ben.name, ben.zone, ben.check_password(NEW["password"])) == ("Ben", "Asia/Amman", True)
    assert roles_of(ben, organisation) == {"facilitator"}
    assert client.session["_auth_user_id"] == str(ben.id)
    assert client.get("/account/2fa/totp/activate/").status_code == 200  # no second question for the password


def test_without_a_password_one_signs_in_by_code_later(client, invited):
    open_it(client, secret_of(mail.outbox[0]))
    client.post("/staff-invitation/acceptance/", NEW | {"password": ""})
    assert User.objects.get(email="ben@example.org").has_usable_password() is False
    assert client.get("/account/").status_code == 200


def test_a_weak_password_is_said_at_its_field_and_nothing_is_lost(client, invited):
    open_it(client, secret_of(mail.outbox[0]))
    response = client.post("/staff-invitation/acceptance/", NEW | {"password": "password1234"})
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["password"])
    assert 'value="Ben"' in response.text
    assert StaffInvitation.objects.get().accepted_at is None


def test_a_pasted_link_opens_as_well(client, invited):
    assert (
        open_it(client, f" http://localhost:8000/staff-invitation#{secret_of(mail.outbox[0])} ").status_code
        == 302
    )


def test_looking_uses_nothing_up(client, invited):
    secret = secret_of(mail.outbox[0])
    before = StaffInvitation.objects.values().get()
    open_it(client, secret)
    for ask in (client.get, client.head, client.options) * 5:
        for path in (f"/staff-invitation?secret={secret}", "/staff-invitation/acceptance/"):
            assert ask(path).status_code == 200
    assert StaffInvitation.objects.values().get() == before
    assert User.objects.filter(email="ben@example.org").exists() is False
    assert open_it(Client(), secret).status_code == 302


def test_it_opens_once(client, invited):
    secret, other = secret_of(mail.outbox[0]), Client()
    open_it(client, secret)
    open_it(other, secret)
    client.post("/staff-invitation/acceptance/", NEW)
    assert other.post("/staff-invitation/acceptance/", NEW | {"name": "Farid"}).status_code == 404
    assert open_it(Client(), secret).status_code == 200
    assert User.objects.get(email="ben@example.org").name == "Ben"


def test_it_runs_out_after_seven_days(client, invited):
    secret = secret_of(mail.outbox[0])
    invited.refresh_from_db()
    assert invited.expires_at - invited.claimed_at == datetime.timedelta(days=7)
    StaffInvitation.objects.update(expires_at=invited.created_at)
    response = open_it(client, secret)
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["secret"])


def test_withdrawn_it_opens_nothing_even_if_opened_before(client, invited, ines):
    open_it(client, secret_of(mail.outbox[0]))
    invitations.revoke_invitation(ines, invitation=invited)
    assert client.post("/staff-invitation/acceptance/", NEW).status_code == 404
    assert Membership.objects.filter(role="facilitator").exists() is False
    with pytest.raises(NotAllowed):
        invitations.renew_invitation(ines, invitation=invited)


def test_sent_again_the_first_link_is_void(client, invited, ines):
    invitations.renew_invitation(ines, invitation=invited)
    invitations.send_due_invitations()
    first, second = map(secret_of, mail.outbox)
    assert (open_it(client, first).status_code, open_it(client, second).status_code) == (200, 302)


def test_two_senders_send_one_mail(organisation, ines):
    invitation = invitations.invite_staff(
        ines, organisation=organisation, email="b@example.org", role="admin", language="en"
    )
    assert [invitations.send_invitation(invitation.id), invitations.send_due_invitations()] == [True, 0]
    assert len(mail.outbox) == 1


def test_a_lost_task_is_found_by_the_sweep(organisation, ines):
    invitations.invite_staff(
        ines, organisation=organisation, email="b@example.org", role="admin", language="en"
    )
    assert (invitations.send_due_invitations(), len(mail.outbox)) == (1, 1)


def test_a_mail_server_away_means_later(organisation, ines, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    invitation = invitations.invite_staff(
        ines, organisation=organisation, email="b@example.org", role="admin", language="en"
    )
    assert invitations.send_invitation(invitation.id) is False
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    StaffInvitation.objects.update(claimed_at=invitation.created_at - invitations.CLAIM_HOLDS)
    assert invitations.send_due_invitations() == 1


def test_the_secret_lies_nowhere(invited):
    secret = secret_of(mail.outbox[0])
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_staffinvitation")
        assert secret not in str(cursor.fetchall())


def test_the_mail_is_neutral_and_in_its_language(organisation, ines):
    for language in ("en", "ar"):
        invitation = invitations.invite_staff(
            ines,
            organisation=organisation,
            email=f"{language}@example.org",
            role="reviewer",
            language=language,
        )
        invitations.send_invitation(invitation.id)
    for message in mail.outbox:
        said = message.subject + message.body + str(message.extra_headers)
        assert [
            word for word in ("Two Banks", "Ines", "Reviewer", "dialogue", "Second Track") if word in said
        ] == []


def test_somebody_known_signs_in_first(client, organisation, ines, zoe, signed_in):
    invitation = invitations.invite_staff(
        ines, organisation=organisation, email=zoe.email, role="evaluator", language="en"
    )
    invitations.send_invitation(invitation.id)
    open_it(client, secret_of(mail.outbox[0]))
    assert client.post("/staff-invitation/acceptance/", NEW).status_code == 200
    assert roles_of(zoe, organisation) == set()
    signed_in(zoe)
    assert client.post("/staff-invitation/acceptance/").url == "/organisation/"
    assert roles_of(zoe, organisation) == {"evaluator"}


def test_somebody_else_cannot_take_it(client, invited, amina, signed_in):
    signed_in(amina)
    open_it(client, secret_of(mail.outbox[0]))
    assert client.post("/staff-invitation/acceptance/", NEW).status_code == 200
    assert User.objects.filter(email="ben@example.org").exists() is False


def test_nobody_is_asked_twice_or_into_a_role_they_have(organisation, ines, amina, invited):
    for email in ("ben@example.org", amina.email):
        with pytest.raises(ValidationError):
            invitations.invite_staff(
                ines, organisation=organisation, email=email, role="facilitator", language="en"
            )


def test_only_administrators_of_this_organisation_invite(organisation, amina, zoe, invited):
    for user in (amina, zoe):
        with pytest.raises(NotAllowed):
            invitations.invite_staff(
                user, organisation=organisation, email="b@example.org", role="admin", language="en"
            )
        with pytest.raises(NotAllowed):
            invitations.revoke_invitation(user, invitation=invited)


def test_a_role_that_ended_can_be_given_again(organisation, ines, amina):
    membership = Membership.objects.get(user=amina)
    actions.end_membership(ines, membership=membership)
    invitation = invitations.invite_staff(
        ines, organisation=organisation, email=amina.email, role="facilitator", language="en"
    )
    invitations.send_invitation(invitation.id)
    invitations.accept_invitation(amina, secret_hash=invitations.hash_of(secret_of(mail.outbox[0])))
    assert roles_of(amina, organisation) == {"facilitator"}
    assert Membership.objects.filter(user=amina).count() == 2
