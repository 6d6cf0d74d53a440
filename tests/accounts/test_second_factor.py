"""Where a second factor is required, a session without one reaches the way to get one, and nothing else."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import URLPattern, get_resolver

from accounts.middleware import OPEN_TO_ALL


@pytest.fixture
def confined(settings, ines, signed_in):
    """Ines, signed in by password only, where more is asked."""
    settings.IS_SECOND_FACTOR_REQUIRED = True
    return signed_in(ines)


def plain_addresses(patterns=None, prefix=""):
    """(name, path) of every address of the house that takes no arguments."""
    for entry in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(entry, URLPattern):
            if not entry.pattern.regex.groups and entry.name:
                yield entry.name, prefix + str(entry.pattern).lstrip("^").rstrip("$")
        elif not entry.pattern.regex.groups:
            yield from plain_addresses(entry.url_patterns, prefix + str(entry.pattern))


def test_every_other_address_leads_to_setting_one_up(confined):
    closed = {name: path for name, path in plain_addresses() if name not in OPEN_TO_ALL and "(" not in path}
    assert {"account", "organisation", "usersessions_list", "mfa_generate_recovery_codes"} <= set(closed)
    for path in closed.values():
        for ask in (confined.get, confined.post):
            response = ask(f"/{path}")
            assert (path, response.status_code, response.headers.get("Location")) == (
                path,
                302,
                "/account/2fa/",
            )


def test_the_way_to_one_is_open(confined):
    for path in (
        "/account/2fa/",
        "/account/2fa/totp/activate/",
        "/account/2fa/webauthn/add/",
        "/account/logout/",
    ):
        assert (path, confined.get(path).status_code) == (path, 200)


def test_a_panel_is_sent_there_whole(confined):
    response = confined.get("/organisation/", headers={"HX-Request": "true"})
    assert (response.status_code, response["HX-Redirect"]) == (204, "/account/2fa/")


def test_signing_out_is_open(confined):
    confined.post("/account/logout/")
    assert "_auth_user_id" not in confined.session


def test_with_one_everything_is_open_again(confined, ines):
    confined.get("/account/")
    TOTP.activate(ines, generate_totp_secret())
    assert confined.get("/account/").status_code == 200
    assert confined.session["second_factor_next"] == "/account/"


def test_recovery_codes_alone_are_none(confined, ines):
    Authenticator.objects.create(
        user=ines, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "", "used_mask": 0}
    )
    assert confined.get("/organisation/").status_code == 302


def test_the_last_one_is_not_taken_away(confined, ines):
    TOTP.activate(ines, generate_totp_secret())
    response = confined.post("/account/2fa/totp/deactivate/")
    assert (response.status_code, Authenticator.objects.filter(type="totp").count()) == (200, 1)


def test_signed_out_people_are_not_concerned(settings, client, db):
    settings.IS_SECOND_FACTOR_REQUIRED = True
    assert client.get("/account/login/").status_code == 200
