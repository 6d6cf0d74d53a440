"""Processes that live and die with the command that started them."""

import ctypes
import os
import signal
import subprocess
import sys
import time

PR_SET_PDEATHSIG = 1
PATIENCE = 10  # seconds a child has to end in good order


class Children:
    """The children of one command: signals go on to them, and when one ends, all end.

        with Children() as children:
            children.start("web", ["manage.py", "web"])
            status = children.wait()
    """

    def __init__(self):
        self.processes = {}
        self.is_ending = False
        self._handlers = {}

    def __enter__(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            self._handlers[number] = signal.signal(number, self._end)
        return self

    def __exit__(self, *exc_info):
        self.stop()
        for number, handler in self._handlers.items():
            signal.signal(number, handler)

    def start(self, name, command, **environment):
        """Start a command under this Python, with these variables on top of ours; returns its process."""
        process = subprocess.Popen(
            [sys.executable, *command],
            env=os.environ | environment,
            start_new_session=True,  # Ctrl-C reaches the children through us, once
            preexec_fn=die_with_parent,
        )
        self.processes[name] = process
        return process

    def wait(self):
        """Until a child ends or somebody ends us; returns the status to leave with."""
        while not self.is_ending:
            for process in self.processes.values():
                if process.poll() is not None:
                    return process.returncode or 1
            time.sleep(0.2)
        return 0

    def stop(self):
        """Ask every child to end, the last one first; whoever does not is ended."""
        for process in reversed(self.processes.values()):
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + PATIENCE
        for process in self.processes.values():
            try:
                process.wait(max(0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _end(self, number, frame):
        self.is_ending = True


def die_with_parent():
    """Between fork and exec: have the kernel end this process when its parent is gone, even by kill -9."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
