"""Who comes and goes at this process, written down for everybody, and shown at the tables it concerns."""

import asyncio
import logging

from django.db import DatabaseError

from workshops.live import pokes, threads
from workshops.rooms import presence
from workshops.running import watch

logger = logging.getLogger(__name__)
SETTLE_SECONDS = 1  # several people may come in one breath
RELOAD_SECONDS = 5  # who reloads a page has not left
STILL_HERE_SECONDS = 15


class Attendance:
    """Keeps the table of presence for the sockets of this process.

    `sitting()` gives the (room, seat) pairs that are connected now; `show({room: seats})` shows tables anew at which
    others are here than they last showed.
    """

    def __init__(self, sitting, show):
        self.sitting, self.show = sitting, show
        self.came, self.left = set(), set()
        self.tasks = {}  # what is to be done soon, once for all who wait for it

    def come(self, pairs):
        """These (room, seat) pairs have a socket now."""
        self.came |= set(pairs)
        self._soon(self._write_came, SETTLE_SECONDS)

    def go(self, pairs):
        """These pairs have one socket less."""
        self.left |= set(pairs)
        self._soon(self._write_left, RELOAD_SECONDS)

    async def keep(self):
        """Say again and again that those who sit here are here, and look who else is, and whether anybody is left alone."""
        while True:
            await asyncio.sleep(STILL_HERE_SECONDS)
            try:
                pairs = self.sitting()
                await threads.write(presence.still_here, pokes.PROCESS, pairs)
                await self._show({room_id for room_id, _ in pairs})
                await threads.write(watch.look)
            except DatabaseError:
                logger.warning("presence not written: the database cannot be reached")

    def _soon(self, act, seconds):
        async def wait_and_act():
            await asyncio.sleep(seconds)
            del self.tasks[act]
            try:
                await act()
            except DatabaseError:
                logger.warning("presence not written: the database cannot be reached")

        if act not in self.tasks:
            self.tasks[act] = asyncio.create_task(wait_and_act())

    async def _write_came(self):
        came, self.came = self.came, set()
        await threads.write(presence.seen, pokes.PROCESS, came)
        await self._show({room_id for room_id, _ in came})

    async def _write_left(self):
        left, self.left = self.left, set()
        await threads.write(presence.gone, pokes.PROCESS, left - self.sitting())
        await self._show({room_id for room_id, _ in left})

    async def _show(self, room_ids):
        await self.show(await threads.read(presence.here, room_ids))
