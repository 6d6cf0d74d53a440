"""The scripted people of the demo, in a process of their own."""

import asyncio
import json
from pathlib import Path

from django.core.management.base import BaseCommand

from workshops import clock
from workshops.demo.bots.actor import Gone, Guest
from workshops.demo.bots.chair import Chair
from workshops.demo.bots.readers import read_on
from workshops.demo.bots.stage import Stage
from workshops.demo.telling import today


class Command(BaseCommand):
    """Reads who is to be played, with their passes and passwords, from a file that only its owner can read."""

    help = "Play the third session of the demo over the real interface (started by `demo`)."
    requires_system_checks = []

    def add_arguments(self, parser):
        """The file is deleted as soon as everybody has come in."""
        parser.add_argument("--cast", type=Path, required=True)
        parser.add_argument("--pace", type=float, default=15, help="seconds between two things that happen")

    def handle(self, *, cast, pace, **options):
        """Until somebody ends it."""
        asyncio.run(play(cast, pace))


async def play(path, pace):
    """Everybody comes in, the file goes, the play begins."""
    cast = json.loads(path.read_text())
    actors = {}
    for kind, name in ((Guest, "guests"), (Chair, "chairs")):
        for it in cast[name]:
            actor = kind(it.pop("person"), cast["base_url"], cast["session"])
            await come_in(actor, it)
            actors[actor.person] = actor
    path.unlink()
    stage = Stage(actors, [tuple(item) for item in cast["items"]], today(clock.now()), pace)
    async with asyncio.TaskGroup() as group:
        for actor in actors.values():
            group.create_task(actor.live())
            if isinstance(actor, Guest):
                group.create_task(read_on(actor, pace))
        group.create_task(stage.play())


async def come_in(actor, how):
    """Enter once; whoever finds the door shut stays away and is not missed."""
    try:
        await actor.enter(**how)
    except Gone:
        actor.is_gone = True
