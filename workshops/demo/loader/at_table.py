"""The needs and fears that the parties of the story exchanged at the table, step by step as the exercise declares it.

What each gathered alone the story does not tell: there they pass. What it tells of a restatement all say it of one
attempt: what was off goes with each rating below the line, what was missing with the lowest. Texts of restatements are
those of the messages in which they were said.
"""

from workshops.demo.loader import runs
from workshops.demo.telling import story
from workshops.exercises.company import by_turns
from workshops.exercises.lines import key_of
from workshops.exercises.models import Telling

LINE = 5  # a rating below it says what is off


def make(told, it, declaration, room):
    """The run, its sides and tellings, and everything that was given."""
    sides = [statement["released_by"] for statement in it["statements"]]
    run = runs.new_run(told, it, declaration, room, sides)
    for position, roles in enumerate(by_turns(sides)):
        of = {"teller_side": sides.index(list(roles.tellers)), "listener_side": sides.index(list(roles.listeners))}
        Telling.objects.create(run=run, position=position, **of)
    given = [*_aside(told, it), *_together(it), *_restated(told, it), *_after(told, it)]
    runs.write(told, run, [(*where, _sealed(values)) for *where, values in given])


def _sealed(values):
    """Numbers and words apart, as responses keep them; what is empty is left out."""
    ratings = {name: value for name, value in values.items() if isinstance(value, int)}
    shared = {name: value for name, value in values.items() if value and name not in ratings}
    return {"shared": shared or None, "ratings": ratings or None, "own": None}


def _aside(told, it):
    """(person, telling, step, attempt, values): what each party did by itself, its facilitator's look among it."""
    words = told.telling.words
    for side, statement in enumerate(it["statements"]):
        people = statement["released_by"]
        yield from ((person, side, "solo", 1, {}) for person in people)
        texts = {name: [words(each["text"]) for each in statement[name]] for name in ("needs", "fears")}
        yield people[0], side, "word", 1, texts | {"acknowledgement": words(statement["acknowledgement"])}
        yield from ((person, side, "approve", 1, {"approved": "yes"}) for person in people)
        caucus = next(room for room in story()["rooms"] if room["kind"] == "caucus" and room["party"] == statement["party"])
        yield caucus["caucus_facilitator"], side, "look", 1, {"fine": "yes"}


def _together(it):
    yield from ((statement["released_by"][0], 0, "release", 1, {"let_out": "yes"}) for statement in it["statements"])
    yield from ((person, 0, "read", 1, {}) for person in it["participants"])


def _restated(told, it):
    """Each party's list said back by the other; what was offered freely after it was accepted is an addition."""
    texts = {message["id"]: message["text"] for message in story()["messages"] if message["id"].startswith("M")}
    for telling, of in enumerate(it["restatements"]):
        added = None
        for attempt in of["attempts"]:
            said = {"text": told.telling.words(texts[attempt["message_id"]])}
            if attempt.get("addition"):
                added = attempt
                continue
            yield attempt["speaker"], telling, "restate", attempt["n"], said
            yield from _rated(told, telling, attempt)
        yield of["attempts"][-1]["speaker"], telling, "addition", 1, said if added else {}
        if added:
            yield from ((person, telling, "added", 1, {"accuracy": number}) for person, number in added["ratings"].items())


def _rated(told, telling, attempt):
    lowest = min(attempt["ratings"], key=attempt["ratings"].get)
    for person, number in attempt["ratings"].items():
        off = attempt["off"] if number < LINE else []
        missing = told.telling.words(attempt["missing"]) if person == lowest and attempt["missing"] else ""
        yield person, telling, "rate", attempt["n"], {"accuracy": number, "off": off, "correction": missing}


def _after(told, it):
    """What touches, seen by all; and the end."""
    keys = []
    for number, person in enumerate(it["participants"]):
        mine = [told.telling.words(text) for text in it["overlap_found"][:2]] if number == 0 else []
        rest = [told.telling.words(text) for text in it["overlap_found"][2:]] if number == len(it["participants"]) - 1 else []
        keys += map(key_of, mine or rest)
        yield person, 0, "overlap", 1, {"touches": mine or rest}
    yield from ((person, 0, "see_too", 1, {"seen": keys}) for person in it["participants"])
    yield from ((person, 0, "debrief", 1, {}) for person in it["participants"])
