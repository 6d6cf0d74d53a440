"""The one socket. It carries the wire of the house and knows nothing of what is in the frames."""

import asyncio
import json
import uuid
from contextlib import suppress
from functools import partial
from types import MappingProxyType

from channels.consumer import get_handler_name
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from workshops.live import cursors, threads
from workshops.live.hub import hub
from workshops.live.outbox import MOST_SECONDS, Outbox
from workshops.rooms.actions import say
from workshops.rooms.forms import MessageForm
from workshops.rooms.models import Room
from workshops.rules import NotAllowed
from workshops.viewer import viewer_of_cookies

MOST_ROOMS = 4
MORE = ("is_question", "reply_to", "for_seat")  # fields of the message form beside its text and key
LONGEST_FRAME = 16 * 1024
CLOSE_NOT_YOURS, CLOSE_BAD_FRAME, CLOSE_REMOVED, CLOSE_SLOW = 4404, 4400, 4403, 4408


class RoomSocket(AsyncWebsocketConsumer):
    """One browser tab's line into a workshop."""

    async def __call__(self, scope, receive, send):
        """One message after the other, without the task and the thread hop of Channels for each: nobody speaks to a
        socket but its browser, and all database work of ours is in `threads`."""
        self.scope, self.base_send = scope, send
        with suppress(StopConsumer):
            while True:
                message = await receive()
                await getattr(self, get_handler_name(message))(message)

    async def connect(self):
        """Only who has a seat in this workshop is let in."""
        workshop_id = self.scope["url_route"]["kwargs"]["workshop_id"]
        self.viewer = await threads.read(viewer_of_cookies, cookies_of(self.scope), workshop_id)
        self.outbox = self.closing = None
        await self.accept()
        if self.viewer is None:
            await self.close(CLOSE_NOT_YOURS)
            return
        self.outbox = Outbox(self._send_frame, partial(self._close_soon, CLOSE_SLOW))

    async def disconnect(self, code):
        """Leave all rooms."""
        if self.outbox:
            self.outbox.shut()
            await hub().part(self)

    async def receive(self, text_data=None, bytes_data=None):
        """`hello`, `post` or `ping`; anything else closes the socket."""
        try:
            if text_data is None or len(text_data) > LONGEST_FRAME:
                raise ValueError
            content = json.loads(text_data)
            ((name, value),) = content.items()
            act = {"hello": self.hello, "post": self.post, "ping": self.ping}[name]
        except (ValueError, KeyError, AttributeError, RecursionError):
            await self.close(CLOSE_BAD_FRAME)
            return
        try:
            await act(value)
        except DatabaseError:
            await self.close(CLOSE_SLOW)
        except (ValueError, TypeError, AttributeError, KeyError):
            await self.close(CLOSE_BAD_FRAME)

    async def hello(self, heard):
        """{room id: cursor}: go on from there; an unknown cursor is answered with `reset`."""
        positions = {}
        for room_id, cursor in list(heard.items())[:MOST_ROOMS]:
            room_id = uuid.UUID(room_id)
            position = cursors.read(cursor, room_id, self.viewer)
            if position is None:
                self.push(json.dumps({"reset": str(room_id)}))
            else:
                positions[room_id] = position
        names = await threads.read(_pokes_of, list(positions))
        await hub().join(self, [(room_id, names[room_id], positions[room_id]) for room_id in names])

    async def ping(self, value):
        """Browsers hide the protocol's own ping from scripts."""
        self.push('{"pong":1}')

    async def post(self, fields):
        """The fields of the message form; acknowledged after the commit, refused with reasons."""
        key = str(fields["client_key"])[:36]
        more = {name: str(fields[name])[:36] for name in MORE if fields.get(name)}
        words = (self.viewer, uuid.UUID(fields["room"]), fields.get("text", ""), key, more)
        answer = await threads.write_together(post_all, words)
        self.push(json.dumps(answer, ensure_ascii=False))

    def push(self, text):
        """Put a frame into the outbox; a socket that does not empty it is closed and comes back with its cursors."""
        self.outbox.put(text)

    def leave(self, room_id):
        """The viewer may no longer hear a room: say goodbye and close."""
        self._close_soon(CLOSE_REMOVED, json.dumps({"bye": "removed", "room": str(room_id)}))

    async def _send_frame(self, text):
        await self.base_send({"type": "websocket.send", "text": text})

    def _close_soon(self, code, last_words=None):
        self.outbox.shut()
        self.closing = self.closing or asyncio.create_task(self._close(code, last_words))

    async def _close(self, code, last_words):
        try:
            if last_words:
                await asyncio.wait_for(self._send_frame(last_words), MOST_SECONDS)
        finally:
            await hub().part(self)
            await self.close(code)


def post_all(posts):
    """Posts that wait at the same moment share one transaction; each is authorised and refused for itself. Who is
    refused has written nothing: so none needs a savepoint."""
    with transaction.atomic():
        return [post(*each) for each in posts]


def post(viewer, room_id, text, key, more=MappingProxyType({})):
    """Post over the socket: the same form and the same act as over HTTP; returns the answer frame. `more`: what else
    the form asks for, of MORE."""
    with translation.override(viewer.language):
        form = MessageForm({"text": text, "client_key": key, **more})
        if not form.is_valid():
            return {"refused": key, "errors": [error for errors in form.errors.values() for error in errors]}
        try:
            say(room_id, viewer, **form.cleaned_data)
        except Room.DoesNotExist:  # nobody learns here which rooms there are
            return {"refused": key, "errors": [_("You are not in this room.")]}
        except NotAllowed as refusal:
            return {"refused": key, "errors": [str(refusal)]}
        except ValidationError as error:
            return {"refused": key, "errors": error.messages}
    return {"posted": key}


def cookies_of(scope):
    """The cookies of a socket's handshake."""
    from http.cookies import CookieError, SimpleCookie

    jar = SimpleCookie()
    for name, value in scope["headers"]:
        if name == b"cookie":
            try:
                jar.load(value.decode("latin1"))
            except CookieError:
                continue
    return {name: morsel.value for name, morsel in jar.items()}


def _pokes_of(room_ids):
    return dict(Room.objects.filter(pk__in=room_ids).values_list("pk", "poke"))
