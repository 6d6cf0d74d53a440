"""Twelve tabs talk while the server is killed again and again: what was answered as stored is in the log once, what was
not is there once at most, and every tab has heard the log in its order and without a gap.
"""

import asyncio
import json
import time
from contextlib import asynccontextmanager

from tests.faults.tabs import Tab

WRITERS = ("amina", "ben", "bilal", "chen", "dara", "eli") * 2
BLOWS, WORDS_BETWEEN = 10, 20
PATIENCE = 60


def tabs_of(house, told):
    """Two tabs for each person, at the long table."""
    room = told["rooms"]["plenary"]
    return [Tab(house.url, told["workshop"], room, told["cookies"][name], name) for name in WRITERS]


@asynccontextmanager
async def living(tabs):
    """All of them open their page and stay on the line."""
    for tab in tabs:
        await tab.open()
    tasks = [asyncio.create_task(tab.live()) for tab in tabs]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        for outcome in await asyncio.gather(*tasks, return_exceptions=True):
            assert isinstance(outcome, asyncio.CancelledError), outcome


async def until(is_so, seconds):
    """Until it is so; how many seconds that took."""
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() - began < seconds, "not in time"
        await asyncio.sleep(0.02)
    return time.monotonic() - began


async def converse(house, tabs):
    """Two hundred messages, ten blows; half of what is written falls into the time around a blow."""
    keys = set()
    async with living(tabs):
        for blow in range(BLOWS):
            for number in range(WORDS_BETWEEN):
                tab = tabs[(blow * WORDS_BETWEEN + number) % len(tabs)]
                keys.add(tab.say(f"Blow {blow}, word {number}."))
                if number == WORDS_BETWEEN // 2:
                    house.strike()
                await asyncio.sleep(0.01)
            await asyncio.to_thread(house.start)
            stored = sum(len(tab.stored) for tab in tabs)
            await until(lambda before=stored: sum(len(tab.stored) for tab in tabs) >= before + 5, PATIENCE)
        await until(lambda: all(not tab.waiting for tab in tabs), PATIENCE)
        await until(lambda: all(len(tab.heard) >= len(keys) for tab in tabs), PATIENCE)
    return keys


def test_nothing_stored_is_lost_and_nothing_is_doubled(house):
    told = house.tell("live")
    house.start()
    tabs = tabs_of(house, told)
    keys = asyncio.run(converse(house, tabs))
    log, unlogged = json.loads(house.run("-m", "tests.faults.ledger", told["rooms"]["plenary"]))
    assert unlogged == []
    assert sorted(key for _, key in log) == sorted(keys)
    assert set().union(*(tab.stored for tab in tabs)) == keys
    order = [message for message, _ in log]
    assert [tab.heard for tab in tabs] == [order] * len(tabs)
