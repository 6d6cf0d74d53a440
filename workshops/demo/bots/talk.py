"""What is said in one room during one agenda item, within what the floor allows."""

import itertools
import random

from workshops.demo.bots.chair import Chair
from workshops.demo.bots.script import parties, tables

QUIET_LINES = 14  # of small talk after the lines of an item, before the chair goes on
LAST_LINES = 40  # after which a room falls silent
STEP = 0.25  # of the pace: how often to look again


class Talk:
    """The lines of one room: `plenary`, the caucus of a party, or a small table."""

    def __init__(self, stage, place, lines):
        self.stage, self.place, self.lines = stage, place, lines
        self.is_finished = False
        self.has_written = self.is_shown = False  # at a small table, while people write in silence
        self.last = None  # who used small talk last

    async def go_on(self):
        """Say the lines, then small talk."""
        await self.stage.rest(1)
        self.lines = [line for line in self.lines if not self._has_been_said(line)]
        while self._drop_lines_of_humans():
            line = self._next()
            if line is None and await self._has_shown_all():
                continue
            if line is None or not await self._speak(self._actor(line), line.text, self._after(line)):
                await self._give_way()
                await self.stage.rest(STEP)
                continue
            self.lines.remove(line)
            await self.stage.rest(1)
        await self._talk_small()

    def _actor(self, line):
        return self.stage.actors[line.by]

    def _has_been_said(self, line):
        view = self._actor(line).view
        return view is not None and view.has_been_said(line.text)

    def _drop_lines_of_humans(self):
        self.lines = [line for line in self.lines if not self._actor(line).is_away]
        return self.lines

    def _next(self):
        """The next line, or whichever is left to the one who has the floor; None if that is nothing.

        A facilitator's line needs no turn, but the very last one waits until everybody has had theirs.
        """
        if self._is_silence():
            return next((line for line in self.lines if self._may_write(line)), None)
        first, holder = self.lines[0], self.holder
        chair = self._actor(first)
        if not isinstance(chair, Chair):
            return next((line for line in self.lines if self._actor(line) is holder), None) if holder else first
        if len(self.lines) == 1 and "advance" in chair.acts:
            return None
        return first

    def _may_write(self, line):
        actor = self._actor(line)
        return not isinstance(actor, Chair) and actor.sits_in(self.place) and actor.view.may_say

    def _is_silence(self):
        """Whether everyone writes one text and nobody reads yet, as the facilitators of this room see it."""
        if self.place in tables():
            return self.stage.is_in_silence and not self.is_shown
        chairs = [actor for actor in self.stage.actors.values() if isinstance(actor, Chair)]
        return any("reveal" in chair.acts and chair.sits_in(self.place) for chair in chairs)

    async def _has_shown_all(self):
        """Once everyone has written, the bot who steers shows all, and opens the floor for what is left to say."""
        chair = self.stage.chair
        if chair is None or not self._is_silence():
            return False
        if self.place in tables():
            return await self._have_tables_shown(chair)
        await self.stage.rest(1)
        await chair.do("reveal")
        await self.stage.rest(2)
        await chair.open_floor()
        return True

    async def _have_tables_shown(self, chair):
        """The same at small tables: when all of them have written, from the console, at every table at once."""
        self.has_written = True
        talks = [talk for talk in self.stage.talks if talk.place in tables()]
        if not all(talk.has_written for talk in talks):
            return False
        for talk in talks:
            talk.is_shown = True
        await self.stage.rest(1)
        await chair.show_tables(self.stage.item_id)
        return True

    def _after(self, line):
        """Who speaks after this line, if it is somebody else."""
        others = (self._actor(other) for other in self.lines if other.by != line.by)
        return next(others, None)

    @property
    def holder(self):
        """The bot whose turn it is in this room, or None."""
        return next((actor for actor in self._people() if "pass" in actor.acts), None)

    @property
    def able(self):
        """The bots who may speak in this room, or ask for the floor."""
        return [actor for actor in self._people() if actor.view.may_say or "raise" in actor.acts]

    def _people(self):
        sides, at_table = parties(), tables().get(self.place, ())
        return [
            actor
            for person, actor in self.stage.actors.items()
            if actor.sits_in(self.place) and person in sides and (person in at_table or self.place in ("plenary", sides[person]))
        ]

    async def _speak(self, actor, text, following=None):
        """Say it if the floor allows; ask for the floor if that is the way. Whether it was said.

        While one has the floor, whoever follows raises a hand, so that the room sees it coming.
        """
        if not self._could_speak(actor):
            return False
        if not actor.view.may_say and "raise" in actor.acts:
            await actor.do("raise")
            await self.stage.rest(0.5)
        if "pass" in actor.acts and following and self._could_speak(following) and "raise" in following.acts:
            await following.do("raise")
            await self.stage.rest(0.5)
        return self._could_speak(actor) and actor.view.may_say and await actor.say(text)

    def _could_speak(self, actor):
        return actor.sits_in(self.place) and not actor.view.is_silent

    async def _give_way(self):
        """Whoever has the floor and nothing left to say passes it on."""
        holder = self.holder
        if holder and not holder.view.is_silent and not any(self._actor(line) is holder for line in self.lines):
            await self.stage.rest(0.5)
            await holder.do("pass")

    async def _talk_small(self):
        """Short words for a while, then the room is done with its item; what still comes, comes seldom."""
        for count in itertools.count():
            await self.stage.rest(1.3 if count < QUIET_LINES else 6)
            if count == QUIET_LINES or not self.able:
                self.is_finished = True
            await self._give_way()
            able = [actor for actor in self.able if actor is not self.last]
            text = self.stage.draw() if able and count < LAST_LINES else None
            if text:
                self.last = random.choice(able)
                await self._speak(self.last, text)
