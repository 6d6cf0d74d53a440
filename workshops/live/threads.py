"""A few fixed threads that touch the database for the sockets: one writer on SQLite, which has one anyway."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from django.db import connections

_is_sqlite = connections["default"].vendor == "sqlite"
_writers = ThreadPoolExecutor(1 if _is_sqlite else 3, "writer")
_readers = ThreadPoolExecutor(1 if _is_sqlite else 2, "reader")


async def write(act, *args, **kwargs):
    """Run an act in a writer thread."""
    return await _run(_writers, act, args, kwargs)


async def read(query, *args, **kwargs):
    """Run a query in a reader thread."""
    return await _run(_readers, query, args, kwargs)


def close_connections():
    """Give back the connections of all threads (tests, shutdown)."""
    for pool in (_writers, _readers):
        for _ in range(pool._max_workers):
            pool.submit(connections.close_all).result()


async def _run(pool, function, args, kwargs):
    def call():
        try:
            return function(*args, **kwargs)
        finally:
            for connection in connections.all(initialized_only=True):
                if connection.errors_occurred:
                    connection.close()

    return await asyncio.get_running_loop().run_in_executor(pool, call)
