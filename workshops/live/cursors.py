"""Cursors: how far a reader has come in a room's log, opaque, and bound to room, seat and epoch."""

import base64
import secrets
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def make(room_id, viewer, position):
    """The cursor of this viewer after event number `position` of a room."""
    nonce = secrets.token_bytes(12)
    sealed = _cipher().encrypt(nonce, position.to_bytes(8, "big"), _bound(room_id, viewer))
    return base64.urlsafe_b64encode(nonce + sealed).decode()


def read(cursor, room_id, viewer):
    """The position in a cursor, or None if it was made for another room, seat or epoch, or is no cursor at all."""
    try:
        raw = base64.urlsafe_b64decode(str(cursor))
        return int.from_bytes(_cipher().decrypt(raw[:12], raw[12:], _bound(room_id, viewer)), "big")
    except (ValueError, InvalidTag):
        return None


def _bound(room_id, viewer):
    return room_id.bytes + viewer.seat_id.bytes + viewer.epoch.to_bytes(8, "big")


@lru_cache
def _cipher():
    return AESGCM(HKDF(SHA256(), 32, None, b"second-track cursor").derive(settings.SECRET_KEY.encode()))
