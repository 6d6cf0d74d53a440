"""The rooms this process reads: one reader for each, woken by pokes, and by the clock in case a poke was lost."""

import asyncio
import logging
import secrets

from channels.layers import get_channel_layer
from django.db import DatabaseError

from workshops.live import cursors, frames, pokes, threads
from workshops.live.reader import read_batch, read_table
from workshops.rooms import presence

logger = logging.getLogger(__name__)
LOOK_ANYWAY_SECONDS = 10
PRESENCE_SECONDS = 15
SETTLE_SECONDS = 1  # several people may come in one breath
RELOAD_SECONDS = 5  # who reloads a page has not left


class RoomReader:
    """Reads one room's log for all sockets of this process that are in it."""

    def __init__(self, room_id, poke):
        self.room_id, self.poke = room_id, poke
        self.positions = {}  # socket → number of the last event it was given
        self.woken = asyncio.Event()
        self.table_shown = None

    async def run(self):
        """Deliver on every poke, and every LOOK_ANYWAY_SECONDS."""
        while True:
            try:
                await asyncio.wait_for(self.woken.wait(), LOOK_ANYWAY_SECONDS)
            except TimeoutError:
                pass
            self.woken.clear()
            try:
                await self.deliver()
            except DatabaseError:
                logger.warning("room not read: the database cannot be reached; nothing is sent")
                await asyncio.sleep(1)

    async def deliver(self):
        """Give every socket what is new for it; close those who may no longer hear, before anything is sent."""
        while self.positions:
            start = min(self.positions.values())
            batch = await threads.read(read_batch, self.room_id, start)
            for socket, position in list(self.positions.items()):
                if not batch.may_hear(socket.viewer):
                    del self.positions[socket]
                    socket.leave(self.room_id)
                elif position < batch.head:
                    self.positions[socket] = batch.head
                    self._give(socket, batch, position)
            if not batch.events:
                return

    def _give(self, socket, batch, position):
        ops, signals = batch.ops(socket.viewer, position)
        cursor = cursors.make(self.room_id, socket.viewer, batch.head)
        socket.push(frames.frame(self.room_id, cursor, ops, signals))

    async def show_table(self):
        """Send the people of the room again if somebody came or went since the last look."""
        batch = await threads.read(read_batch, self.room_id, max(self.positions.values(), default=0))
        data = await threads.read(read_table, self.room_id)
        if data == self.table_shown:
            return
        self.table_shown = data
        for socket, position in list(self.positions.items()):
            if batch.may_hear(socket.viewer):
                op = frames.op("table", data.room, None, data, socket.viewer)
                cursor = cursors.make(self.room_id, socket.viewer, position)
                socket.push(frames.frame(self.room_id, cursor, [op]))


class Hub:
    """All readers of this process, the channel that wakes them, and the presence of their sockets."""

    def __init__(self):
        self.readers, self.tasks, self.shows, self.process = {}, [], set(), secrets.token_hex(8)

    async def join(self, socket, room_id, poke, position):
        """From now on this socket gets what happens in the room after `position`."""
        await self._start()
        reader = self.readers.get(room_id)
        if reader is None:
            reader = self.readers[room_id] = RoomReader(room_id, poke)
            await get_channel_layer().group_add(f"room.{poke}", self.channel)
            reader.task = asyncio.create_task(reader.run())
        reader.positions[socket] = position
        reader.woken.set()
        await threads.write(presence.seen, self.process, [(room_id, socket.viewer.seat_id)])
        self._show_table_after(SETTLE_SECONDS, room_id)

    async def part(self, socket):
        """Forget a socket that has closed."""
        gone = []
        for room_id, reader in list(self.readers.items()):
            if reader.positions.pop(socket, None) is not None:
                gone.append((room_id, socket.viewer.seat_id))
            if not reader.positions:
                reader.task.cancel()
                del self.readers[room_id]
                await get_channel_layer().group_discard(f"room.{reader.poke}", self.channel)
        still = set(self._sitting())
        await threads.write(presence.gone, self.process, [pair for pair in gone if pair not in still])
        for room_id, _ in gone:
            self._show_table_after(RELOAD_SECONDS, room_id)

    def _show_table_after(self, seconds, room_id):
        async def show():
            await asyncio.sleep(seconds)
            if reader := self.readers.get(room_id):
                await reader.show_table()

        task = asyncio.create_task(show())
        self.shows.add(task)
        task.add_done_callback(self.shows.discard)

    async def _start(self):
        if self.tasks:
            return
        pokes.send_from(asyncio.get_running_loop())
        self.tasks.append(None)
        self.channel = await get_channel_layer().new_channel()
        self.tasks = [asyncio.create_task(self._listen()), asyncio.create_task(self._keep_presence())]

    async def _listen(self):
        while True:
            try:
                message = await get_channel_layer().receive(self.channel)
            except (OSError, ConnectionError):
                await asyncio.sleep(1)
                continue
            for room_id, reader in self.readers.items():
                if str(room_id) == message["room"]:
                    reader.woken.set()

    async def _keep_presence(self):
        while True:
            await asyncio.sleep(PRESENCE_SECONDS)
            try:
                await threads.write(presence.seen, self.process, list(self._sitting()))
                for reader in list(self.readers.values()):
                    await reader.show_table()
            except DatabaseError:
                logger.warning("presence not written: the database cannot be reached")

    def _sitting(self):
        return {(room_id, socket.viewer.seat_id) for room_id, reader in self.readers.items() for socket in reader.positions}


_hubs = {}


def hub():
    """The hub of this process's running loop."""
    loop = asyncio.get_running_loop()
    if loop not in _hubs:
        _hubs.clear()
        _hubs[loop] = Hub()
    return _hubs[loop]
