"""The floor under everything: the `websockets` library alone. It parses, numbers, encodes once and broadcasts.

    python -m bench.bare PORT FRAME_BYTES       frames as long as the application's; nobody is asked, nothing is kept
"""

import asyncio
import itertools
import json
import sys
from collections import defaultdict

from websockets.asyncio.server import broadcast, serve

PATH = "/rooms/{room}/"
POST = {"text": "{body}"}


async def main(port, frame_bytes):
    """Until somebody ends it."""
    rooms, numbers = defaultdict(set), itertools.count()

    async def sit(socket):
        people = rooms[socket.request.path]
        people.add(socket)
        try:
            async for frame in socket:
                said = {"number": next(numbers), "text": json.loads(frame)["text"]}
                broadcast(people, json.dumps(said).ljust(frame_bytes))
        finally:
            people.discard(socket)

    async with serve(sit, "127.0.0.1", port, compression=None):
        await asyncio.get_running_loop().create_future()


if __name__ == "__main__":
    asyncio.run(main(*map(int, sys.argv[1:])))
