"""The play: who speaks when, within what the floor allows, and when the agenda goes on."""

import asyncio
import itertools
import random
import time

from workshops.demo.bots.actor import Chair
from workshops.demo.bots.script import goodbyes, parties, script, small_talk

QUIET_LINES = 14  # of small talk after the lines of an item, before the chair goes on
LAST_LINES = 40  # after which a room falls silent
STUCK = 180  # seconds after which the chair lets the next person speak
PATIENCE = 5  # seconds in which the house goes on to another item
STEP = 0.25  # of the pace: how often to look again


class Stage:
    """Plays the third day with these actors. `items` are (id, phase of the story) in the order of the agenda."""

    def __init__(self, actors, items, telling, pace):
        self.actors, self.items, self.telling, self.pace = actors, items, telling, pace
        self.finished = set()  # rooms in which everything of the present item has been said
        self.deck, self.last = [], None  # small talk not used yet, and who used some last

    async def play(self):
        """Item after item, wherever the session is; for as long as it goes on."""
        while True:
            number = self.number
            if number is None:
                await self.rest(STEP)
                continue
            self.finished, is_last = set(), number + 1 == len(self.items)
            if is_last:
                self.deck = goodbyes()
            tracks = script(self.items[number][1], self.telling)
            tasks = [asyncio.create_task(self._track(place, lines, is_last)) for place, lines in tracks.items()]
            tasks.append(asyncio.create_task(self._steer(number, set(tracks))))
            while self.number in (number, None):
                await self.rest(STEP)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    @property
    def number(self):
        """The place of the current agenda item, as those who sit in the rooms see it."""
        return next((actor.view.number for actor in self.actors.values() if actor.is_here), None)

    @property
    def chair(self):
        """The bot who steers: the second facilitator, unless a human works as either of them."""
        chairs = [actor for actor in self.actors.values() if isinstance(actor, Chair)]
        if any(chair.is_relieved or chair.is_gone for chair in chairs):
            return None
        return next((chair for chair in reversed(chairs) if chair.is_here), None)

    async def rest(self, paces):
        """Wait for about so many paces."""
        await asyncio.sleep(self.pace * paces * random.uniform(0.6, 1.4))

    async def _track(self, place, lines, is_last):
        """Say these lines in one room, then small talk."""
        await self.rest(1)
        lines = [line for line in lines if not self._has_been_said(line)]
        while lines := [line for line in lines if not self._is_away(line.by)]:
            line = self._next(lines, place)
            if line is None or not await self._speak(self.actors[line.by], line.text, place):
                await self._give_way(place)
                await self.rest(STEP)
                continue
            lines.remove(line)
            await self.rest(1)
        await self._talk_small(place, is_last)

    def _has_been_said(self, line):
        view = self.actors[line.by].view
        return view is not None and view.has_been_said(line.text)

    def _is_away(self, person):
        """Whether a human speaks for this person now."""
        actor = self.actors[person]
        return actor.is_gone or getattr(actor, "is_relieved", False)

    def _next(self, lines, place):
        """The next line, or whichever is left to the one who has the floor; None if that is nothing.

        A facilitator's line needs no turn, but the very last one waits until everybody has had theirs.
        """
        chair, holder = self.actors[lines[0].by], self._holder(place)
        if isinstance(chair, Chair) and not (len(lines) == 1 and self._is_somebodys_turn(chair)):
            return lines[0]
        if holder or isinstance(chair, Chair):
            return next((line for line in lines if holder and line.by == holder.person), None)
        return lines[0]

    def _is_somebodys_turn(self, chair):
        return chair.is_here and "advance" in chair.view.acts

    def _holder(self, place):
        """The bot whose turn it is in this room, or None."""
        return next((actor for actor in self._people(place) if "pass" in actor.view.acts), None)

    def _people(self, place):
        """The bots of parties who sit in this room now."""
        sides = parties()
        return [
            actor
            for person, actor in self.actors.items()
            if _sits(actor, place) and person in sides and place in ("plenary", sides[person])
        ]

    async def _speak(self, actor, text, place):
        """Say it if the floor allows; ask for the floor if that is the way. Whether it was said."""
        if not _sits(actor, place) or actor.view.is_silent:
            return False
        if not actor.view.may_say and "raise" in actor.view.acts:
            await actor.do("raise")
            await self.rest(0.5)
        if not _sits(actor, place) or actor.view.is_silent:
            return False
        return actor.view.may_say and await actor.say(text)

    async def _give_way(self, place):
        """Whoever has the floor and nothing left to say passes it on."""
        holder = self._holder(place)
        if holder and not holder.view.is_silent:
            await self.rest(0.5)
            await holder.do("pass")

    async def _talk_small(self, place, is_last):
        """Short words for a while, then the room is done with its item; what still comes, comes seldom.

        After the last item each goodbye is said once, and then nothing.
        """
        for count in itertools.count():
            await self.rest(1.3 if count < QUIET_LINES else 6)
            if count == QUIET_LINES or not self._able(place):
                self.finished.add(place)
            await self._give_way(place)
            able = [actor for actor in self._able(place) if actor is not self.last]
            if able and count < LAST_LINES and (self.deck or not is_last):
                self.last = random.choice(able)
                await self._speak(self.last, self._draw(), place)

    def _draw(self):
        """Something short, none twice before all have been used."""
        if not self.deck:
            self.deck = random.sample(small_talk(), len(small_talk()))
        return self.deck.pop()

    def _able(self, place):
        """The bots who may speak in this room, or ask for the floor."""
        return [actor for actor in self._people(place) if actor.view.may_say or "raise" in actor.view.acts]

    async def _steer(self, number, places):
        """Go on when the item's time is up or all has been said; let the next person speak when one does not come."""
        began, is_last = time.monotonic(), number + 1 == len(self.items)
        held_since = time.monotonic()
        while True:
            await self.rest(STEP)
            chair = self.chair
            if chair is None or chair.view.is_silent:
                began = held_since = time.monotonic()
                continue
            if self._holder("plenary") or not self._is_somebodys_turn(chair):
                held_since = time.monotonic()
            elif time.monotonic() - held_since > STUCK:
                await chair.do("advance")
                held_since = time.monotonic()
            if self.finished >= places or (chair.view.is_time_up and time.monotonic() - began > self.pace):
                if not is_last:
                    await chair.start(self.items[number + 1][0])
                    await asyncio.sleep(PATIENCE)
                elif not self._able("plenary"):
                    await chair.open_floor()
                    self.finished.clear()


def _sits(actor, place):
    """Whether this bot is in the plenary, or in its caucus, as asked. What is meant for one is never said in the other."""
    return actor.is_here and actor.view.is_caucus == (place != "plenary")
