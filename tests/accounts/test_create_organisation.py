"""The operator's command: the first organisation, its key, its first administrator."""

import json

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Organisation, User
from accounts.rules import is_admin
from tests.accounts.conftest import PASSWORD

GIVEN = {"name": "Two Banks Trust", "email": "Ines@example.org", "admin_name": "Ines", "is_asking": False}


@pytest.fixture(autouse=True)
def key_file(settings, tmp_path):
    """A key file of this test's own."""
    settings.KEY_FILE = tmp_path / "keys" / "organisation.keys"
    return settings.KEY_FILE


def test_it_makes_all_three_and_says_where_to_go(db, capsys, key_file):
    call_command("create_organisation", **GIVEN, password=PASSWORD)
    organisation, ines = Organisation.objects.get(), User.objects.get()
    assert (organisation.name, ines.email, ines.check_password(PASSWORD)) == (
        "Two Banks Trust",
        "ines@example.org",
        True,
    )
    assert is_admin(ines, organisation)
    assert list(json.loads(key_file.read_text())) == [str(organisation.id)]
    said = capsys.readouterr().out
    assert [word in said for word in ("/account/login/", "Begin a rehearsal workshop", PASSWORD)] == [
        True,
        True,
        False,
    ]


def test_it_asks_for_what_is_missing(db, monkeypatch):
    answers = iter(["Two Banks Trust", "ines@example.org", "", "Ines"])
    monkeypatch.setattr("builtins.input", lambda question: next(answers))
    passwords = iter(["short", PASSWORD, "another", PASSWORD, PASSWORD])
    monkeypatch.setattr("getpass.getpass", lambda question: next(passwords))
    call_command("create_organisation", name=None, email=None, admin_name=None)
    assert User.objects.get().check_password(PASSWORD)


def test_somebody_known_joins_as_they_are(db):
    for name in ("Two Banks Trust", "Far Hills"):
        call_command("create_organisation", **GIVEN | {"name": name}, password=PASSWORD)
    assert (Organisation.objects.count(), User.objects.count()) == (2, 1)


@pytest.mark.parametrize("wrong", [{"name": None}, {"email": "ines"}, {"password": "short"}])
def test_what_is_missing_or_wrong_ends_it(db, key_file, wrong):
    with pytest.raises(CommandError):
        call_command("create_organisation", **GIVEN | {"password": PASSWORD} | wrong)
    assert (Organisation.objects.exists(), key_file.exists()) == (False, False)
