"""Whether the parts a session needs are within reach."""

import asyncio
import logging
import secrets

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import connections

from accounts.models import Organisation
from facilitator.celery import app
from workshops.vault.keyfile import organisation_key

logger = logging.getLogger(__name__)
PATIENCE = 3  # seconds


def look():
    """{part: is it within reach}. A part that is not is named in the log, with the kind of its error."""
    return {part: _answers(part, ask) for part, ask in PARTS.items()}


def _answers(part, ask):
    try:
        ask()
    except Exception:
        logger.exception("a part is out of reach", extra={"kind": part})
        return False
    return True


def _data():
    _select_one("default")


def _keys():
    _select_one("keys")


def _select_one(alias):
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT 1")


def _key_file():
    """Each organisation's key is in the file; a house without an organisation needs none yet."""
    for organisation_id in Organisation.objects.values_list("pk", flat=True):
        organisation_key(organisation_id)


def _pokes():
    async_to_sync(_round_trip)()


async def _round_trip():
    """What is sent to a channel arrives there."""
    layer, word = get_channel_layer(), secrets.token_hex(4)
    channel = await layer.new_channel()
    await layer.send(channel, {"type": "health", "word": word})
    async with asyncio.timeout(PATIENCE):
        message = await layer.receive(channel)
    if message["word"] != word:
        raise ConnectionError("another message arrived")


def _broker():
    with app.connection_for_write() as connection:
        connection.ensure_connection(max_retries=1, timeout=PATIENCE, interval_start=0.1)


PARTS = {"data": _data, "keys": _keys, "key_file": _key_file, "pokes": _pokes, "broker": _broker}
