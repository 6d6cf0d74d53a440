"""Real servers for tests: PostgreSQL, Redis and our own processes on free ports, with their files in a temporary folder.

    python -m tests.servers require            says what is missing, and fails
    python -m tests.servers run COMMAND …      runs a command beside PostgreSQL and Redis
"""

import contextlib
import getpass
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg

from workshops.management.children import die_with_parent

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 30  # seconds a server has to come up


def program(*names):
    """The path of the first of these programs that is here, or None."""
    folders = [os.environ["PATH"], *sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin")), reverse=True)]
    for name in names:
        if path := shutil.which(name, path=os.pathsep.join(folders)):
            return path
    return None


def free_port():
    """A port of the loopback that nobody uses now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@dataclass
class Server:
    """A running process and where it is reached."""

    process: subprocess.Popen
    port: int
    url: str = ""
    log: Path | None = None

    def stop(self):
        """Ask it to end; end it if it does not."""
        if self.process.poll() is None:
            self.process.terminate()
        try:
            return self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()


def launch(command, log, *, environment=None, user=None):
    """A child that ends with us, its words going to a file. A variable that is None is taken away from it."""
    variables = os.environ | (environment or {})
    as_user = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}
    with open(log, "ab") as words:
        return subprocess.Popen(
            [str(part) for part in command],
            cwd="/" if user else ROOT,
            env={name: value for name, value in variables.items() if value is not None},
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=subprocess.STDOUT,
            preexec_fn=die_with_parent,
            **as_user,
        )


def wait_for(process, log, is_up):
    """Until `is_up()`, or fail with the last words of the process."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError):
            if is_up():
                return
        time.sleep(0.05)
    raise RuntimeError(f"{process.args[0]} did not come up:\n{Path(log).read_text()[-4000:]}")


def answers(port):
    """Whether somebody listens there."""
    with socket.create_connection(("127.0.0.1", port), timeout=1):
        return True


@contextlib.contextmanager
def postgres():
    """PostgreSQL with two empty databases, `data` and `keys`. It refuses root, so root starts it as its own user."""
    user = "postgres" if os.geteuid() == 0 else None
    name, port = user or getpass.getuser(), free_port()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as top:
        place, log = Path(top) / "pg", Path(top) / "postgres.log"
        place.mkdir()
        if user:
            os.chmod(top, 0o755)
            shutil.chown(place, user)
        options = f"-D {place}/data -A trust -U {name} --no-sync -E UTF8 --locale=C.UTF-8".split()
        if launch([program("initdb"), *options], log, user=user).wait() != 0:
            raise RuntimeError(log.read_text())
        options = f"-D {place}/data -p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={place}".split()
        running = Server(launch([program("postgres"), *options], log, user=user), port)
        running.url = f"postgres://{name}@127.0.0.1:{port}"
        try:
            wait_for(running.process, log, lambda: _make_databases(running.url))
            yield running
        finally:
            running.process.send_signal(signal.SIGINT)  # its fast way: it does not wait for whoever is connected
            running.stop()


def _make_databases(url):
    try:
        with psycopg.connect(f"{url}/postgres", autocommit=True) as connection:
            connection.execute("CREATE DATABASE data")
            connection.execute("CREATE DATABASE keys")
    except psycopg.OperationalError:
        return False
    return True


@contextlib.contextmanager
def redis():
    """Redis that keeps nothing."""
    with tempfile.TemporaryDirectory() as top:
        port, log = free_port(), Path(top) / "redis.log"
        options = ["--port", port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", top]
        running = Server(launch([program("redis-server", "valkey-server"), *options], log), port)
        running.url = f"redis://127.0.0.1:{port}/0"
        try:
            wait_for(running.process, log, lambda: answers(port))
            yield running
        finally:
            running.stop()


@contextlib.contextmanager
def services():
    """PostgreSQL and Redis, as the variables our settings read."""
    with postgres() as database, redis() as broker:
        yield {
            "DATABASE_URL": f"{database.url}/data",
            "KEYS_DATABASE_URL": f"{database.url}/keys",
            "REDIS_URL": broker.url,
        }


def missing():
    """Every program that `make check` needs and this machine lacks."""
    needed = [("initdb",), ("postgres",), ("redis-server", "valkey-server"), ("chromium",)]
    return [names[0] for names in needed if not program(*names)]


if __name__ == "__main__":
    what, *command = sys.argv[1:]
    if lacking := missing():
        sys.exit(f"Not installed: {', '.join(lacking)}. make check needs them; on Debian .ci/run installs them.")
    if what == "run":
        with services() as environment:
            sys.exit(subprocess.run(command, env=os.environ | environment, check=False).returncode)
