"""The life of keys: apart from the data, one organisation's from another's, and gone when they are destroyed."""

import stat

import pytest
from django.db import connections

from workshops.vault import CannotOpen
from workshops.vault.context import Context
from workshops.vault.keyfile import make_organisation_key, organisation_key
from workshops.vault.keys import cipher, destroy_keys, forget_opened_keys, key_of
from workshops.vault.models import Key


def opens(row, context, field="text"):
    """The text of a row, or None when it does not open."""
    try:
        return row.open(context, field)
    except CannotOpen:
        return None


def opened(words, everything):
    """{(who, where): text or None}, with nothing left in memory."""
    forget_opened_keys()
    return {name: opens(message, everything) for name, message in words.items()}


def test_destroying_a_salt_ends_that_persons_words_and_nobody_elses(cast, said, everything):
    destroy_keys(f"salt:{cast.bilal.pk}")
    assert opened(said, everything) == {
        ("bilal", "plenary"): None,
        ("chen", "plenary"): "chen in plenary",
        ("bilal", "caucus"): None,
        ("chen", "caucus"): "chen in caucus",
    }
    assert cast.bilal.open(everything, "display_name") == "Bilal"


def test_destroying_a_rooms_key_ends_what_was_said_there(cast, said, everything):
    destroy_keys(f"room:{cast.plenary.pk}")
    assert opened(said, everything) == {
        ("bilal", "plenary"): None,
        ("chen", "plenary"): None,
        ("bilal", "caucus"): "bilal in caucus",
        ("chen", "caucus"): "chen in caucus",
    }


def test_destroyed_means_at_once_in_this_process(cast, said, everything):
    assert opens(said["bilal", "plenary"], everything) == "bilal in plenary"
    destroy_keys(f"salt:{cast.bilal.pk}")
    assert opens(said["bilal", "plenary"], everything) is None


def test_a_destroyed_key_leaves_no_wrapped_bytes(cast, said):
    destroy_keys(f"room:{cast.plenary.pk}")
    row = Key.objects.get(compartment=f"room:{cast.plenary.pk}")
    assert (row.wrapped, row.destroyed_at is None) == (None, False)


def test_swapped_rows_do_not_open(said, everything):
    one, other = said["bilal", "plenary"], said["bilal", "caucus"]
    one.text, other.text = other.text, one.text
    assert [opens(row, everything) for row in (one, other)] == [None, None]


def test_a_text_moved_into_another_field_does_not_open(cast, everything):
    cast.bilal.record_alias = cast.bilal.display_name
    assert opens(cast.bilal, everything, "record_alias") is None


def test_the_key_of_another_organisation_opens_nothing(drawer, settings):
    envelope = drawer.seal()
    before = settings.KEY_FILE.read_text()
    settings.KEY_FILE = settings.KEY_FILE.with_name("elsewhere.keys")
    make_organisation_key(drawer.organisation_id)
    assert settings.KEY_FILE.read_text() != before
    forget_opened_keys()
    with pytest.raises(CannotOpen):
        drawer.unseal(envelope)


def test_a_lost_key_file_opens_nothing(drawer, settings):
    envelope = drawer.seal()
    settings.KEY_FILE = settings.KEY_FILE.with_name("nowhere.keys")
    forget_opened_keys()
    with pytest.raises(CannotOpen):
        drawer.unseal(envelope)


def test_a_new_generation_leaves_the_old_ones_words_readable(drawer):
    envelope = drawer.seal()
    assert make_organisation_key(drawer.organisation_id) == 2
    drawer.make("room:later")
    forget_opened_keys()
    assert drawer.unseal(envelope) == "We want the well back."
    assert Key.objects.get(compartment="room:later").generation == 2


def test_the_key_file_is_its_owners_alone(drawer, settings):
    assert stat.S_IMODE(settings.KEY_FILE.stat().st_mode) == 0o600


def test_keys_lie_in_a_database_of_their_own(cast):
    tables = {alias: set(connections[alias].introspection.table_names()) for alias in ("default", "keys")}
    assert "vault_key" not in tables["default"]
    assert tables["keys"] - {"django_migrations"} == {"vault_key"}


def test_no_key_shows_in_what_is_printed(drawer):
    row, secret = key_of(drawer.room)
    _, wrapping = organisation_key(drawer.organisation_id)
    shown = [repr(row), str(row), repr(cipher(row.pk)), repr(Context(frozenset([drawer.room]))), str(drawer.seal())]
    for key in (secret, wrapping, bytes(row.wrapped)):
        forms = (repr(key)[2:-1], key.hex(), str(list(key))[1:-1])
        assert [form for form in forms if form in "".join(shown)] == []


def test_what_cannot_be_opened_says_no_more(drawer):
    secret = key_of(drawer.room)[1]
    with pytest.raises(CannotOpen) as refusal:
        drawer.unseal(drawer.seal()[:-1])
    assert secret.hex() not in str(refusal.value)
    assert refusal.value.__cause__ is None
