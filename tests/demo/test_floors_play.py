"""Bots of two parties play each floor mode in a real house: at every step each of them tries to speak, over the socket,
and those are heard of whom the server has said so, and nobody else."""

import asyncio
import itertools
from contextlib import asynccontextmanager
from http.cookiejar import Cookie

from tests.faults.test_struck_down import until
from workshops.demo.bots.actor import Actor
from workshops.demo.bots.chair import Chair

SIDES = {"bilal": "first", "chen": "first", "dara": "second", "eli": "second"}
PEOPLE = {"amina", *SIDES, "esi"}
IN_TIME = 15
number = itertools.count(1)


@asynccontextmanager
async def table(house, told):
    """Everyone sits at the long table, each with a browser and a socket of their own."""
    bots = {name: (Chair if name == "amina" else Actor)(name, house.url, told["session"]) for name in PEOPLE}
    for name, bot in bots.items():
        bot.browser.jar.set_cookie(cookie(**told["cookies"][name]))
    sitting = [asyncio.create_task(Actor.live(bot)) for bot in bots.values()]
    await until(lambda: all(bot.is_here for bot in bots.values()), IN_TIME)
    yield bots
    for task in sitting:
        task.cancel()
    outcomes = await asyncio.gather(*sitting, return_exceptions=True)
    assert all(isinstance(it, asyncio.CancelledError) for it in outcomes), outcomes


def cookie(name, value):
    """What a browser at this house would keep."""
    return Cookie(0, name, value, None, False, "localhost.local", False, False, "/", True, False, None, True, None, None, {})


def may(bots):
    """Who may speak, as each page says; the team may always."""
    return {name for name, bot in bots.items() if bot.view.may_say} - {"amina"}


async def settled(bots, is_so):
    """Until all pages say so."""
    await until(lambda: is_so(bots), IN_TIME)


async def floor(bots, mode, **more):
    """Amina changes the floor, and everyone's page has it."""
    marker = f"Now {mode}, {next(number)}."
    await bots["amina"].change_floor(mode, **more)
    assert await bots["amina"].say(marker)
    await settled(bots, lambda bots: all(bot.view.has_been_said(marker) for bot in bots.values()))


async def all_try(bots, *, but=()):
    """Everyone tries to speak, whatever their page says, those first who may not; returns who was heard. The rest have
    nothing kept of it in the room."""
    allowed = may(bots)
    heard = set()
    for name in sorted(set(bots) - {"amina", *but}, key=lambda name: (name in allowed, name)):
        if await bots[name].say(f"{name} tries, {next(number)}."):
            heard.add(name)
    assert heard == allowed - set(but)
    return heard


async def nobody_speaks(bots):
    for mode in ("quiet", "facilitator_only", "exercise"):
        await floor(bots, mode)
        assert await all_try(bots) == set()
        assert not bots["dara"].acts


async def open_slow(bots):
    await floor(bots, "open_slow", slow_seconds=60)
    assert await all_try(bots) == set(SIDES)
    assert [await bots[name].say("Once more.") for name in SIDES] == [False] * 4  # a minute has not passed


async def silence(bots):
    """Each writes once; nobody reads anything of the others before Amina shows it, then all read all."""
    await floor(bots, "silent_reveal")
    texts = {name: f"{name} was afraid, {next(number)}." for name in SIDES}
    for name, text in texts.items():
        assert await bots[name].say(text)
    await settled(bots, lambda bots: may(bots) == set())
    assert [await bots[name].say("And angry.") for name in (*SIDES, "esi")] == [False] * 5
    for reader, bot in bots.items():
        page = (await bot.browser.get(f"/rooms/{bot.view.room_id}/")).html
        for name, text in texts.items():
            assert (bot.view.has_been_said(text), text in page) == (name == reader, name == reader)
    await bots["amina"].do("reveal")
    await settled(bots, lambda bots: all(bot.view.has_been_said(it) for bot in bots.values() for it in texts.values()))
    assert await all_try(bots) == set()


async def round_(bots):
    """One turn each, parties in alternation; Chen passes and nobody can tell, the others speak."""
    await floor(bots, "round", turn_seconds=180)
    order = []
    for _ in range(4):
        await settled(bots, lambda bots: len(may(bots)) == 1 and not may(bots) & set(order))
        (holder,) = may(bots)
        order.append(holder)
        assert bots[holder].acts == {"pass", "minute"}
        if holder == "chen":
            await all_try(bots, but=("chen",))
            await bots["chen"].do("pass")
        else:
            assert await all_try(bots) == {holder}
    await settled(bots, lambda bots: may(bots) == set())
    assert await all_try(bots) == set()
    assert len(set(order)) == 4
    assert [SIDES[name] for name in order[:2]] == [SIDES[name] for name in order[2:]]
    assert SIDES[order[0]] != SIDES[order[1]]
    assert not any("passed" in news for bot in bots.values() for news in bot.view.news)


async def queue(bots):
    """Hands: the first has the floor at once, then the other party, then whoever of them has said less. A short question
    goes out of turn, once."""
    await floor(bots, "queue")
    await settled(bots, lambda bots: all(bots[name].acts == {"raise"} for name in SIDES))
    assert bots["esi"].acts == set()
    assert await all_try(bots) == set()
    for name in ("bilal", "dara", "chen", "eli"):
        await bots[name].do("raise")
    order, asked = [], False
    for _ in range(4):
        await settled(bots, lambda bots: len(may(bots)) == 1 and may(bots) != set(order[-1:]))
        (holder,) = may(bots)
        order.append(holder)
        if not asked:
            assert {name for name, bot in bots.items() if bot.view.may_ask} == set(SIDES) - {holder}
            assert await bots["eli"].say("Which year was that?", is_question=True)
            assert not await bots["eli"].say("And why?", is_question=True)
            assert not await bots["esi"].say("Why?", is_question=True)
            asked = True
            await settled(bots, lambda bots: bots["bilal"].view.has_been_said("Which year was that?"))
            assert may(bots) == {holder}
        assert await all_try(bots) == {holder}
    assert order == ["bilal", "dara", "chen", "eli"]
    await settled(bots, lambda bots: may(bots) == set())


async def readiness(bots):
    """Amina asks; the room is told counts of each party."""
    await bots["amina"].ask_ready()
    await bots["dara"].answer_ready()
    await settled(bots, lambda bots: all("1 of 2" in bot.view.ready for bot in bots.values() if bot.person != "eli"))
    told = {bot.view.ready for name, bot in bots.items() if name in ("bilal", "chen")}
    assert len(told) == 1
    assert "Dara" not in told.pop()


async def play(house, told):
    async with table(house, told) as bots:
        for mode in (nobody_speaks, silence, open_slow, round_, queue, readiness):
            await mode(bots)


def test_bots_of_two_parties_play_all_seven_floors(house):
    told = house.tell("live")
    house.start()
    asyncio.run(play(house, told))
