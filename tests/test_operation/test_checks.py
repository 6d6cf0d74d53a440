"""`check --deploy` and the promises of SQLite."""

import pytest
from django.db import connections
from django.test import override_settings

from facilitator import checks

WELL = {
    "IS_HTTPS": True,
    "IS_DEMO": False,
    "IS_SECOND_FACTOR_REQUIRED": True,
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
}


def ids(found):
    """The numbers of what was found."""
    return [message.id for message in found]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, []),
        ({"IS_HTTPS": False}, ["house.E001"]),
        ({"IS_DEMO": True}, ["house.E002"]),
        ({"IS_SECOND_FACTOR_REQUIRED": False}, ["house.E003"]),
        ({"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend"}, ["house.W004"]),
    ],
)
def test_a_house_that_people_write_in(change, found):
    with override_settings(**WELL | change):
        assert ids(checks.address_and_modes(None)) == found


@pytest.mark.parametrize(
    ("place", "mode", "found"),
    [
        ("keys/organisation.keys", 0o600, []),
        ("keys/organisation.keys", 0o640, ["house.E005"]),
        ("data/keys/organisation.keys", 0o600, ["house.W006"]),
    ],
)
def test_the_key_file_is_its_owners_alone_and_apart(settings, tmp_path, place, mode, found):
    settings.VAR_DIR, settings.KEY_FILE = tmp_path / "data", tmp_path / place
    settings.KEY_FILE.parent.mkdir(parents=True)
    settings.KEY_FILE.write_text("{}")
    settings.KEY_FILE.chmod(mode)
    assert ids(checks.key_file(None)) == found


@pytest.mark.django_db(databases=["default", "keys"])
def test_both_databases_promise_to_keep_what_they_acknowledge():
    assert ids(checks.sqlite_promises(None, databases=["default", "keys"])) == []


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
@pytest.mark.parametrize("promise", ["synchronous = NORMAL", "foreign_keys = OFF", "busy_timeout = 100"])
def test_a_weaker_promise_is_noticed(promise):
    connection = connections["default"]
    if connection.vendor != "sqlite":
        return  # PostgreSQL keeps its promises by default
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {promise}")
    try:
        assert ids(checks.sqlite_promises(None, databases=["default", "keys"])) == ["house.E007"]
    finally:
        connection.close()
