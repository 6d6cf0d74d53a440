"""What is measured: the application, the bare library and the textbook consumer, each alone on its core."""

import contextlib
import json
import sys
import tempfile
from pathlib import Path

from bench import bare
from bench.load import LOADS_CORE, SERVERS_CORE, pinned
from tests.servers import Server, answers, free_port, launch, services, wait_for

NO_SERVICE = {"DATABASE_URL": None, "KEYS_DATABASE_URL": None, "REDIS_URL": None}


@contextlib.contextmanager
def column(name):
    """The environment of one column: `embedded` (SQLite, layer in memory) or `full` (PostgreSQL, Redis)."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        yield {
            **(stack.enter_context(services()) if name == "full" else NO_SERVICE),
            "VAR_DIR": str(folder),
            "KEY_FILE": str(folder / "organisation.keys"),
            "DJANGO_SETTINGS_MODULE": "facilitator.settings",
            "DEBUG": None,
            "LOG_LEVEL": "WARNING",
        }


def fill_house(environment, rooms, seats, *, has_pages=False):
    """A fresh house with people; returns the file of their connections. `has_pages`: whole pages will be asked for."""
    folder = Path(environment["VAR_DIR"])
    file = folder / "connections"
    run(environment, "manage.py", "prepare", *[] if has_pages else ["--without-files"])
    run(environment, "-m", "bench.house", rooms, seats, file)
    return file


def run(environment, *words):
    """A Python process of ours, to its end."""
    log = Path(environment["VAR_DIR"]) / "setup.log"
    if launch([sys.executable, *words], log, environment=environment).wait() != 0:
        raise RuntimeError(log.read_text()[-4000:])


def application(environment, port=None, *, door=None):
    """Ours, as `manage.py web` runs it. `door`: the port by which people come, if it is another's."""
    port = port or free_port()
    address = {"BASE_URL": f"http://localhost:{door or port}"}
    return _running(environment | address, port, "manage.py", "web", "--port", port)


def proxy(environment, port, ports):
    """What stands before several servers."""
    return _running(environment, port, "-m", "tests.faults.proxy", port, *ports, core=LOADS_CORE)


def baseline(environment, module, *words):
    """A server of this folder."""
    port = free_port()
    return _running(environment, port, "-m", f"bench.{module}", port, *words)


@contextlib.contextmanager
def _running(environment, port, *words, core=SERVERS_CORE):
    log = Path(environment["VAR_DIR"]) / f"{port}.log"
    with pinned(core):
        server = Server(launch([sys.executable, *words], log, environment=environment), port, log=log)
    try:
        wait_for(server.process, log, lambda: answers(port))
        yield server
    finally:
        server.stop()


def plain_connections(environment, rooms, seats):
    """The file of connections to a baseline: no cookie, no hello."""
    file = Path(environment["VAR_DIR"]) / "plain"
    post = json.dumps(bare.POST)
    lines = [f"{bare.PATH.format(room=room)}\t\t\t{post}\n" for room in range(rooms) for _ in range(seats)]
    file.write_text("".join(lines))
    return file
