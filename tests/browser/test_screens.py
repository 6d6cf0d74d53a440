"""Every screen of the house, found by asking the house for it: no violation in either direction or theme, no sideways
scrolling from 320 px up, nothing in the console.
"""

import pytest

from tests.browser.look import faults
from tests.browser.people import Person
from tests.browser.screens import PERSONS
from tests.house import House

# Addresses that show nobody a page of their own: they lead on, or answer a script.
NO_PAGE = {
    "appointment_calendar", "arrival", "console_panel", "earlier_list", "frame_list", "own_export", "health_live", "health_ready", "organisation", "run_panel",
    "pass_claim", "pass_knock",
    "role_give", "session_place", "set_language", "staff_invitation_create", "staff_invitation_renew",
    "staff_invitation_revoke",
    "account_email", "account_email_verification_sent", "account_signup", "mfa_download_recovery_codes",
    "mfa_login_webauthn",
}  # fmt: skip
# Pages that follow an act, or are about one line: test_answers.py, test_staff.py and test_words.py look at them on their way.
AFTER_AN_ACT = {
    "account_change_password", "account_confirm_login_code", "account_confirm_password_reset_code",
    "account_complete_password_reset", "account_reauthenticate", "message_edit", "message_suggest", "mfa_activate_totp", "mfa_authenticate",
    "mfa_edit_webauthn", "mfa_reauthenticate_webauthn", "mfa_remove_webauthn", "mfa_view_recovery_codes",
    "staff_invitation_accept",
}  # fmt: skip


@pytest.fixture(scope="package")
def gallery(tmp_path_factory, ground):
    """(the house with every screen in it, what its story has told)."""
    house = House(tmp_path_factory.mktemp("gallery"), ground=ground, DEMO="1")
    told = house.tell("gallery")
    house.start()
    yield house, told
    assert house.close() == []


@pytest.fixture(scope="package", params=["en", "ar"])
def language(request, gallery):
    """Everybody in the house reads this language."""
    gallery[0].run("-m", "tests.browser.speak", request.param)
    return request.param


def test_every_address_is_a_screen_or_is_declared(gallery):
    without = {name for name, found in gallery[1]["screens"].items() if found == []}
    declared = NO_PAGE | AFTER_AN_ACT
    assert (without - declared, declared - without) == (set(), set())


@pytest.mark.parametrize("name", PERSONS)
def test_screens(chromium, gallery, language, name):
    house, told = gallery
    person = Person(chromium, house, name, told["cookies"].get(name), language=language)
    light, dark = (390, 1280) if language == "en" else (1280, 390)
    wrong = []
    for label, who, path in (screen for found in told["screens"].values() for screen in found or []):
        if who == name:
            person.page.goto(path)
            wrong += [f"{label}: {fault}" for fault in faults(person.page, light=light, dark=dark)]
    person.leave()
    wrong += person.unforgiven
    assert wrong == [], "\n".join(wrong)
