"""When the session is closed, each bot reads the record about which its party is asked, and lets it out of the room."""

import asyncio
import random
import re
from contextlib import suppress

from django.urls import reverse

from workshops.demo.bots.actor import AWAY

RECORD = re.compile(r'href="(/records/[0-9a-f-]{36}/)"')
VERSION = re.compile(r'name="version" value="([0-9a-f]{64})"')
READING = 2  # paces


async def read_on(actor, pace):
    """Look now and then; while the session is in course nobody reads records."""
    while not actor.is_gone:
        await asyncio.sleep(READING * pace * random.uniform(0.6, 1.4))
        if actor.view is not None and actor.view.is_silent:
            with suppress(*AWAY):
                await answer_all(actor.browser)


async def answer_all(browser):
    """Yes to every record that asks this person and has not been answered. The waiting room leads to them."""
    lobby = await browser.get(reverse("lobby"))
    for path in dict.fromkeys(RECORD.findall(lobby.html)):
        page = await browser.get(path)
        version = VERSION.search(page.html)
        if version and 'value="yes"' in page.html and "said-so" not in page.html:
            await browser.post(f"{path}answer/", version=version[1], answer="yes")
