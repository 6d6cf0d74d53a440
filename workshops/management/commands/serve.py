"""The whole house on one machine, with nothing to install beside it: web server, worker and beat in one command."""

import os
import sys

from django.core.management import call_command
from django.core.management.base import BaseCommand

from workshops.management.children import Children
from workshops.management.commands.web import free_port

WORKER = ["-m", "celery", "--quiet", "-A", "facilitator", "worker", "-B", "--pool", "threads"]
WORKER += ["-c", "2", "--without-gossip", "--without-mingle", "--loglevel", "INFO"]


class Command(BaseCommand):
    """Prepare the data, start the children, stay with them."""

    help = "Serve the whole house from this machine: web server, worker and beat."

    def add_arguments(self, parser):
        """Where to listen."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, host, port, **options):
        """Until Ctrl-C, or until a child ends."""
        call_command("prepare")
        with Children() as children:
            address = start(children, host, port, say=self.stdout.write)
            self.stdout.write(f"Second Track is at {address} (Ctrl-C ends it)")
            self.stdout.flush()
            status = children.wait()
        sys.exit(status)


def start(children, host, port, say):
    """Start web server and worker among these children; returns the address people use.

    `say` is told when the port is another than the one asked for. A BASE_URL that was given is kept.
    """
    free = free_port(host, port)
    if free != port:
        say(f"Port {port} is taken, so it is {free}.")
    address = os.environ.get("BASE_URL") or f"http://localhost:{free}"
    children.start("web", ["manage.py", "web", "--host", host, "--port", str(free)], BASE_URL=address)
    children.start("worker", WORKER, BASE_URL=address)
    return address
