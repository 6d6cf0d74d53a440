"""Pokes: "room R has grown", to every process that reads R. They carry no content and may be lost."""

import asyncio
import logging
import secrets

from asgiref.sync import async_to_sync
from channels.layers import InMemoryChannelLayer, get_channel_layer
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)
PROCESS = secrets.token_hex(8)  # a name for this process, as long as it lives

_loop = _wake = None
_waiting = {}  # room's channel name → message; several pokes of a room that wait to be sent are one
_sending = set()


def read_by(loop, wake):
    """From now on this process has readers: `wake(room_id)` on this running loop (the server's)."""
    global _loop, _wake
    _loop, _wake = loop, wake


def send(name, room_id, head):
    """Tell the readers of a room that its log has grown, here at once and elsewhere through the layer.
    `name` is the room's random channel name."""
    message = {"type": "poke", "room": str(room_id), "head": head, "from": PROCESS}
    if _loop and _loop.is_running():
        _loop.call_soon_threadsafe(_spread, name, room_id, message)
    else:
        async_to_sync(_tell)(name, message)


def _spread(name, room_id, message):
    _wake(room_id)
    if isinstance(get_channel_layer(), InMemoryChannelLayer):
        return  # no other process hears this layer
    _waiting[name] = message
    if not _sending:
        task = asyncio.create_task(_send_waiting())
        _sending.add(task)
        task.add_done_callback(_sending.discard)


async def _send_waiting():
    while _waiting:
        name = next(iter(_waiting))
        try:
            await _tell(name, _waiting.pop(name))
        except (OSError, RedisError):
            logger.warning("poke not sent: the others look by themselves after a while")


async def _tell(name, message):
    await get_channel_layer().group_send(f"room.{name}", message)
