"""The life of a key: made and committed before the first row that needs it, opened for use, destroyed.

Opened keys stay in the memory of a process for at most MEMORY_SECONDS.
"""

import secrets
import time

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from workshops import clock
from workshops.vault import CannotOpen
from workshops.vault.keyfile import organisation_key
from workshops.vault.models import Key

MEMORY_SECONDS = 60
_memory = {}


def make_keys(*compartments, organisation_id, workshop_id):
    """One fresh key for each compartment, stored before anything is sealed under it."""
    generation, wrapping = organisation_key(organisation_id)
    Key.objects.bulk_create(
        Key(
            compartment=compartment,
            organisation_id=organisation_id,
            workshop_id=workshop_id,
            generation=generation,
            wrapped=_wrap(wrapping, compartment, generation, secrets.token_bytes(32)),
            created_at=clock.now(),
        )
        for compartment in compartments
    )


def destroy_keys(*compartments):
    """Forget these keys: what was sealed under them does not open again."""
    Key.objects.filter(compartment__in=compartments).update(wrapped=None, destroyed_at=clock.now())
    _memory.clear()


def made_between(start, end):
    """The compartments of living keys that were made in this time."""
    made = Key.objects.filter(created_at__gte=start, created_at__lt=end, destroyed_at=None)
    return set(made.values_list("compartment", flat=True))


def count_living():
    """How many keys open something."""
    return Key.objects.filter(destroyed_at=None).count()


def remove_unused(compartments):
    """Take keys out under which nothing was ever sealed; returns how many."""
    _memory.clear()
    return sum(Key.objects.filter(compartment=name, destroyed_at=None).delete()[0] for name in compartments)


def forget_opened_keys():
    """Empty the memory of this process (after a restore, between tests)."""
    _memory.clear()


def key_of(compartment):
    """(row, 32 bytes) of the living key of a compartment. Raises CannotOpen."""
    return _remembered(("name", compartment), lambda: _opened(compartment=compartment, destroyed_at=None))


def key_by_number(number):
    """(row, 32 bytes) of the key with this number. Raises CannotOpen."""
    return _remembered(("number", number), lambda: _opened(pk=number))


def cipher(number, author_id=None):
    """The cipher of key `number`, or the one derived from it for the words of one author (HKDF-SHA256, RFC 5869)."""

    def derived():
        secret = key_by_number(number)[1]
        if author_id:
            salt = key_of(f"salt:{author_id}")[1]
            secret = HKDF(SHA256(), 32, salt, b"second-track author").derive(secret)
        return AESGCM(secret)

    return _remembered(("cipher", number, author_id), derived)


def _remembered(name, make):
    entry = _memory.get(name)
    if entry and entry[0] > time.monotonic():
        return entry[1]
    if len(_memory) > 20_000:
        _memory.clear()
    value = make()
    _memory[name] = (time.monotonic() + MEMORY_SECONDS, value)
    return value


def _opened(**which):
    row = Key.objects.filter(**which).first()
    if row is None or row.wrapped is None:
        raise CannotOpen("the key is gone")
    _, wrapping = organisation_key(row.organisation_id, row.generation)
    wrapped = bytes(row.wrapped)
    try:
        return row, AESGCM(wrapping).decrypt(wrapped[:12], wrapped[12:], _label(row.compartment, row.generation))
    except InvalidTag:
        raise CannotOpen("the key was altered") from None


def _wrap(wrapping, compartment, generation, secret):
    nonce = secrets.token_bytes(12)
    return nonce + AESGCM(wrapping).encrypt(nonce, secret, _label(compartment, generation))


def _label(compartment, generation):
    return f"second-track|key|{compartment}|{generation}".encode()
