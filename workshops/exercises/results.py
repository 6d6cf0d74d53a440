"""What finished runs give to the record, by their record level. The colleague who builds records calls this.

    results_of(session, rules.keys_of_results(session))  →  [Result]

A workshop's are those of its sessions, one after the other.

Levels (methods 2.0): `none` says only that it happened; `summary` adds how many attempts, the numbers, and sentences
that everybody in the run has agreed to; `confirmed_text` adds what was said back and accepted. People stand in it by
alias and party. Drafts, what people wrote for themselves, questions, corrections, superseded attempts and the names of
the room never come near it; neither do texts of an unfinished run. A level is that of the run when it was begun.
"""

from dataclasses import dataclass, field

from workshops.exercises import lines
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
class Text:
    """What a run has brought that its level lets into the record, under a heading: of one party, or by one person."""

    heading: dict  # {language: text}
    party_id: object  # None: not a party's
    by: Who | None  # whose own it is, if it is not a party's
    texts: list


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
    texts: list = field(default_factory=list)  # of Text


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
    declaration = course.exercise.declaration
    return Result(
        run_id=run.pk,
        item_id=run.item_id,
        exercise=declaration["slug"],
        code=declaration["code"],
        name=declaration["name"],
        level=run.record_level,
        state=run.state,
        people=[who[person] for person in course.people],
        tellings=_tellings(course, who) if tells and run.company == Run.Company.PAIRS and "tells" in declaration["record"] else [],
        sentences=[Sentence(who[person], text) for person, text in agreed(course)] if tells else [],
        texts=_texts(course, who) if tells else [],
    )


def _tellings(course, who):
    return [_telling(course, number, who) for number in range(len(course.company.tellings))]


def _telling(course, number, who):
    record, roles = course.exercise.declaration["record"], course.company.tellings[number]
    here = [given for given in course.given if given.at.telling == number]
    rates = [given for given in here if "accepts" in course.exercise.step(given.at)]
    kept = {(it["step"], it["field"]) for it in record.get("rates", ())}
    ratings = {name: value for it in here for name, value in it.values.items() if (it.at.step, name) in kept}
    last = max(rates, key=lambda given: given.at.attempt, default=None)
    is_accepted = last is not None and course.exercise.is_accepted(last.at, here)
    text = ""
    if is_accepted and course.run.record_level in LEVELS[2:] and "says_back" in record:
        said = [it for it in here if it.at.step == record["says_back"] and it.at.attempt == last.at.attempt]
        text = said[-1].values.get("text", "") if said else ""
    return TellingResult(
        who[roles.tellers[0]], who[roles.listeners[0]], last.at.attempt if last else 0, ratings, is_accepted, text
    )


def _texts(course, who):
    """What the declaration `keeps` at this level: of each place the newest, where the step that lets it out has
    accepted it."""
    found = []
    for keep in course.exercise.declaration["record"].get("keeps", ()):
        if LEVELS.index(course.run.record_level) < LEVELS.index(keep["level"]):
            continue
        last = {}
        for it in course.given:
            if it.at.step == keep["step"] and is_let_out(course, keep, it):
                last.setdefault((it.at.telling, it.by), {})[it.at.attempt] = it
        for (_telling_no, by), attempts in last.items():
            texts = _kept(course, keep, attempts[max(attempts)])
            is_of_party = keep.get("is_of_party", False)
            party = who[by].party_id if is_of_party else None
            heading = _heading(course.exercise.steps[keep["step"]], keep["field"])
            found += [Text(heading, party, None if is_of_party else who.get(by), texts)] if texts else []
    return found


def _heading(step, name):
    """What stands over it: the label of the box; where that speaks of the people in the room, the name of the step."""
    label = next(field["label"] for field in step["enters"] if field["field"] == name)
    return step["short"] if any("{" in text for text in label.values()) else label


def _kept(course, keep, it):
    """The texts of one value, without those that the same party has said to keep out."""
    rule = keep.get("unless")
    if not rule:
        return lines.texts_of(it.values.get(keep["field"]))
    side = course.company.side_of(it.by)
    said = [each for each in course.given if each.at.step == rule["step"] and course.company.side_of(each.by) == side]
    levels = said[-1].values.get(rule["field"], {}) if said else {}
    mine = [line for line in lines.all_of(course.exercise, keep, None, course.given) if line.by == it.by]
    return [line.text for line in mine if levels.get(line.key, rule["is"]) != rule["is"]]


def is_let_out(course, keep, it):
    """Whether the step that lets it out did so; where it names none, giving it was enough."""
    if "once" not in keep:
        return True
    is_near = course.exercise.part_of[keep["once"]] is course.exercise.part_of[it.at.step]
    asked = [
        given.at
        for given in course.given
        if given.at.step == keep["once"] and (not is_near or (given.at.telling, given.at.attempt) == (it.at.telling, it.at.attempt))
    ]
    return any(course.exercise.is_accepted(at, course.given) for at in asked)


def agreed(course):
    """[(person, sentence)] of those sentences to which each of the others has said yes. Silence is not yes."""
    place = course.exercise.declaration["record"].get("sentence")
    if not place:
        return []
    asks = [
        (step["step"], it["field"])
        for step in course.exercise.steps.values()
        for it in step["enters"]
        if {name: it.get("for_each", {}).get(name) for name in ("step", "field")} == place
    ]
    said = {}
    for given in course.given:
        for step, name in asks:
            if given.at.step == step:
                said[given.by] = given.values.get(name, {})
    offered = lines.all_of(course.exercise, place, None, course.given)
    return [(line.by, line.text) for line in offered if _all_agree(course.people, line, said)]


def _all_agree(people, line, said):
    others = [person for person in people if person != line.by]
    return bool(others) and all(said.get(other, {}).get(line.key) == "yes" for other in others)
