"""The way in for the server: HTTP on a few fixed threads, and the one socket."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "facilitator.settings")

import django

django.setup()

from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import OriginValidator  # noqa: E402
from django.conf import settings  # noqa: E402
from django.urls import path  # noqa: E402

from facilitator.handler import PooledHandler  # noqa: E402
from facilitator.memory import settle  # noqa: E402
from facilitator.tick import LazyTick  # noqa: E402
from workshops.live.consumer import RoomSocket  # noqa: E402

application = ProtocolTypeRouter(
    {
        "http": LazyTick(PooledHandler()),
        "websocket": OriginValidator(
            URLRouter([path("live/<uuid:workshop_id>/", RoomSocket.as_asgi())]), [settings.BASE_URL]
        ),
    }
)
settle()
