"""What finished runs give to the record, by their record level. The colleague who builds records calls this.

    results_of(session, rules.keys_of_results(session))  →  [Result]

A workshop's are those of its sessions, one after the other.

Levels (methods 2.0): `none` says only that it happened; `summary` adds how many attempts, the numbers, and sentences
that everybody in the run has agreed to; `confirmed_text` adds what was said back and accepted. People stand in it by
alias and party. Drafts, what people wrote for themselves, questions, corrections, superseded attempts and the names of
the room never come near it; neither do texts of an unfinished run. A level is that of the run when it was begun.
"""

from dataclasses import dataclass, field

from workshops.exercises.course import Course
from workshops.exercises.models import Run
from workshops.programme.models import Seat

LEVELS = ("none", "summary", "confirmed_text")


@dataclass(frozen=True)
class Who:
    """A person as the record knows them."""

    alias: str
    party_id: object


@dataclass(frozen=True)
class TellingResult:
    """One direction: how many attempts, the numbers, how it was left; the accepted text only at `confirmed_text`."""

    teller: Who
    listener: Who
    attempts: int
    ratings: dict  # {field: number}, those that the declaration keeps
    is_accepted: bool
    text: str = ""


@dataclass(frozen=True)
class Sentence:
    """One sentence that everybody in the run has agreed may be quoted."""

    by: Who
    text: str


@dataclass(frozen=True)
class Result:
    """One run. `state`: completed, stopped_safety or closed_unfinished; of the last two only that it took place."""

    run_id: object
    item_id: object
    exercise: str
    code: str
    name: dict  # {language: text}
    level: str
    state: str
    people: list  # of Who
    tellings: list = field(default_factory=list)
    sentences: list = field(default_factory=list)


def results_of(session, keys):
    """[Result] of the runs of a session that are over, in the order in which they began."""
    runs = Run.objects.filter(room__session=session).exclude(ended_at=None).select_related("room", "item")
    return [result_of(run, keys) for run in runs]


def result_of(run, keys):
    """One run as the record may have it."""
    course = Course(run, keys)
    seats = Seat.objects.in_bulk(course.people)
    who = {seat_id: Who(seat.open(keys, "record_alias"), seat.party_id) for seat_id, seat in seats.items()}
    tells = run.record_level in LEVELS[1:] and run.state == Run.State.COMPLETED
    declaration = run.declaration
    return Result(
        run_id=run.pk,
        item_id=run.item_id,
        exercise=declaration["slug"],
        code=declaration["code"],
        name=declaration["name"],
        level=run.record_level,
        state=run.state,
        people=[who[person] for person in course.people],
        tellings=[_telling(course, number, who) for number in range(len(course.tellings))] if tells else [],
        sentences=[Sentence(who[person], text) for person, text in agreed(course)] if tells else [],
    )


def _telling(course, number, who):
    record, roles = course.exercise.declaration["record"], course.tellings[number]
    here = [given for given in course.given if given.at.telling == number]
    rates = [given for given in here if "accepts" in course.exercise.step(given.at)]
    kept = {(it["step"], it["field"]) for it in record["rates"]}
    ratings = {name: value for it in here for name, value in it.values.items() if (it.at.step, name) in kept}
    last = max(rates, key=lambda given: given.at.attempt, default=None)
    is_accepted = last is not None and course.exercise.is_accepted(last.at, here)
    text = ""
    if is_accepted and course.run.record_level in LEVELS[2:] and "says_back" in record:
        said = [it for it in here if it.at.step == record["says_back"] and it.at.attempt == last.at.attempt]
        text = said[-1].values.get("text", "") if said else ""
    return TellingResult(
        who[roles.teller], who[roles.listener], last.at.attempt if last else 0, ratings, is_accepted, text
    )


def agreed(course):
    """[(person, sentence)] of those sentences to which each of the others has said yes. Silence is not yes."""
    place = course.exercise.declaration["record"]["sentence"]
    asks = [
        (step["step"], it["field"])
        for step in course.exercise.steps.values()
        for it in step["enters"]
        if it["as"] == "consent" and it["to"] == place
    ]
    said = {}
    for given in course.given:
        for step, name in asks:
            if given.at.step == step:
                said[given.by] = given.values.get(name, {})
    offered = [(it.by, it.values.get(place["field"])) for it in course.given if it.at.step == place["step"]]
    return [(person, text) for person, text in offered if text and _all_agree(course.people, person, said)]


def _all_agree(people, author, said):
    others = [person for person in people if person != author]
    return bool(others) and all(said.get(other, {}).get(str(author)) == "yes" for other in others)
