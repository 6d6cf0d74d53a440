"""Scripted people at the table: they come in, follow to where the session meets, listen, and speak when they may."""

import asyncio
import json
import random
import uuid
from contextlib import suppress
from http.client import HTTPException
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from workshops.demo.bots.browser import Browser
from workshops.demo.bots.script import tables
from workshops.demo.bots.view import View

ACTS = {"raise": "hand_raise", "lower": "hand_lower", "pass": "floor_pass", "advance": "floor_advance", "reveal": "floor_reveal"}
ACTS |= {"minute": "turn_extend"}
LONGEST_WAIT = 4  # seconds between two tries to come back
PATIENCE = 10  # seconds for an acknowledgement
HEARTBEAT = 5
AWAY = (OSError, HTTPException, WebSocketException, TimeoutError)  # the house cannot be reached just now


class Gone(Exception):
    """This place is no longer the bot's: a human has taken it, or the person has been removed."""


class Actor:
    """One person with a browser and a socket."""

    def __init__(self, person, base_url, session_id):
        self.person, self.session_id = person, session_id
        self.browser = Browser(base_url)
        self.view, self.socket = None, None
        self.is_gone = False
        self.answers = {}  # client key → future of the acknowledgement

    @property
    def is_here(self):
        """Whether this bot sits in a room and hears it."""
        return self.view is not None and self.socket is not None

    @property
    def is_away(self):
        """Whether a human speaks for this person now."""
        return self.is_gone

    @property
    def acts(self):
        """What the turn offers to this bot: raise, lower, pass, minute, advance, reveal."""
        return self.view.acts if self.is_here else set()

    def sits_in(self, place):
        """Whether this bot is in the plenary, in its caucus, or at its small table, as asked: what is meant for one is never
        said in the other."""
        kind = "plenary" if place == "plenary" else "small_group" if place in tables() else "caucus"
        return self.is_here and self.view.kind == kind

    async def live(self):
        """Stay until the place is taken; come back whenever the line was lost."""
        failures = 0
        while not self.is_gone:
            try:
                await self.sit()
                failures = 0
            except Gone:
                self.is_gone = True
            except AWAY:
                failures += 1
                await asyncio.sleep(min(LONGEST_WAIT, 0.25 * 2**failures) * random.uniform(0.5, 1))
            finally:
                self.view, self.socket = None, None

    async def sit(self):
        """Go to the room where the session meets for this person, and listen until it meets elsewhere."""
        answer = await self.browser.get(reverse("session_place", args=[self.session_id]))
        if answer.status == 404 or "/rooms/" not in answer.url:
            raise Gone
        if answer.status != 200:
            raise OSError(answer.status)
        view = View(answer)
        how = {"additional_headers": self._headers(), "origin": self.browser.base_url}
        async with connect(self._socket_url(view), **how) as socket:
            await socket.send(json.dumps({"hello": view.cursors}))
            self.view, self.socket = view, socket
            await self._listen(socket, view)

    async def _listen(self, socket, view):
        while True:
            try:
                frame = json.loads(await asyncio.wait_for(socket.recv(), HEARTBEAT))
            except TimeoutError:
                await socket.send('{"ping": 1}')
                continue
            if "bye" in frame or "reset" in frame:
                return
            for op in frame.get("ops", ()):
                view.take(op.get("html", ""))
            for key in (frame.get("posted"), frame.get("refused")):
                if waiting := self.answers.pop(key, None):
                    waiting.set_result("posted" in frame)
            if "place" in frame.get("signals", ()):
                return
            if "exercise" in frame.get("signals", ()) and view.task:
                view.take((await self.browser.get(reverse("run_panel", args=[view.room_id]))).html)

    async def say(self, text, is_question=False):
        """Post over the socket; whether it was stored. `is_question`: as a short question, out of turn."""
        if not self.is_here:
            return False
        key = str(uuid.uuid4())
        waiting = self.answers[key] = asyncio.get_running_loop().create_future()
        fields = {"room": self.view.room_id, "text": text, "client_key": key} | ({"is_question": "on"} if is_question else {})
        try:
            await self.socket.send(json.dumps({"post": fields}))
            return await asyncio.wait_for(waiting, PATIENCE)
        except AWAY:
            return False
        finally:
            self.answers.pop(key, None)

    async def do(self, act):
        """Press a button of the turn: raise, lower, pass, minute, advance, reveal."""
        if self.view is not None:
            await self.press(reverse(ACTS[act], args=[self.view.room_id]))

    async def answer_ready(self, is_ready=True):
        """One is ready to go on, or not yet."""
        if self.view is not None:
            await self.press(reverse("readiness_say", args=[self.view.room_id]), is_ready="yes" if is_ready else "no")

    async def give(self, fields):
        """In a pair: send the form of one's step."""
        if self.view is not None:
            await self.press(reverse("response_create", args=[self.view.room_id]), **fields)

    async def press(self, path, **fields):
        """Send a form; a house that is away is no reason to stop playing."""
        with suppress(*AWAY):
            await self.browser.post(path, **fields)

    def _socket_url(self, view):
        base = urlsplit(self.browser.base_url)
        return f"{'wss' if base.scheme == 'https' else 'ws'}://{base.netloc}{view.socket_path}"

    def _headers(self):
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self.browser.cookies().items())}


class Guest(Actor):
    """A person who came by a personal link."""

    async def enter(self, *, secret):
        """Claim the pass, as pressing the button does."""
        await self.browser.get(reverse("pass_open"))
        await self.browser.post(reverse("pass_claim"), secret=secret)
        if settings.SEAT_COOKIE_NAME not in self.browser.cookies():
            raise Gone
