"""Runs of exercises that the story tells to their end: who told whom, at which attempt it was right, what stays private.

What the parties went through at the table is loaded by `at_table`. Its listeners' own word on how hard it was to say
back has no place in the declaration and is left out; what the pair wrote for the record was no sentence to be quoted.
"""

from workshops import catalogue
from workshops.demo.loader import at_table, runs
from workshops.demo.telling import story
from workshops.exercises.models import Telling


def make_runs(told):
    """Each run with its tellings and responses, spread over the time of its item."""
    for it in runs_of(told):
        make = at_table.make if is_at_table(it) else _make
        make(told, it, catalogue.exercises()[it["kind"]], told.rooms[room_key(it)])


def is_at_table(it):
    """Whether a run of the story is one of the parties, not of a pair."""
    return "directions" not in it


def room_key(it):
    """Under which key the room of a run lies: a pair of the story has its own; what was done at the table gets one."""
    return ("run", it["id"]) if is_at_table(it) else (it["phase"], it["room"])


def runs_of(told):
    """The runs of the story that this telling tells: of past items, of exercises that are offered."""
    past = {phase for session in told.past_sessions for phase in session["phases"]}
    return [it for it in story()["exercises"] if it["phase"] in past and it["kind"] in catalogue.exercises()]


def _make(told, it, declaration, room):
    tellers = [way["teller"] for way in it["directions"]]
    run = runs.new_run(told, it, declaration, room, [[teller] for teller in tellers])
    for place, way in enumerate(it["directions"]):
        teller, listener = told.seats[way["teller"]], told.seats[way["listener"]]
        sides = {"teller_side": place, "listener_side": tellers.index(way["listener"])}
        Telling.objects.create(run=run, position=place, teller=teller, listener=listener, **sides)
    runs.write(told, run, [*_given(told, it)])


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
        yield person, 0, "debrief", 1, {"own": {"surprise": words(it["debrief"][person])}}
