"""An item in pairs: the chair makes the story's pairs and starts them, and each bot gives what its step asks for."""

import asyncio
import json
import re
from functools import cache
from html import unescape
from pathlib import Path

from django.urls import reverse

from workshops.demo.telling import story

LABEL = re.compile(r'<label for="id_(pair_[0-9a-f]{32})">\s*([^<]*?)\s*<')
READING = 2  # paces before somebody gives something
FELT_HEARD = 6


@cache
def our_words():
    """{"tell": {person: text}, "mirror": {person: text}, …}: ours, for those of whom the story tells nothing."""
    return json.loads((Path(__file__).parent / "pairs.json").read_text())


def partners():
    """{person: whom they sit with} in the story's pairs."""
    members = [[it for it in room["members"] if it[0] in "VL"] for room in story()["rooms"] if room["kind"] == "pair"]
    return {first: second for pair in members for first, second in (pair, pair[::-1])}


def ways(phase):
    """{teller: what the story tells of them in this item}."""
    runs = [it for it in story()["exercises"] if it["phase"] == phase]
    return {way["teller"]: way for run in runs for way in run.get("directions", ())}


class Pairs:
    """The pairs of one item. To the stage it is a talk without a floor."""

    holder, able = None, ()

    def __init__(self, stage, item_id, phase):
        self.stage, self.item_id, self.ways = stage, item_id, ways(phase)
        self.is_finished = False

    async def go_on(self):
        """Make pairs, then let everybody go through them."""
        await self.stage.rest(1)
        while not await self._start():
            await self.stage.rest(1)
        people = [actor for person, actor in self.stage.actors.items() if person in partners()]
        await asyncio.gather(*(self._go_through(actor) for actor in people))

    async def _start(self):
        """Whether people sit in pairs now: a human facilitator may have seen to it."""
        if any(actor.is_here and actor.view.task for actor in self.stage.actors.values()):
            return True
        chair = self.stage.chair
        if chair is None or chair.view.is_silent:
            return False
        path = reverse("pairs_start", args=[self.item_id])
        page = await chair.browser.get(path)
        places = {unescape(name): field for field, name in LABEL.findall(page.html)}
        chosen = dict.fromkeys(places.values(), "0")
        numbers = iter(range(1, len(places) + 1))
        for person, partner in partners().items():
            here = [places.get(self.stage.telling.name_of(it)) for it in map(_person, sorted((person, partner)))]
            if person < partner and all(here):
                chosen |= dict.fromkeys(here, str(next(numbers)))
        await chair.press(path, first_voice="lot", **chosen)
        return False

    async def _go_through(self, actor):
        """Give what is asked, step by step, until the run is over or a human has come."""
        while not actor.is_away:
            await self.stage.rest(READING)
            view = actor.view
            if view and view.is_on and view.task not in (None, "none"):
                await actor.give(self._given(actor, view))
            self.is_finished = self._is_over()

    def _is_over(self):
        seen = [actor.view for actor in self.stage.actors.values() if actor.is_here and actor.view.task]
        return bool(seen) and not any(view.is_on for view in seen)

    def _given(self, actor, view):
        """What this bot gives at its step, as the form has it."""
        _telling, step, attempt = view.task.split(".")
        person, partner = actor.person, partners()[actor.person]
        words = self.stage.telling.words
        give = {
            "tell": lambda: {"text": words(self._told(person))},
            "mirror": lambda: {"text": words(self._said_back(partner, int(attempt)))},
            "rate": lambda: self._rated(person, int(attempt)),
            "settle": lambda: {"left": "open"},
            "heard": lambda: {"felt_heard": self.ways.get(person, {}).get("teller_felt_heard", FELT_HEARD)},
            "consent": lambda: dict.fromkeys((name for name in view.boxes if name.startswith("may_quote")), "yes"),
        }
        return {"at": view.task, **give.get(step, lambda: {"pass": "1"})()}

    def _told(self, person):
        return self.ways[person]["statement"] if person in self.ways else our_words()["tell"][person]

    def _said_back(self, teller, attempt):
        attempts = self.ways.get(teller, {}).get("attempts", [])
        return attempts[min(attempt, len(attempts)) - 1]["text"] if attempts else our_words()["mirror"][teller]

    def _rated(self, person, attempt):
        attempts = self.ways.get(person, {}).get("attempts", [])
        told = attempts[min(attempt, len(attempts)) - 1] if attempts else {"accuracy": 6, "off": [], "correction": ""}
        more = {"correction": self.stage.telling.words(told["correction"] or "")}
        return {"accuracy": told["accuracy"], **({"off": told["off"][0]} if told["off"] else {}), **more}


def _person(person_id):
    return next(it for it in story()["people"] if it["id"] == person_id)
