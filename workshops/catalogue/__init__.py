"""The house's own texts: formats of workshops, exercises, suggested agreements, the consent text, the agenda of a follow-up.
Files with their languages inside, checked when the house starts: one that does not fit is refused with its name, the place and the reason."""

import json
from functools import lru_cache
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

HERE = Path(__file__).parent


@lru_cache
def templates():
    """{slug: format of a workshop}, the shortest first."""
    found = {path.stem: read_template(path) for path in sorted((HERE / "templates").glob("*.json"))}
    return dict(sorted(found.items(), key=lambda pair: len(pair[1]["sessions"])))


@lru_cache
def exercises():
    """{slug: an exercise declared as data}: who does what in which order, who sees it, what completes it."""
    return {path.stem: read_exercise(path) for path in sorted((HERE / "exercises").glob("*.json"))}


@lru_cache
def agreements():
    """{slug: {language: text}} of every agreement that a format may suggest."""
    return read(HERE / "agreements.json", "agreements")["agreements"]


@lru_cache
def consent():
    """The consent text in force: {"version", "points": [{"point", "is_required", "text", "if_not"}]}."""
    return read(HERE / "consent.json", "consent")


@lru_cache
def discipline():
    """The note by which facilitators work: {"version", "lines": [{language: text}]}."""
    return read(HERE / "discipline.json", "discipline")


@lru_cache
def rehearsal():
    """The invented workshop with which people begin: texts, parties, and who sits with them."""
    content = read(HERE / "rehearsal.json", "rehearsal")
    if content["template"] not in templates():
        _refuse(HERE / "rehearsal.json", "template", f"there is no format called {content['template']}")
    return content


@lru_cache
def follow_up():
    """The agenda of a follow-up session: {"credit", "titles" by kind of follow-up, "phases"}."""
    return read(HERE / "follow_up.json", "follow_up")


def check():
    """Read everything once; raises ImproperlyConfigured for the first file that does not fit."""
    for part in (templates, exercises, agreements, consent, discipline, rehearsal, follow_up):
        part()


def read_template(path):
    """One format. Its slug is its file's name, and it suggests agreements that exist."""
    template = read(path, "template")
    if template["slug"] != path.stem:
        _refuse(path, "slug", f"is {template['slug']}, but the file is called {path.stem}")
    for slug in template["agreements"]:
        if slug not in agreements():
            _refuse(path, "agreements", f"there is no agreement called {slug}")
    for phase in (phase for session in template["sessions"] for phase in session["phases"]):
        if phase["placement"] == "pairs" and phase.get("exercise") not in exercises():
            _refuse(path, "phases", f"in pairs an exercise is gone through that exists, not {phase.get('exercise')}")
    return template


def read_exercise(path):
    """One exercise. Its slug is its file's name, and every step and field it speaks of is among its own."""
    exercise = read(path, "exercise")
    if exercise["slug"] != path.stem:
        _refuse(path, "slug", f"is {exercise['slug']}, but the file is called {path.stem}")
    steps = {}
    for number, step in enumerate(step for part in exercise["parts"] for step in part["steps"]):
        if step["step"] in steps:
            _refuse(path, f"step {number + 1}", f"there are two steps called {step['step']}")
        steps[step["step"]] = {field["field"] for field in step["enters"]}
    for place, step, field in _spoken_of(exercise):
        if step not in steps or (field and field not in steps[step]):
            _refuse(path, place, f"there is no {'.'.join(filter(None, (step, field)))}")
    return exercise


def _spoken_of(exercise):
    """(place, step, field or "") of every step and field that this exercise speaks of."""
    record = exercise["record"]
    yield "record.tells", record["tells"], ""
    yield "record.says_back", record.get("says_back", record["tells"]), ""
    for where in (*record["rates"], record["sentence"]):
        yield "record", where["step"], where["field"]
    for step in (step for part in exercise["parts"] for step in part["steps"]):
        place, condition = f"step {step['step']}", step.get("only_if", {})
        for name in filter(None, (condition.get("not_accepted"), step.get("until"), step.get("accepts", {}).get("else"))):
            yield place, name, ""
        if "step" in condition:
            yield place, condition["step"], condition["field"]
        fields = [step[rule]["field"] for rule in ("accepts", "stops") if rule in step]
        fields += [each["needed_below"]["field"] for each in step["enters"] if "needed_below" in each]
        yield from ((place, step["step"], field) for field in fields)
        yield from ((place, each["to"]["step"], each["to"]["field"]) for each in step["enters"] if "to" in each)


def read(path, schema_name):
    """The content of one file that fits its schema."""
    schema = json.loads((HERE / "schemas" / f"{schema_name}.json").read_text("utf-8"))
    try:
        content = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        _refuse(path, "the whole file", str(error))
    if problem := best_match(Draft202012Validator(schema).iter_errors(content)):
        _refuse(path, ".".join(map(str, problem.absolute_path)) or "the whole file", problem.message)
    return content


def _refuse(path, place, reason):
    raise ImproperlyConfigured(f"catalogue/{path.name}, at {place}: {reason[:300]}")
