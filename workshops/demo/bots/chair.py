"""Scripted facilitators: they sign in as staff do, and make way for a human who works under the same account."""

import asyncio

from django.conf import settings
from django.urls import reverse

from workshops.demo.bots.actor import AWAY, Actor, Gone

SHOWN = 5  # seconds in which people read what was shown
LOOK_AROUND = 10  # seconds between two looks whether a human works under this account


class Chair(Actor):
    """A facilitator, who signs in. While a human is signed in under the same account, the bot keeps away."""

    def __init__(self, *args):
        super().__init__(*args)
        self.is_relieved = False

    @property
    def is_away(self):
        """A human who signs in takes over, and may leave again."""
        return self.is_gone or self.is_relieved

    async def enter(self, *, email, password):
        """Sign in with the password."""
        await self.browser.get(reverse("account_login"))
        await self.browser.post(reverse("account_login"), login=email, password=password)
        if settings.SESSION_COOKIE_NAME not in self.browser.cookies():
            raise Gone

    async def live(self):
        """As everyone does, and look now and then whether a human has come."""
        while not self.is_gone:
            sitting = asyncio.create_task(super().live())
            await self._until(True, sitting)
            sitting.cancel()
            await asyncio.gather(sitting, return_exceptions=True)
            await self._until(False, sitting)

    async def _until(self, is_relieved, sitting):
        while self.is_relieved != is_relieved:
            await asyncio.sleep(LOOK_AROUND)
            self.is_relieved = await self._is_shared()
            if is_relieved and sitting.done():
                sitting.result()
                return

    async def _is_shared(self):
        """The page of open sign-ins offers to end the others only if there are others."""
        address = reverse("usersessions_list")
        try:
            answer = await self.browser.get(address)
        except AWAY:
            return self.is_relieved
        return answer.status == 200 and f'action="{address}"' in answer.html

    async def start(self, item_id):
        """Go on to this agenda item."""
        await self.press(reverse("item_start", args=[item_id]))

    async def open_floor(self):
        """Let everybody speak as they like, one message in half a minute."""
        await self.change_floor("open_slow", slow_seconds=30)

    async def change_floor(self, mode, **more):
        """Give the room another floor mode, as the console does."""
        if self.view is not None:
            await self.press(reverse("floor_change", args=[self.view.room_id]), mode=mode, **more)

    async def ask_ready(self):
        """Ask the room who is ready to go on."""
        if self.view is not None:
            await self.press(reverse("readiness_ask", args=[self.view.room_id]))

    async def show_tables(self, item_id):
        """At every small table show what was written in silence, and let everybody speak."""
        await self.press(reverse("tables_reveal", args=[item_id]))
        await asyncio.sleep(SHOWN)
        await self.press(reverse("tables_floor", args=[item_id]), mode="open_slow", slow_seconds=30)
