"""The needs and fears that the parties of the story exchanged at the table, step by step as the exercise declares it.

What each gathered alone the story does not tell: there they pass. What it tells of a restatement all say it of one
attempt: what was off goes with each rating below the line, what was missing with the lowest. Texts of restatements are
those of the messages in which they were said.
"""

import datetime

from workshops.demo.telling import story
from workshops.exercises.company import by_turns
from workshops.exercises.lines import key_of
from workshops.exercises.models import Place, Response, Run, RunSeat, Telling

LINE = 5  # a rating below it says what is off


def make(told, it, declaration, room):
    """The run, its sides and tellings, and everything that was given."""
    item = told.items[it["phase"]]
    run = Run(
        room=room,
        item=item,
        company=Run.Company.PARTIES,
        declaration=declaration,
        record_level=it["record_level"],
        state=Run.State.COMPLETED,
        began_at=item.began_at,
        ended_at=item.ended_at,
    )
    run.save(force_insert=True)
    Place.objects.create(run=run, telling=0, step="debrief", began_at=item.ended_at)
    sides = [statement["released_by"] for statement in it["statements"]]
    for side, people in enumerate(sides):
        for position, person in enumerate(people):
            RunSeat.objects.create(run=run, seat=told.seats[person], side=side, position=position)
    for position, roles in enumerate(by_turns(sides)):
        of = {"teller_side": sides.index(list(roles.tellers)), "listener_side": sides.index(list(roles.listeners))}
        Telling.objects.create(run=run, position=position, **of)
    given = [*_aside(told, it), *_together(it), *_restated(told, it, sides), *_after(told, it)]
    _write(told, run, given, item)


def _write(told, run, given, item):
    """Spread over the time of the item."""
    pace = (item.ended_at - item.began_at) / (len(given) + 1)
    for number, (person, telling, step, attempt, values) in enumerate(given, 1):
        at = item.began_at + (number * pace) // datetime.timedelta(seconds=1) * datetime.timedelta(seconds=1)
        where = {"telling": telling, "step": step, "attempt": attempt}
        response = Response(run=run, seat=told.seats[person], language=told.workshop.language, given_at=at, **where)
        ratings = {name: value for name, value in values.items() if isinstance(value, int)}
        shared = {name: value for name, value in values.items() if value and name not in ratings}
        response.seal(shared=shared or None, ratings=ratings or None, own=None).save(force_insert=True)


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


def _restated(told, it, sides):
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
        listener = of["attempts"][-1]["speaker"]
        yield (added or {"speaker": listener})["speaker"], telling, "addition", 1, said if added else {}
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
