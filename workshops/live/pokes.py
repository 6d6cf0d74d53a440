"""Pokes: "room R has head N", to every process that reads R. They carry no content and may be lost."""

import asyncio

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

_loop = None


def send_from(loop):
    """From now on, pokes of this process go out on this running loop (the server's)."""
    global _loop
    _loop = loop


def send(name, room_id, head):
    """Tell the readers of a room that its log has grown. `name` is the room's random channel name."""
    message = {"type": "poke", "room": str(room_id), "head": head}
    if _loop and _loop.is_running():
        asyncio.run_coroutine_threadsafe(_send(name, message), _loop)
    else:
        async_to_sync(_send)(name, message)


async def _send(name, message):
    await get_channel_layer().group_send(f"room.{name}", message)
