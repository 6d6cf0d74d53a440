"""The web server. Its limits stand here once, for `serve`, the containers, the tests and the bench."""

import socket

import uvicorn
from django.conf import settings
from django.core.management.base import BaseCommand

LIMITS = {
    "ws": "auto",
    "ws_max_size": 65536,  # bytes of one frame
    "ws_max_queue": 16,  # frames a socket may be ahead of us
    "ws_per_message_deflate": False,  # compression would let lengths speak
    "timeout_graceful_shutdown": 5,
    "timeout_keep_alive": 20,
    "timeout_worker_healthcheck": 60,  # a busy machine starts a process slowly; ending it for that helps nobody
    "server_header": False,
    "proxy_headers": False,  # Django reads what the proxy says, if TRUSTED_PROXIES says there is one
    "access_log": False,  # who asked for what and when is nobody's business
    "log_config": None,  # ours, one JSON line each
}


class Command(BaseCommand):
    """uvicorn with our limits."""

    help = "Run the web server."

    def add_arguments(self, parser):
        """Where to listen, and with how many processes (more than one needs PostgreSQL and Redis)."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--processes", type=int, default=1)

    def handle(self, *, host, port, processes, **options):
        """Until somebody ends it."""
        uvicorn.run(
            settings.ASGI_APPLICATION.replace(".application", ":application"),
            host=host,
            port=port,
            workers=processes,
            **LIMITS,
        )


def free_port(host, port):
    """This port, or the next one nobody listens on."""
    for candidate in range(port, port + 100):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listener.bind((host, candidate))
            except OSError:
                continue
            return candidate
    raise OSError(f"no free port from {port} on")
