"""Somebody's browser stops reading: it is told to come back, the others notice nothing, and afterwards nothing is missing."""

import asyncio

from tests.faults.silent import Silent
from tests.faults.test_struck_down import living, tabs_of, until

TO_COME_BACK = 4408
LONG, STATEMENTS = "a word or two " * 270, 1600  # more than the system keeps for one line by itself
PATIENCE = 60


async def talk(tabs):
    """The others write at length, and hear each other."""
    async with living(tabs):
        for number in range(STATEMENTS):
            tabs[number % len(tabs)].say(f"{number} {LONG}")
        await until(lambda: all(len(tab.heard) == STATEMENTS for tab in tabs), PATIENCE)
        await asyncio.sleep(6)  # five seconds are given to each frame


async def come_back(tab):
    """With the cursor that was heard last."""
    task = asyncio.create_task(tab.live())
    await until(lambda: len(tab.heard) >= STATEMENTS, PATIENCE)
    task.cancel()


def test_who_does_not_read_is_told_to_come_back(house):
    told = house.tell("live")
    house.start()
    *others, deaf = tabs_of(house, told)[:6]
    asyncio.run(deaf.open())
    cookie = "{name}={value}".format(**deaf.cookie)
    silent = Silent(house.port, f"/live/{deaf.workshop}/", cookie, deaf.cursors)
    asyncio.run(talk(others))
    frames, code = silent.read_to_the_end()
    assert code == TO_COME_BACK
    for frame in frames:
        deaf.take(frame)
    assert 0 < len(deaf.heard) < STATEMENTS
    asyncio.run(come_back(deaf))
    assert deaf.heard == others[0].heard
