"""The load client (load.c), compiled when needed, and the cores on which both sides run."""

import contextlib
import json
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).with_name("load.c")
CORES = sorted(os.sched_getaffinity(0))
SERVERS_CORE, LOADS_CORE = CORES[0], CORES[-1]


@contextlib.contextmanager
def pinned(core):
    """What is started meanwhile runs on this core."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


@cache
def program():
    """The compiled client, in a folder of this process."""
    if not shutil.which("cc"):
        raise SystemExit("The load client is written in C, and there is no C compiler here (on Debian: apt-get install gcc libc6-dev)")
    folder = tempfile.TemporaryDirectory(prefix="load-")
    program.folder = folder  # it goes when this process ends
    path = Path(folder.name) / "load"
    subprocess.run(["cc", "-O2", "-Wall", "-o", path, SOURCE], check=True)
    return path


class Load:
    """Many connections to one server, which stay open from phase to phase."""

    def __init__(self, port, seats, connections, pid=0):
        words = [program(), port, seats, connections, pid]
        with pinned(LOADS_CORE):
            self.process = subprocess.Popen(
                [str(word) for word in words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
        self.joined = self._answer()

    def offer(self, rate, seconds, *, warm=1, drain=15):
        """Offer `rate` messages a second and measure `seconds` of it; returns what load.c counted."""
        self.begin(rate, seconds, warm=warm, drain=drain)
        return self._answer()

    def begin(self, rate, seconds, *, warm=1, drain=15):
        """The same without waiting for the end: `end` returns the counts."""
        self.process.stdin.write(f"{rate} {warm} {seconds} {drain}\n")
        self.process.stdin.flush()

    def end(self):
        """The counts of the phase that was begun."""
        return self._answer()

    def _answer(self):
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("the load client has ended; what it said stands above")
        return json.loads(line)

    def __enter__(self):
        return self

    def __exit__(self, *reason):
        self.process.stdin.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
