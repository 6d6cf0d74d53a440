"""What only a browser can show: a passkey, and a secret that leaves the address bar."""

import pytest
from django.core import mail
from playwright.sync_api import sync_playwright

from accounts import invitations
from accounts.models import User
from tests.accounts.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "keys"])]


@pytest.fixture(scope="module")
def chromium():
    """Debian's Chromium, quiet and alone. Its loop runs in this thread, so Django must not mind."""
    quiet = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-gpu"]
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield playwright.chromium.launch(executable_path="/usr/bin/chromium", args=quiet)


@pytest.fixture
def screen(chromium, live_server, settings):
    """A page that fails the test on anything written to the console."""
    settings.BASE_URL = live_server.url
    page, said = chromium.new_page(), []
    page.on("console", lambda line: said.append(line.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    page.close()
    assert said == []


@pytest.fixture
def fingerprint(screen):
    """A device with a fingerprint, as Chromium plays it."""
    devtools = screen.context.new_cdp_session(screen)
    devtools.send("WebAuthn.enable")
    able = ("hasResidentKey", "hasUserVerification", "isUserVerified", "automaticPresenceSimulation")
    options = {"protocol": "ctap2", "transport": "internal"} | dict.fromkeys(able, True)
    return devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def sign_in(screen, user):
    """With the password, by hand."""
    screen.get_by_label("Mail address").fill(user.email)
    screen.get_by_label("Password").fill(PASSWORD)
    screen.get_by_role("button", name="Sign in").click()


def test_a_passkey_from_the_first_day_to_signing_in_with_it_alone(
    screen, fingerprint, live_server, ines, settings
):
    settings.IS_SECOND_FACTOR_REQUIRED = True
    screen.goto(f"{live_server.url}/account/login/")
    sign_in(screen, ines)
    screen.get_by_role("link", name="Set up a passkey").click()
    screen.get_by_role("button", name="Set it up").click()
    assert screen.locator("#recovery_codes li").count() == 10
    screen.get_by_role("link", name="go on").click()
    screen.wait_for_url("**/organisation/*/")
    screen.context.clear_cookies()
    screen.goto(f"{live_server.url}/account/login/")
    screen.get_by_role("button", name="Use a passkey").click()
    screen.wait_for_url("**/organisation/*/")


def test_an_invitation_from_its_link_to_the_first_page(screen, live_server, organisation, ines):
    invitation = invitations.invite_staff(
        ines, organisation=organisation, email="ben@example.org", role="facilitator", language="en"
    )
    invitations.send_invitation(invitation.id)
    link = next(line for line in mail.outbox[0].body.splitlines() if "#" in line)
    screen.goto(link)
    screen.get_by_text("Your link is read.").wait_for()
    assert screen.url == f"{live_server.url}/staff-invitation"
    screen.get_by_role("button", name="Open the invitation").click()
    screen.get_by_label("Your name").fill("Ben")
    screen.get_by_role("button", name="Join").click()
    screen.wait_for_url("**/organisation/*/")
    assert User.objects.get(email="ben@example.org").zone == screen.evaluate(
        "Intl.DateTimeFormat().resolvedOptions().timeZone"
    )
