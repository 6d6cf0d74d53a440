"""What is to be said: the story's third day, with small asides of ours between its lines."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from workshops.demo.telling import story


@dataclass(frozen=True)
class Line:
    """One thing that one person says."""

    by: str
    text: str


@cache
def asides():
    """{"after": {message: [[person, text]]}, "any": [text], "goodbye": [text]}: ours, not the story's."""
    return json.loads((Path(__file__).parent / "asides.json").read_text())


def phases(session):
    """The agenda of a session of the story, in order."""
    return next(it["phases"] for it in story()["sessions"] if it["id"] == session)


def script(phase, telling):
    """{room: [Line]} of one agenda item: `plenary`, or each party in a caucus.

    Mixed tables are not offered yet: they speak in the plenary, one table after the other. Pairs have their own play.
    """
    rooms = {it["id"]: it.get("party", "plenary") for it in story()["rooms"] if it["kind"] != "pair"}
    spoken = [it for it in story()["messages"] if it["phase"] == phase and it["room"] in rooms]
    began = {name: min((it["at"] for it in spoken if it["room"] == name), default="") for name in rooms}
    lines = {}
    for it in sorted(spoken, key=lambda it: (began[it["room"]], it["room"], it["at"])):
        said = [(it["author"], it["text"]), *asides()["after"].get(it["id"], ())]
        track = lines.setdefault(rooms[it["room"]], [])
        track += [Line(by, telling.words(text)) for by, text in said if text]
    return lines


def is_for_pairs(phase):
    """Whether people sit in pairs in this item, across parties."""
    return next(it["config"] for it in story()["agenda_phases"] if it["id"] == phase) == "MP"


def small_talk():
    """Short things that anybody may say when nothing else is left."""
    return list(asides()["any"])


def goodbyes():
    """The same for those who are about to go home."""
    return list(asides()["goodbye"])


def parties():
    """{person: party} of those who sit with one."""
    return {it["id"]: it["party"] for it in story()["people"] if it["party"]}
