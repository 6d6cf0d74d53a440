"""HTTP requests on a few fixed threads.

Django's own ASGI handler gives each request a new thread, and with it a new database connection: under load that
costs seconds and, on PostgreSQL, errors.

SQLite works inside these threads, beside the loop that serves the sockets: with eight of them two hundred people who open a
room within ten seconds made those who sat in it wait two seconds for a word, with two 45 ms (`bench/faults.py`, storm).
"""

import itertools

from asgiref.sync import SyncToAsync, ThreadSensitiveContext
from django.core.handlers.asgi import ASGIHandler
from django.db import connection

LANES = {"sqlite": 2}
MOST_LANES = 8  # where the database works elsewhere


class PooledHandler(ASGIHandler):
    """Hands each request to the next of a few threads; asgiref keeps one thread for each context object."""

    def __init__(self):
        super().__init__()
        count = LANES.get(connection.vendor, MOST_LANES)
        self.lanes = itertools.cycle([ThreadSensitiveContext() for _ in range(count)])

    async def __call__(self, scope, receive, send):
        """Serve one request in its lane."""
        token = SyncToAsync.thread_sensitive_context.set(next(self.lanes))
        try:
            await self.handle(scope, receive, send)
        finally:
            SyncToAsync.thread_sensitive_context.reset(token)
