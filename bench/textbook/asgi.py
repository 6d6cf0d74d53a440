"""The consumer of the Channels tutorial: store, then one group message for each who listens."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.textbook.settings"

import django

django.setup()

from channels.generic.websocket import AsyncJsonWebsocketConsumer  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from django.urls import path  # noqa: E402

from bench.textbook.models import Entry  # noqa: E402


class ChatConsumer(AsyncJsonWebsocketConsumer):
    """One browser in one room."""

    async def connect(self):
        """Join the group."""
        self.room = self.scope["url_route"]["kwargs"]["room"]
        await self.channel_layer.group_add(f"chat_{self.room}", self.channel_name)
        await self.accept()

    async def disconnect(self, code):
        """Leave it."""
        await self.channel_layer.group_discard(f"chat_{self.room}", self.channel_name)

    async def receive_json(self, content, **kwargs):
        """Store, tell the group."""
        entry = await Entry.objects.acreate(room=self.room, text=content["text"])
        message = {"number": entry.pk, "text": entry.text}
        await self.channel_layer.group_send(f"chat_{self.room}", {"type": "chat.message", "message": message})

    async def chat_message(self, event):
        """Somebody has said something."""
        await self.send_json(event["message"])


application = ProtocolTypeRouter({"websocket": URLRouter([path("rooms/<room>/", ChatConsumer.as_asgi())])})
