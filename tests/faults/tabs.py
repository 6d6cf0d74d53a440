"""A browser's tab as a program: it listens with cursors, says one thing after the other, and comes back when the line breaks."""

import asyncio
import contextlib
import json
import re
import uuid
from dataclasses import dataclass, field

import httpx
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

HEARD = re.compile(r'data-room="([^"]+)" data-cursor="([^"]+)"')
LOST_AFTER = 6  # seconds without an answer


@dataclass
class Tab:
    """One tab of one person in one room, and its own ledger."""

    url: str
    workshop: str
    room: str
    cookie: dict
    name: str
    heard: list = field(default_factory=list)  # the id of each statement, in the order in which they came
    stored: set = field(default_factory=set)  # keys of what was answered as stored
    waiting: dict = field(default_factory=dict)  # key → words, in the order in which they were written

    async def open(self):
        """Read the page, as a browser does before it opens its line."""
        cookies = {self.cookie["name"]: self.cookie["value"]}
        async with httpx.AsyncClient(base_url=self.url, cookies=cookies) as browser:
            page = await browser.get(f"/rooms/{self.room}/")
        self.cursors = dict(HEARD.findall(page.text))
        assert self.room in self.cursors, page.status_code

    def say(self, words):
        """Write something; it goes out when what was written before is stored."""
        key = str(uuid.uuid4())
        self.waiting[key] = words
        return key

    async def live(self):
        """Listen and speak until cancelled, whatever happens to the server."""
        while True:
            with contextlib.suppress(OSError, WebSocketException, TimeoutError):
                await self._listen()
            await asyncio.sleep(0.2)

    async def _listen(self):
        cookie = {"Cookie": f"{self.cookie['name']}={self.cookie['value']}"}
        address = f"{self.url.replace('http', 'ws')}/live/{self.workshop}/"
        async with connect(address, additional_headers=cookie, origin=self.url, compression=None) as line:
            await line.send(json.dumps({"hello": self.cursors}))
            speaking = asyncio.create_task(self._speak(line))
            try:
                async for frame in line:
                    self.take(json.loads(frame))
            finally:
                speaking.cancel()

    async def _speak(self, line):
        while True:
            if self.waiting:
                key, words = next(iter(self.waiting.items()))
                await line.send(json.dumps({"post": {"room": self.room, "text": words, "client_key": key}}))
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(LOST_AFTER):
                        while key in self.waiting:
                            await asyncio.sleep(0.01)
            await asyncio.sleep(0.01)

    def take(self, frame):
        """What a frame tells this tab."""
        assert not {"reset", "refused", "bye"} & set(frame), frame
        if posted := frame.get("posted"):
            self.stored.add(posted)
            self.waiting.pop(posted, None)
        if "c" in frame:
            self.cursors[frame["room"]] = frame["c"]
        for op in frame.get("ops", ()):
            if op["id"].startswith("message-") and frame["room"] == self.room:
                self.heard.append(op["id"])
