"""Two server processes behind a proxy, one of them killed: who sat at it goes on at the other. Nothing is lost, nothing
is doubled, and everybody hears one order.
"""

import asyncio
import json
import sys

import pytest

from tests import servers
from tests.faults.tabs import Tab
from tests.faults.test_struck_down import PATIENCE, WRITERS, living, until
from tests.house import House

pytestmark = pytest.mark.services
WORDS = 60


@pytest.fixture
def two(tmp_path):
    """A house whose address is a proxy, before two servers."""
    with servers.services() as reached:
        house = House(tmp_path, **reached)
        house.prepare()
        house.told = house.tell("live")
        ports = [servers.free_port(), servers.free_port()]
        house.servers = [house.open(port) for port in ports]
        proxy = servers.launch([sys.executable, "-m", "tests.faults.proxy", house.port, *ports], house.log)
        servers.wait_for(proxy, house.log, lambda: servers.answers(house.port))
        yield house
        for server in (*house.servers, servers.Server(proxy, house.port)):
            server.stop()


async def converse(tabs, kill):
    """Everybody writes; in the middle one server is killed."""
    keys = []
    async with living(tabs):
        for number in range(WORDS):
            keys.append(tabs[number % len(tabs)].say(f"Word {number}."))
            if number == WORDS // 2:
                await until(lambda: sum(len(tab.stored) for tab in tabs) > 5, PATIENCE)
                kill()
            await asyncio.sleep(0.02)
        await until(lambda: all(not tab.waiting for tab in tabs), PATIENCE)
        await until(lambda: all(len(tab.heard) >= WORDS for tab in tabs), PATIENCE)
    return keys


def test_one_of_two_is_killed(two):
    room = two.told["rooms"]["plenary"]
    tabs = [Tab(two.url, two.told["workshop"], room, two.told["cookies"][name], name) for name in WRITERS]
    keys = asyncio.run(converse(tabs, two.servers[0].process.kill))
    log, unlogged = json.loads(two.run("-m", "tests.faults.ledger", room))
    assert unlogged == []
    assert sorted(key for _, key in log) == sorted(keys)
    assert [tab.heard for tab in tabs] == [[message for message, _ in log]] * len(tabs)
