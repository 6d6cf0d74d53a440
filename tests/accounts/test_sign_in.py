"""Signing in: by password, by a code sent by mail, with an authenticator app; never by oneself without an invitation."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client

from accounts.adapter import StaffMFAAdapter
from tests.accounts.conftest import PASSWORD


def totp_code(secret):
    """What the app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def signed_in_as(client):
    """Whose session this is, or None."""
    return client.session.get("_auth_user_id")


def test_by_password(client, ines):
    response = client.post("/account/login/", {"login": "INES@example.org", "password": PASSWORD})
    assert (response.status_code, response.url) == (302, "/organisation/")
    assert signed_in_as(client) == str(ines.id)


def test_a_wrong_password_and_an_unknown_address_look_alike(client, ines):
    wrong = client.post("/account/login/", {"login": ines.email, "password": "wrong"})
    unknown = client.post("/account/login/", {"login": "nobody@example.org", "password": "wrong"})
    assert (wrong.status_code, signed_in_as(client)) == (200, None)
    assert wrong.context["form"].errors == unknown.context["form"].errors


def test_by_code(client, ines, code_in):
    assert client.post("/account/login/code/", {"email": ines.email}).url == "/account/login/code/confirm/"
    client.post("/account/login/code/confirm/", {"code": "0000-0000"})
    assert signed_in_as(client) is None
    client.post("/account/login/code/confirm/", {"code": code_in(mail.outbox[0])})
    assert signed_in_as(client) == str(ines.id)


def test_a_code_for_nobody_looks_the_same(client, db):
    response = client.post("/account/login/code/", {"email": "nobody@example.org"}, follow=True)
    assert response.redirect_chain == [("/account/login/code/confirm/", 302)]
    assert response.status_code == 200


def test_mails_say_nothing(client, ines):
    client.post("/account/login/code/", {"email": ines.email})
    client.post("/account/password/reset/", {"email": ines.email})
    for message in mail.outbox:
        assert message.from_email == "Appointments <appointments@localhost>"
        assert message.extra_headers["Message-ID"].endswith("@localhost>")
        assert [
            word for word in ("Second", "Track", "Ines", "Trust") if word in message.subject + message.body
        ] == []


def test_a_forgotten_password_is_replaced_by_a_code(client, ines, code_in):
    client.post("/account/password/reset/", {"email": ines.email})
    client.post("/account/password/reset/confirm/", {"code": code_in(mail.outbox[0])})
    new = {"password1": "nine herons by the old mill", "password2": "nine herons by the old mill"}
    assert client.post("/account/password/reset/complete/", new).url == "/account/password/reset/done/"
    ines.refresh_from_db()
    assert ines.check_password(new["password1"])


def test_with_an_authenticator_app(client, ines, signed_in):
    secret = generate_totp_secret()
    TOTP.activate(ines, secret)
    response = client.post("/account/login/", {"login": ines.email, "password": PASSWORD})
    assert (response.url, signed_in_as(client)) == ("/account/2fa/authenticate/", None)
    assert client.get(response.url).status_code == 200
    client.post(response.url, {"code": "000000"})
    assert signed_in_as(client) is None
    client.post(response.url, {"code": totp_code(secret)})
    assert signed_in_as(client) == str(ines.id)


def test_seeds_are_not_stored_as_they_are(ines):
    secret = generate_totp_secret()
    TOTP.activate(ines, secret)
    codes = RecoveryCodes.activate(ines)
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored
    assert StaffMFAAdapter().decrypt(codes.instance.data["seed"]) not in stored
    assert codes.get_unused_codes() == codes.instance.wrap().get_unused_codes()


def test_setting_up_an_app_shows_recovery_codes_once(ines, signed_in):
    client = signed_in(ines)
    page = client.get("/account/2fa/totp/activate/")
    assert page.status_code == 200
    response = client.post("/account/2fa/totp/activate/", {"code": totp_code(page.context["form"].secret)})
    assert response.url == "/account/2fa/recovery-codes/"
    first, second = client.get(response.url), client.get(response.url)
    assert first.context["unused_codes"][0] in first.text
    assert second.context["unused_codes"] == ["****"] * 10


@pytest.mark.parametrize("path", ["signup/", "email/", "confirm-email/", "confirm-email/a:b/"])
def test_nobody_signs_up_or_changes_an_address_alone(client, db, path):
    assert client.get(f"/account/{path}").status_code == 404
    assert client.post(f"/account/{path}").status_code == 404


def test_no_address_is_written_down(client, ines):
    client.post("/account/login/", {"login": ines.email, "password": PASSWORD}, REMOTE_ADDR="203.0.113.77")
    assert list(UserSession.objects.values_list("ip", flat=True)) == ["::"]
    assert "203.0.113.77" not in str(dict(client.session))


def test_one_place_cannot_lock_another_out(client, ines):
    for _attempt in range(25):
        client.post("/account/login/", {"login": ines.email, "password": "wrong"}, REMOTE_ADDR="203.0.113.1")
    right = {"login": ines.email, "password": PASSWORD}
    client.post("/account/login/", right, REMOTE_ADDR="203.0.113.1")
    assert signed_in_as(client) is None
    client.post("/account/login/", right, REMOTE_ADDR="203.0.113.2")
    assert signed_in_as(client) == str(ines.id)


def test_signing_out_everywhere_else(client, ines, signed_in):
    other = Client()
    other.post("/account/login/", {"login": ines.email, "password": PASSWORD})
    signed_in(ines)
    assert client.get("/account/sessions/").context["session_count"] == 2
    client.post("/account/sessions/")
    assert (client.get("/account/").status_code, other.get("/account/").status_code) == (200, 302)


def test_a_change_of_password_is_told_without_saying_what(ines, signed_in):
    new = "nine herons by the old mill"
    client = signed_in(ines)
    client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert [(message.to, message.subject) for message in mail.outbox] == [([ines.email], "A change")]
    assert "203." not in mail.outbox[0].body
    assert signed_in_as(client) is None


def test_my_account_is_changed_in_my_language(ines, signed_in):
    client = signed_in(ines)
    response = client.post("/account/", {"name": "Ines\u202e S.", "language": "ar", "zone": "Asia/Amman"})
    assert (response.status_code, response.cookies["language"].value) == (302, "ar")
    ines.refresh_from_db()
    assert (ines.name, ines.language, ines.zone) == ("Ines S.", "ar", "Asia/Amman")


def test_a_refused_name_is_not_lost_and_not_mine(ines, signed_in):
    response = signed_in(ines).post("/account/", {"name": " ", "language": "en", "zone": "Nowhere/Here"})
    assert (response.status_code, sorted(response.context["form"].errors)) == (200, ["name", "zone"])
    ines.refresh_from_db()
    assert ines.zone == "UTC"
