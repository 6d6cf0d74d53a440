"""Frames on their way to one browser: sent in their order, never dropped in the middle, and never waited for for long."""

import asyncio
from collections import deque

MOST_FRAMES = 200
MOST_SECONDS = 5  # for one frame


class Outbox:
    """What one socket is still to be sent. `send` takes a frame; `full` is called, once, when it does not empty.

    Whether a frame takes too long is looked at from outside, for all sockets together: a clock for each frame would
    cost as much as sending it.
    """

    def __init__(self, send, full):
        self.send, self.full = send, full
        self.waiting, self.filled, self.is_shut = deque(), asyncio.Event(), False
        self.since = None  # when the frame that is being sent was begun
        self.task = asyncio.create_task(self._send_all())

    def put(self, text):
        """One more frame, the last of them."""
        if len(self.waiting) >= MOST_FRAMES:
            self._give_up()
        elif not self.is_shut:
            self.waiting.append(text)
            self.filled.set()

    def look(self, now):
        """Give up a socket whose frame has been on its way for too long."""
        if self.since is not None and now - self.since > MOST_SECONDS:
            self._give_up()

    def shut(self):
        """Nothing more is sent."""
        self.is_shut = True
        self.waiting.clear()
        self.task.cancel()

    def _give_up(self):
        if not self.is_shut:
            self.shut()
            self.full()

    async def _send_all(self):
        clock = asyncio.get_running_loop().time
        while True:
            await self.filled.wait()
            self.filled.clear()
            while self.waiting:
                self.since = clock()
                await self.send(self.waiting[0])
                self.waiting.popleft()
            self.since = None
