"""Cursors: how far a reader has come in a room's log, opaque, and bound to room, seat and epoch.

AES-SIV (RFC 5297) needs no nonce, so nothing here has to be fetched from the system for each frame: what makes two
cursors of one place differ may be any number.
"""

import base64
import random
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def make(room_id, viewer, position):
    """The cursor of this viewer after event number `position` of a room."""
    told = position.to_bytes(8, "big") + random.getrandbits(32).to_bytes(4, "big")
    return base64.urlsafe_b64encode(_cipher().encrypt(told, [_bound(room_id, viewer)])).decode()


def read(cursor, room_id, viewer):
    """The position in a cursor, or None if it was made for another room, seat or epoch, or is no cursor at all."""
    try:
        raw = base64.urlsafe_b64decode(str(cursor))
        return int.from_bytes(_cipher().decrypt(raw, [_bound(room_id, viewer)])[:8], "big")
    except (ValueError, InvalidTag):
        return None


def _bound(room_id, viewer):
    return room_id.bytes + viewer.seat_id.bytes + viewer.epoch.to_bytes(8, "big")


@lru_cache
def _cipher():
    return AESSIV(HKDF(SHA256(), 64, None, b"second-track cursor").derive(settings.SECRET_KEY.encode()))
