"""Children end with their command, whatever ends it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PARENT = """
import sys
from workshops.management.children import Children

with Children() as children:
    for name in ("one", "two"):
        children.start(name, ["-c", {child!r}], NAME=name)
    print(*[process.pid for process in children.processes.values()], flush=True)
    sys.exit(children.wait())
"""
PATIENT = "import time; time.sleep(60)"
BRIEF = "import os, sys, time; time.sleep(0.3 if os.environ['NAME'] == 'two' else 60); sys.exit(3)"


@pytest.fixture
def family():
    """Start a command with two children; gives the command and the ids of the children."""
    parents = []

    def start(child):
        command = [sys.executable, "-c", PARENT.format(child=child)]
        parent = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        parents.append(parent)
        return parent, [int(number) for number in parent.stdout.readline().split()]

    yield start
    for parent in parents:
        parent.kill()
        parent.wait()
        parent.stdout.close()


def are_gone(numbers):
    """Whether none of these processes runs any more, within five seconds."""
    deadline = time.monotonic() + 5
    while any(runs(number) for number in numbers):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def runs(number):
    """Whether this process is there and not a mere entry that waits to be read."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_who_is_asked_to_end_asks_the_children(family, number):
    parent, children = family(PATIENT)
    parent.send_signal(number)
    assert parent.wait(10) == 0
    assert are_gone(children)


def test_who_is_killed_takes_the_children_along(family):
    parent, children = family(PATIENT)
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait(10)
    assert are_gone(children)


def test_when_one_child_ends_all_end_and_its_status_is_told(family):
    parent, children = family(BRIEF)
    assert parent.wait(10) == 3
    assert are_gone(children)
