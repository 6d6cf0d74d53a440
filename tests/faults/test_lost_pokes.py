"""Of the pokes that wake readers two of five are lost: that means delay, never loss."""

import asyncio

from tests.faults.test_struck_down import living, tabs_of, until

LONGEST_DELAY = 12  # a reader looks by itself every ten seconds
ROUNDS, WORDS = 6, 4


async def converse(tabs):
    """A few words, then silence until everybody has heard them; returns how long each silence took."""
    silences = []
    async with living(tabs):
        for number in range(ROUNDS):
            for word in range(WORDS):
                tabs[(number * WORDS + word) % len(tabs)].say(f"Round {number}, word {word}.")
                await asyncio.sleep(0.2)
            said = (number + 1) * WORDS
            silences.append(await until(lambda said=said: all(len(tab.heard) == said for tab in tabs), LONGEST_DELAY))
    return silences


def test_everything_arrives_within_twelve_seconds(house):
    told = house.tell("live")
    house.start("-m", "tests.faults.lossy")
    silences = asyncio.run(converse(tabs_of(house, told)))
    assert max(silences) > 1  # the last poke of some round was lost, or nothing was tried here
