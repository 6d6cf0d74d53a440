"""A few fixed threads that touch the database for the sockets: one writer on SQLite, which has one anyway."""

import asyncio
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor

from django.db import connections

_is_sqlite = connections["default"].vendor == "sqlite"
_writers = ThreadPoolExecutor(1 if _is_sqlite else 3, "writer")
_readers = ThreadPoolExecutor(1 if _is_sqlite else 2, "reader")
MOST_TOGETHER = 20
_queues = weakref.WeakKeyDictionary()  # running loop → {act: Together}


async def write(act, *args, **kwargs):
    """Run an act in a writer thread."""
    return await _run(_writers, act, args, kwargs)


async def read(query, *args, **kwargs):
    """Run a query in a reader thread."""
    return await _run(_readers, query, args, kwargs)


async def write_together(act, item):
    """Run `act` on a list of items, this one and those that come while the writer is busy; returns this one's result.
    `act` returns one result for each item, in their order. On PostgreSQL each goes alone: several writers share the
    work there, and one who commits for all would wait on round trips, and all with them."""
    if not _is_sqlite:
        return (await write(act, [item]))[0]
    queues = _queues.setdefault(asyncio.get_running_loop(), {})
    return await queues.setdefault(act, Together(act)).add(item)


class Together:
    """Items that wait for the same act."""

    def __init__(self, act):
        self.act, self.waiting, self.task = act, [], None

    def add(self, item):
        """The future result of this item."""
        future = asyncio.get_running_loop().create_future()
        self.waiting.append((item, future))
        if self.task is None:
            self.task = asyncio.create_task(self._work())
        return future

    async def _work(self):
        try:
            while self.waiting:
                batch, self.waiting = self.waiting[:MOST_TOGETHER], self.waiting[MOST_TOGETHER:]
                await self._carry_out(batch)
        finally:
            self.task = None

    async def _carry_out(self, batch):
        try:
            results = await write(self.act, [item for item, _ in batch])
        except Exception as problem:
            if len(batch) > 1:  # nothing of it was stored: each once more, for itself
                for each in batch:
                    await self._carry_out([each])
            elif not batch[0][1].done():
                batch[0][1].set_exception(problem)
            return
        for (_, future), result in zip(batch, results, strict=True):
            if not future.done():
                future.set_result(result)


def close_connections():
    """Give back the connections of all threads (tests, shutdown). Each waits for the others, or a quick one would do
    the work of all and their connections stay."""
    for pool in (_writers, _readers):
        everyone = threading.Barrier(pool._max_workers)
        for each in [pool.submit(_close_together, everyone) for _ in range(pool._max_workers)]:
            each.result()


def _close_together(everyone):
    everyone.wait()
    connections.close_all()


async def _run(pool, function, args, kwargs):
    def call():
        try:
            return function(*args, **kwargs)
        finally:
            for connection in connections.all(initialized_only=True):
                if connection.errors_occurred:
                    connection.close()

    return await asyncio.get_running_loop().run_in_executor(pool, call)
