"""The play: which item of the agenda is on, who talks in which room, and when the agenda goes on."""

import asyncio
import random
import time

from workshops.demo.bots.chair import Chair
from workshops.demo.bots.pairs import Pairs
from workshops.demo.bots.script import goodbyes, is_for_pairs, is_in_silence, script, small_talk
from workshops.demo.bots.talk import Talk

STUCK = 180  # seconds after which the chair lets the next person speak
PATIENCE = 5  # seconds in which the house goes on to another item
STEP = 0.25  # of the pace: how often to look again


class Stage:
    """Plays the third day with these actors. `items` are (id, phase of the story) in the order of the agenda."""

    def __init__(self, actors, items, telling, pace):
        self.actors, self.items, self.telling, self.pace = actors, items, telling, pace
        self.talks = []  # of the present item, one for each room
        self.item_id, self.is_in_silence = None, False  # the present item, and whether it begins with writing in silence
        self.deck, self.is_last = [], False  # small talk not used yet; whether the last item is on

    async def play(self):
        """Item after item, wherever the session is; for as long as it goes on."""
        while True:
            number = self.number
            if number is None:
                await self.rest(STEP)
                continue
            tasks = self._begin(number)
            while self.number in (number, None):
                await self.rest(STEP)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def _begin(self, number):
        item_id, phase = self.items[number]
        self.item_id, self.is_in_silence = item_id, is_in_silence(phase)
        tracks = script(phase, self.telling)
        self.is_last = number + 1 == len(self.items)
        self.deck = goodbyes() if self.is_last else self.deck
        self.talks = [Talk(self, place, lines) for place, lines in tracks.items()]
        self.talks += [Pairs(self, item_id, phase)] if is_for_pairs(phase) else []
        return [asyncio.create_task(it) for it in (self._steer(number), *(talk.go_on() for talk in self.talks))]

    @property
    def number(self):
        """The place of the current agenda item, as those who sit in the rooms see it."""
        return next((actor.view.number for actor in self.actors.values() if actor.is_here), None)

    @property
    def chair(self):
        """The bot who steers: the second facilitator, unless a human works as either of them."""
        chairs = [actor for actor in self.actors.values() if isinstance(actor, Chair)]
        if any(chair.is_away for chair in chairs):
            return None
        return next((chair for chair in reversed(chairs) if chair.is_here), None)

    async def rest(self, paces):
        """Wait for about so many paces."""
        await asyncio.sleep(self.pace * paces * random.uniform(0.6, 1.4))

    def draw(self):
        """Something short to say, none twice before all have been used; after the last item each goodbye once."""
        if not self.deck and not self.is_last:
            self.deck = random.sample(small_talk(), len(small_talk()))
        return self.deck.pop() if self.deck else None

    async def _steer(self, number):
        """Go on when the item's time is up or all has been said; let the next person speak when one does not come."""
        began = held_since = time.monotonic()
        while True:
            await self.rest(STEP)
            chair, now = self.chair, time.monotonic()
            if chair is None or chair.view.is_silent:
                began = held_since = now
                continue
            if "advance" not in chair.view.acts or any(talk.holder for talk in self.talks):
                held_since = now
            elif now - held_since > STUCK:
                await chair.do("advance")
                held_since = now
            is_time_up = chair.view.is_time_up and now - began > self.pace
            if is_time_up or all(talk.is_finished for talk in self.talks):
                await self._leave(number, chair)

    async def _leave(self, number, chair):
        """On to the next item. After the last one the floor is opened, if nobody could speak otherwise."""
        if not self.is_last:
            await chair.start(self.items[number + 1][0])
            await asyncio.sleep(PATIENCE)
        elif not any(talk.able for talk in self.talks):
            await chair.open_floor()
            await asyncio.sleep(PATIENCE)
