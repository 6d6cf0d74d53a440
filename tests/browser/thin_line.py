"""A line as people have it in the mountains: 256 kbit/s for everything together, 600 ms there and back, and it breaks.

It stands between browser and server and knows nothing of what it carries: pages, files and sockets are slowed alike.
"""

import asyncio
import threading
from contextlib import suppress

BYTES_A_SECOND = 256_000 // 8
ONE_WAY = 0.3  # seconds


class Direction:
    """One way through the line, shared by all connections."""

    def __init__(self):
        self.free_at, self.carried = 0.0, 0

    def arrival(self, size, now):
        """When what sets out now arrives."""
        self.carried += size
        self.free_at = max(self.free_at, now) + size / BYTES_A_SECOND
        return self.free_at + ONE_WAY


class End(asyncio.Protocol):
    """One end of a connection: what comes in here goes out at the other, later."""

    def __init__(self, line, direction, other=None):
        self.line, self.direction, self.other = line, direction, other

    def connection_made(self, transport):
        self.transport = transport
        self.line.ends.add(self)
        if self.other is None:  # the browser's
            transport.pause_reading()
            self.line.loop.create_task(self._dial())

    def data_received(self, data):
        self._later(len(data), self.other.transport.write, data)

    def connection_lost(self, reason):
        self.line.ends.discard(self)
        if self.other:
            self._later(1, self.other.transport.close)

    def _later(self, size, act, *args):
        loop = self.line.loop
        loop.call_at(self.direction.arrival(size, loop.time()), act, *args)

    async def _dial(self):
        await asyncio.sleep(2 * ONE_WAY)  # a connection is made before it carries
        if self.line.is_cut:
            self.transport.abort()
            return
        with suppress(OSError):
            far = End(self.line, self.line.down, self)
            await self.line.loop.create_connection(lambda: far, "127.0.0.1", self.line.to)
            self.other = far
            self.transport.resume_reading()


class ThinLine:
    """Listens on one port of the loopback and carries to another, in a thread of its own."""

    def __init__(self, port, to):
        self.port, self.to, self.is_cut = port, to, False
        self.up, self.down, self.ends = Direction(), Direction(), set()
        self.loop, self.is_up = asyncio.new_event_loop(), threading.Event()
        self.thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self):
        self.thread.start()
        assert self.is_up.wait(5)
        return self

    def __exit__(self, *reason):
        self.cut()
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(5)

    def cut(self):
        """What is under way is lost, and nobody new gets through."""
        self.is_cut = True
        self.loop.call_soon_threadsafe(lambda: [end.transport.abort() for end in self.ends])

    def mend(self):
        """It carries again."""
        self.is_cut = False

    def _run(self):
        asyncio.set_event_loop(self.loop)
        server = self.loop.run_until_complete(
            self.loop.create_server(lambda: End(self, self.up), "127.0.0.1", self.port)
        )
        self.is_up.set()
        self.loop.run_forever()
        server.close()
        self.loop.run_until_complete(self._give_up_dialling())
        self.loop.close()

    async def _give_up_dialling(self):
        dialling = asyncio.all_tasks() - {asyncio.current_task()}
        for task in dialling:
            task.cancel()
        await asyncio.gather(*dialling, return_exceptions=True)
