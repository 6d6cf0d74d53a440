"""The web server on a bad day: `python -m tests.faults.lossy --port …`. Two of five pokes that wake its readers are lost."""

import itertools
import sys

import django
from django.core.management import call_command

ARRIVES = (True, False, True, False, True)


def lose_pokes():
    """From now on, in this process."""
    from workshops.live import pokes

    send, fate = pokes.send, itertools.cycle(ARRIVES)
    pokes.send = lambda *poke: send(*poke) if next(fate) else None


if __name__ == "__main__":
    django.setup()
    lose_pokes()
    call_command("web", port=int(sys.argv[sys.argv.index("--port") + 1]))
