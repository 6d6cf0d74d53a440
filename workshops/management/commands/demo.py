"""A workshop with people in it, on this machine: data of its own, the whole house, and bots who play the third day."""

import os
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from workshops import clock
from workshops.demo import ground
from workshops.demo.links import cast_of_bots, in_words, links, new_passwords, write_for_owner
from workshops.demo.loader import load, seats_of_today
from workshops.management.children import Children
from workshops.management.commands.serve import start
from workshops.management.commands.web import free_port

HOST = "127.0.0.1"  # a demo is for this machine
PATIENCE = 120  # seconds for the house to come up, and for the bots to come in
PACE = "15"


class Command(BaseCommand):
    """Begins twice in the same process: once to choose port and environment, then with the settings these make."""

    help = "Serve a demo with invented people from this machine."
    requires_system_checks = []

    def add_arguments(self, parser):
        """Each can be given as a variable too: make demo KEEP=1 PORT=9000 DEMO_JSON=links.json PACE=5."""
        given = os.environ.get
        parser.add_argument("--port", type=int, default=int(given("PORT") or 8000))
        parser.add_argument("--keep", action="store_true", default=(given("KEEP") or "0") != "0", help="keep the data")
        parser.add_argument("--json", type=Path, default=given("DEMO_JSON") or None, help="write the links here as well")
        parser.add_argument("--pace", default=given("PACE") or PACE, help="seconds between two things that happen")

    def handle(self, *, port, keep, json, pace, **options):
        """Until Ctrl-C, or until a child ends."""
        try:
            if os.environ.get("DEMO_PROCESS") != str(os.getpid()):
                self.begin_again(port)
            links_file = json and Path(json).absolute()
            with Children() as children:
                self.prepare(keep, links_file)
                self.open(children, pace, links_file)
                status = children.wait()
        except KeyboardInterrupt:
            status = 0
        self.say("\n  The demo is over.")
        sys.exit(status)

    def begin_again(self, port):
        """The same process under the demo's own environment: settings are read when a process begins."""
        free = free_port(HOST, port)
        if free != port:
            self.say(f"  Port {port} is taken, so it is {free}.")
        folder = Path(os.environ.get("VAR_DIR") or settings.BASE_DIR / "var" / "demo").absolute()
        own = ground.environment(folder, f"http://localhost:{free}")
        own |= {"DEMO_PROCESS": str(os.getpid()), "PORT": str(free)}
        arguments = [settings.BASE_DIR / "manage.py", *sys.argv[1:], "--port", str(free)]
        os.execve(sys.executable, [sys.executable, *map(str, arguments)], os.environ | own)

    def prepare(self, is_kept, links_file):
        """The folder, the tables, the story. Links of an earlier time open nothing any more."""
        try:
            ground.clear(settings.VAR_DIR, is_kept)
        except ground.NotADemo as reason:
            raise CommandError(str(reason)) from None
        if links_file:
            links_file.unlink(missing_ok=True)
        self.say("  Preparing the house …")
        call_command("prepare")
        self.say("  Telling the story …")
        load(clock.now())

    def open(self, children, pace, links_file):
        """The house, then the bots, then the doors for humans."""
        os.chdir(settings.BASE_DIR)
        start(children, HOST, int(os.environ["PORT"]), say=self.say)
        self.say("  Starting the house …")
        wait_until(is_ready, children, "the house did not come up")
        self.say("  Letting the people in …")
        seats, session = seats_of_today()
        passwords, cast = new_passwords(), settings.VAR_DIR / "cast.json"
        write_for_owner(cast, cast_of_bots(seats, session, passwords))
        children.start("bots", ["manage.py", "bots", "--cast", str(cast), "--pace", str(pace)])
        wait_until(lambda: not cast.exists(), children, "the bots did not come in")
        if not children.is_ending:
            content = links(seats, session, passwords)
            if links_file:
                write_for_owner(links_file, content)
            self.say(in_words(content))

    def say(self, text):
        """A line, at once."""
        self.stdout.write(text)
        self.stdout.flush()


def wait_until(is_so, children, complaint):
    """Wait for it; give up when somebody ends us, a child has ended, or patience is over."""
    deadline = time.monotonic() + PATIENCE
    while not children.is_ending and not is_so():
        has_ended = any(process.poll() is not None for process in children.processes.values())
        if has_ended or time.monotonic() > deadline:
            raise CommandError(complaint)
        time.sleep(0.1)


def is_ready():
    """Whether everything a session needs answers."""
    try:
        with urllib.request.urlopen(f"{settings.BASE_URL}/health/ready", timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False
