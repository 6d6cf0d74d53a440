"""Runs of exercises that the story tells to their end: who told whom, at which attempt it was right, what stays private.

Of the story's runs those are loaded whose exercise the house offers. Its listeners' own word on how hard it was to say
back has no place in the declaration and is left out; what the pair wrote for the record was no sentence to be quoted.
"""

import datetime

from workshops import catalogue
from workshops.demo.telling import story
from workshops.exercises.engine import Exercise
from workshops.exercises.models import Response, Run, Telling


def make_runs(told):
    """Each run with its tellings and responses, spread over the time of its item."""
    for it in runs_of(told):
        _make(told, it, catalogue.exercises()[it["kind"]])


def runs_of(told):
    """The runs of the story that this telling tells: of past items, of exercises that are offered."""
    past = {phase for session in told.past_sessions for phase in session["phases"]}
    return [it for it in story()["exercises"] if it["phase"] in past and it["kind"] in catalogue.exercises()]


def _make(told, it, declaration):
    item, last = told.items[it["phase"]], list(Exercise(declaration).steps)[-1]
    run = Run(
        room=told.rooms[it["phase"], it["room"]],
        item=item,
        declaration=declaration,
        record_level=it["record_level"],
        state=Run.State.COMPLETED,
        telling=len(it["directions"]),
        step=last,
        began_at=item.began_at,
        step_began_at=item.ended_at,
        ended_at=item.ended_at,
    )
    run.save(force_insert=True)
    given = [*_given(told, it)]
    pace = (item.ended_at - item.began_at) / (len(given) + 1)
    for place, way in enumerate(it["directions"]):
        teller, listener = told.seats[way["teller"]], told.seats[way["listener"]]
        Telling.objects.create(run=run, position=place, teller=teller, listener=listener)
    for number, (person, place, step, attempt, values) in enumerate(given, 1):
        at = item.began_at + (number * pace) // datetime.timedelta(seconds=1) * datetime.timedelta(seconds=1)
        seat = told.seats[person]
        where = {"telling": place, "step": step, "attempt": attempt}
        response = Response(run=run, seat=seat, language=told.workshop.language, given_at=at, **where)
        response.seal(**values).save(force_insert=True)


def _given(told, it):
    """(person, telling, step, attempt, sealed values) in the order in which it was given."""
    words = told.telling.words
    for place, way in enumerate(it["directions"]):
        teller, listener = way["teller"], way["listener"]
        yield teller, place, "tell", 1, {"shared": {"text": words(way["statement"])}}
        yield listener, place, "ask", 1, {}
        for attempt in way["attempts"]:
            yield listener, place, "mirror", attempt["n"], {"shared": {"text": words(attempt["text"])}}
            said = {"off": attempt["off"], "correction": words(attempt["correction"])}
            shared = {name: value for name, value in said.items() if value}
            yield teller, place, "rate", attempt["n"], {"ratings": {"accuracy": attempt["accuracy"]}, "shared": shared or None}
        yield teller, place, "heard", 1, {"ratings": {"felt_heard": way["teller_felt_heard"]}}
    for person in it["participants"]:
        yield person, len(it["directions"]), "debrief", 1, {"own": {"surprise": words(it["debrief"][person])}}
