"""Staff sign in, prove twice who they are, come back by another way, and are invited by a link that leaves the address bar."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import PHONE

PASSWORD = "seven boats on a quiet river"
CODE = re.compile(r"\d{4}-\d{4}")


@pytest.fixture(params=["en", "ar"])
def ines(play, request):
    """Ines on her first day, at the page for signing in."""
    play("first_day", request.param, PASSWORD)
    ines = play.stranger("ines", language=request.param, size=PHONE)
    ines.visit("/account/login/")
    return ines


@pytest.fixture
def fingerprint(ines):
    """Her device knows her fingerprint, as Chromium plays it."""
    devtools = ines.context.new_cdp_session(ines.page)
    devtools.send("WebAuthn.enable")
    able = ("hasResidentKey", "hasUserVerification", "isUserVerified", "automaticPresenceSimulation")
    options = {"protocol": "ctap2", "transport": "internal"} | dict.fromkeys(able, True)
    return devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def sign_in(person, password=PASSWORD):
    """With the password, by hand."""
    person.fill(login="ines@example.org", password=password)
    person.button("Sign in").click()


def test_a_second_factor_from_the_first_day_to_signing_in_with_it_alone(ines, fingerprint):
    sign_in(ines, "seven boats on a loud river")
    ines.finds_it_well_made()
    sign_in(ines)
    ines.sees("One step before you start")
    ines.press("Set up a passkey")
    ines.press("Set it up")
    expect(ines.page.locator("#recovery_codes li")).to_have_count(10)
    ines.finds_it_well_made()
    ines.press("They are written down: go on")
    expect(ines.page).to_have_url(re.compile("/desk/$"))

    ines.context.clear_cookies()
    ines.visit("/account/login/")
    sign_in(ines)
    ines.sees("One more proof")
    ines.finds_it_well_made()
    ines.press("Use a passkey")
    expect(ines.page).to_have_url(re.compile("/desk/$"))
    for page in ("password/change", "reauthenticate", "2fa/webauthn/reauthenticate", "2fa/totp/activate"):
        ines.visit(f"/account/{page}/")
        ines.finds_it_well_made()
    for act in ("Rename", "Take away"):
        ines.visit("/account/2fa/webauthn/")
        ines.press(act)
        ines.finds_it_well_made()

    ines.context.clear_cookies()
    ines.visit("/account/login/")
    ines.press("Use a passkey")
    expect(ines.page).to_have_url(re.compile("/desk/$"))


def test_a_code_by_mail_and_a_new_password(ines):
    ines.press("Send me a code by mail")
    ines.fill(email="ines@example.org")
    ines.page.locator("main form").first.get_by_role("button").click()
    ines.sees("Enter the code")
    ines.finds_it_well_made()
    ines.press("Start again")
    ines.press("Password forgotten")
    ines.fill(email="ines@example.org")
    ines.page.locator("main form").first.get_by_role("button").click()
    ines.sees("Enter the code")
    ines.finds_it_well_made()
    ines.fill(code=CODE.search(ines.house.newest_mail()).group())
    ines.press("Go on")
    expect(ines.page.locator("[name=password1]")).to_be_visible()
    ines.finds_it_well_made()


def test_an_invitation_from_its_link_to_the_first_page(play):
    play("planned")
    ines, ben = play.person("ines"), play.stranger("ben")
    ines.visit("/organisation/")
    ines.fill(email="benoit@example.org")
    ines.page.locator("form", has=ines.page.locator("[name=email]")).get_by_role("button").click()
    play.house.run("manage.py", "sweep")
    link = next(line for line in play.house.newest_mail().splitlines() if "#" in line)
    ben.visit(link)
    ben.sees("Your link is read.")
    assert ben.page.url == f"{play.house.url}/staff-invitation"
    ben.press("Open the invitation")
    ben.finds_it_well_made()
    zone = ben.page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone")
    expect(ben.page.locator("[name=zone]")).to_have_value(zone)
    ben.fill(name="Benoît")
    ben.press("Join")
    ben.sees("One step before you start")
