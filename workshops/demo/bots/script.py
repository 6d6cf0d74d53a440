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
    """{room: [Line]} of one agenda item: `plenary`, each party in a caucus, each small table by its name in the story.

    Asides of an item at small tables are said where their speaker sits. Pairs have their own play.
    """
    rooms = {it["id"]: _place_of(it) for it in story()["rooms"] if it["kind"] != "pair"}
    sits_at = {person: name for name, people in tables().items() for person in people} if is_at_tables(phase) else {}
    spoken = [it for it in story()["messages"] if it["phase"] == phase and it["room"] in rooms]
    began = {name: min((it["at"] for it in spoken if it["room"] == name), default="") for name in rooms}
    lines = {}
    for it in sorted(spoken, key=lambda it: (began[it["room"]], it["room"], it["at"])):
        lines.setdefault(rooms[it["room"]], []).extend([Line(it["author"], telling.words(it["text"]))] * bool(it["text"]))
        for by, text in asides()["after"].get(it["id"], ()):
            lines.setdefault(sits_at.get(by, rooms[it["room"]]), []).append(Line(by, telling.words(text)))
    return lines


def _place_of(room):
    return room["id"] if room["kind"] == "small_group" else room.get("party", "plenary")


@cache
def tables():
    """{small table: the people who sit at it}."""
    return {it["id"]: it["members"] for it in story()["rooms"] if it["kind"] == "small_group"}


def is_at_tables(phase):
    """Whether people sit at small tables in this item, mixed."""
    return next(it["config"] for it in story()["agenda_phases"] if it["id"] == phase) == "MS"


def is_in_silence(phase):
    """Whether this item begins with writing in silence."""
    return next(it["floor_mode"] for it in story()["agenda_phases"] if it["id"] == phase) == "silent_reveal"


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
