"""HTTP requests on a few fixed threads.

Django's own ASGI handler gives each request a new thread, and with it a new database connection: under load that
costs seconds and, on PostgreSQL, errors.
"""

import itertools

from asgiref.sync import SyncToAsync, ThreadSensitiveContext
from django.core.handlers.asgi import ASGIHandler

LANES = 8


class PooledHandler(ASGIHandler):
    """Hands each request to the next of LANES threads; asgiref keeps one thread for each context object."""

    def __init__(self):
        super().__init__()
        self.lanes = itertools.cycle([ThreadSensitiveContext() for _ in range(LANES)])

    async def __call__(self, scope, receive, send):
        """Serve one request in its lane."""
        token = SyncToAsync.thread_sensitive_context.set(next(self.lanes))
        try:
            await self.handle(scope, receive, send)
        finally:
            SyncToAsync.thread_sensitive_context.reset(token)
