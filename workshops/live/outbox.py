"""Frames on their way to one browser: sent in their order, never dropped in the middle, and never waited for for long."""

import asyncio
import types
from collections import deque
from contextlib import suppress
from functools import partial

MOST_FRAMES = 200
MOST_SECONDS = 5  # for one frame


class Outbox:
    """What one socket is still to be sent. `send` takes a frame; `full` is called, once, when it does not empty.

    A frame goes out at once while the line takes it: most do, and waking a task for each would cost as much as sending
    it. So would a clock for each: whether one takes too long is looked at from outside, for all sockets together.
    """

    def __init__(self, send, full):
        self.send, self.full = send, full
        self.waiting, self.is_shut = deque(), False
        self.task = None  # sends what the line did not take at once
        self.since = None  # when the frame that waits for the line was begun

    def put(self, text):
        """One more frame, the last of them."""
        if self.is_shut:
            return
        if self.task is None:
            self._send_now(text)
        elif len(self.waiting) < MOST_FRAMES:
            self.waiting.append(text)
        else:
            self._give_up()

    def look(self, now):
        """Give up a socket whose frame has been on its way for too long."""
        if self.since is not None and now - self.since > MOST_SECONDS:
            self._give_up()

    def shut(self):
        """Nothing more is sent."""
        self.is_shut = True
        self.waiting.clear()
        if self.task:
            self.task.cancel()

    def _give_up(self):
        if not self.is_shut:
            self.shut()
            self.full()

    def _send_now(self, text):
        with suppress(OSError):  # it has just gone: we are told so by whoever holds the line
            if rest := begun(self.send(text)):
                self.task = asyncio.create_task(self._send_all(rest))

    async def _send_all(self, rest):
        clock = asyncio.get_running_loop().time
        with suppress(OSError):
            self.since = clock()
            await rest
            while self.waiting:
                self.since = clock()
                await self.send(self.waiting.popleft())
        self.task = self.since = None


def begun(coroutine):
    """Let a coroutine run until it has to wait. Returns what is left of it, to be awaited; None if it is done."""
    try:
        waits_for = coroutine.send(None)
    except StopIteration:
        return None
    return _rest(coroutine, waits_for)


@types.coroutine
def _rest(coroutine, waits_for):
    while True:
        try:
            step = partial(coroutine.send, (yield waits_for))
        except BaseException as problem:  # cancelled, or what it waits for has failed
            step = partial(coroutine.throw, problem)
        try:
            waits_for = step()
        except StopIteration:
            return
