"""Sealing and opening one value: AES-256-GCM with its place bound in, so that a swapped row does not open.

Envelope: version (1 byte) · number of the key (4) · nonce (12) · ciphertext and tag.
"""

import json
import secrets

from cryptography.exceptions import InvalidTag

from workshops.vault import CannotOpen, keys
from workshops.vault.models import measured

VERSION = b"\x01"


def seal(value, *, compartment, place, author_id=None):
    """The envelope of a JSON value (text, or texts by language) for one place: (table, row id, field)."""
    row, _ = keys.key_of(compartment)
    nonce = secrets.token_bytes(12)
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    sealed = keys.cipher(row.pk, author_id).encrypt(nonce, plain, _bound(row, place))
    return VERSION + row.pk.to_bytes(4, "big") + nonce + sealed


def unseal(envelope, *, compartment, place, context, author_id=None):
    """The value in an envelope. Raises NotYours before any key is looked up, CannotOpen when key or place do not fit."""
    context.require(compartment)
    envelope = bytes(envelope)
    if envelope[:1] != VERSION or len(envelope) < 33:
        raise CannotOpen("not an envelope of ours")
    number = int.from_bytes(envelope[1:5], "big")
    row, _ = keys.key_by_number(number)
    if row.compartment != compartment:
        raise CannotOpen("sealed under another compartment")
    try:
        plain = keys.cipher(number, author_id).decrypt(envelope[5:17], envelope[17:], _bound(row, place))
    except InvalidTag:
        raise CannotOpen("altered or moved") from None
    return json.loads(plain)


def _bound(row, place):
    return row.place + measured(*place, row.pk)
