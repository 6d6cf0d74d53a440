"""The rooms this process reads: one reader for each, woken by pokes, and by the clock in case a poke was lost."""

import asyncio
import logging
import uuid
from itertools import groupby

from channels.layers import get_channel_layer
from django.db import DatabaseError

from workshops.live import cursors, frames, pokes, threads
from workshops.live.attendance import Attendance
from workshops.live.reader import read_batches, read_tables, rooms_behind

logger = logging.getLogger(__name__)
LOOK_ANYWAY_SECONDS = 10
DEAF_SECONDS = 1  # between two looks for sockets that nobody reads


class RoomReader:
    """One room as this process reads it: how far each of its sockets has come."""

    def __init__(self, room_id, poke):
        self.room_id, self.poke = room_id, poke
        self.positions = {}  # socket → number of the last event it was given
        self.here = None  # who the table showed last

    @property
    def start(self):
        """Where the socket stands that has come least far."""
        return min(self.positions.values(), default=0)

    def deliver(self, batch):
        """Give every socket what is new for it; those who may no longer hear are closed before anything is sent.
        Returns whether there is more to read, for all or for one who came meanwhile from further back."""
        for socket in [it for it in self.positions if not batch.may_hear(it.viewer)]:
            del self.positions[socket]
            socket.leave(self.room_id)
        for socket, position in self.positions.items():
            if batch.after <= position < batch.head:
                self.positions[socket] = batch.head
                socket.push(batch.frame(self.room_id, socket.viewer, position))
        return bool(self.positions) and (batch.is_full or self.start < batch.head)

    def show_table(self, data, batch):
        """Send the people of the room again."""
        self.here, fragments = data.here, {}
        for socket, position in list(self.positions.items()):
            if batch.may_hear(socket.viewer):
                op = frames.op("table", data.room, None, data, socket.viewer, fragments)
                cursor = cursors.make(self.room_id, socket.viewer, position)
                socket.push(frames.frame(self.room_id, cursor, [op]))


class Hub:
    """All readers of this process, and what wakes them."""

    def __init__(self):
        self.readers, self.due, self.woken = {}, set(), asyncio.Event()
        self.start, self.tasks = None, []
        self.attendance = Attendance(self._sitting, self._show_tables)

    async def join(self, socket, places):
        """From now on this socket gets what happens in rooms: `places` are (room, its channel name, position)."""
        self.start = self.start or asyncio.create_task(self._start())
        await self.start
        for room_id, poke, position in places:
            is_new = room_id not in self.readers
            reader = self.readers.setdefault(room_id, RoomReader(room_id, poke))
            reader.positions[socket] = position
            if is_new:
                await get_channel_layer().group_add(f"room.{poke}", self.channel)
            self.wake(room_id)
        self.attendance.come((room_id, socket.viewer.seat_id) for room_id, _, _ in places)

    async def part(self, socket):
        """Forget a socket that has closed."""
        left = [it for it in self.readers.values() if it.positions.pop(socket, None) is not None]
        self.attendance.go((reader.room_id, socket.viewer.seat_id) for reader in left)
        for reader in left:
            if not reader.positions and self.readers.pop(reader.room_id, None):
                await get_channel_layer().group_discard(f"room.{reader.poke}", self.channel)

    def wake(self, room_id):
        """Something has happened in this room, or somebody in it must catch up."""
        if room_id in self.readers:
            self.due.add(room_id)
            self.woken.set()

    async def _start(self):
        pokes.read_by(asyncio.get_running_loop(), self.wake)
        self.channel = await get_channel_layer().new_channel()
        loops = (self._read(), self._listen(), self._look_anyway(), self._look_for_deaf(), self.attendance.keep())
        self.tasks = [asyncio.create_task(loop) for loop in loops]

    async def _read(self):
        while True:
            await self.woken.wait()
            self.woken.clear()
            due, self.due = self.due, set()
            try:
                await self._deliver({it: self.readers[it].start for it in due if it in self.readers})
            except DatabaseError:
                logger.warning("rooms not read: the database cannot be reached; nothing is sent")
                await asyncio.sleep(1)
                for room_id in due:
                    self.wake(room_id)

    async def _deliver(self, starts):
        for room_id, batch in (await threads.read(read_batches, starts)).items():
            try:
                if room_id in self.readers and self.readers[room_id].deliver(batch):
                    self.wake(room_id)
            except Exception:  # what is wrong in one room stays there
                logger.exception("room not delivered")

    async def _look_anyway(self):
        while True:
            await asyncio.sleep(LOOK_ANYWAY_SECONDS)
            places = {it.room_id: (it.start, [s.viewer for s in it.positions]) for it in self.readers.values()}
            try:
                for room_id in await threads.read(rooms_behind, places):
                    self.wake(room_id)
            except DatabaseError:
                logger.warning("rooms not looked at: the database cannot be reached")

    async def _look_for_deaf(self):
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(DEAF_SECONDS)
            for socket in {it for reader in self.readers.values() for it in reader.positions}:
                socket.outbox.look(loop.time())

    async def _listen(self):
        while True:
            try:
                message = await get_channel_layer().receive(self.channel)
            except (OSError, ConnectionError):
                await asyncio.sleep(1)
                continue
            if message["from"] != pokes.PROCESS:
                self.wake(uuid.UUID(message["room"]))

    async def _show_tables(self, here):
        readers = [self.readers[room_id] for room_id in here if room_id in self.readers]
        readers = [reader for reader in readers if reader.positions and reader.here != here[reader.room_id]]
        for _, of_workshop in groupby(sorted(readers, key=_workshop), key=_workshop):
            for data, batch in await threads.read(read_tables, [reader.room_id for reader in of_workshop]):
                if data.room.pk in self.readers:
                    self.readers[data.room.pk].show_table(data, batch)

    def _sitting(self):
        return {(it.room_id, socket.viewer.seat_id) for it in self.readers.values() for socket in it.positions}


def _workshop(reader):
    return next(iter(reader.positions)).viewer.workshop_id


_hubs = {}


def hub():
    """The hub of this process's running loop."""
    loop = asyncio.get_running_loop()
    if loop not in _hubs:
        _hubs.clear()
        _hubs[loop] = Hub()
    return _hubs[loop]
