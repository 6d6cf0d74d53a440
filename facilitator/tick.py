"""The third hand on the clock: where neither beat nor cron looks at the schedule, whoever opens a page does.

It never waits for it: a request is answered first, and the sweep runs in a thread of its own.
"""

import logging
import threading
import time

from django.conf import settings
from django.db import connections

from workshops.running.sweep import sweep

log = logging.getLogger(__name__)


class LazyTick:
    """Around the application: after a request, at most once in SWEEP_SECONDS, one sweep. Two never run at once here."""

    def __init__(self, application):
        self.application, self.next_at, self.is_free = application, time.monotonic() + settings.SWEEP_SECONDS, threading.Lock()

    async def __call__(self, scope, receive, send):
        """Answer, then look whether it is time."""
        await self.application(scope, receive, send)
        if time.monotonic() >= self.next_at:
            self.next_at = time.monotonic() + settings.SWEEP_SECONDS
            threading.Thread(target=self.tick, daemon=True).start()

    def tick(self):
        """One sweep. What goes wrong is written down and harms nobody."""
        if not self.is_free.acquire(blocking=False):
            return
        try:
            sweep()
        except Exception:
            log.exception("the sweep broke")
        finally:
            connections.close_all()
            self.is_free.release()
