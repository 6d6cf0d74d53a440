"""The house's own texts: formats of workshops, exercises, suggested agreements, the consent text, the agenda of a follow-up.
Files with their languages inside, checked when the house starts: one that does not fit is refused with its name, the place and the reason."""

import json
from functools import lru_cache
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from workshops.catalogue.declared import problems
from workshops.catalogue.texts import unspoken

HERE = Path(__file__).parent


@lru_cache
def templates():
    """{slug: format of a workshop}, the shortest first."""
    found = {path.stem: read_template(path) for path in sorted((HERE / "templates").glob("*.json"))}
    return dict(sorted(found.items(), key=lambda pair: len(pair[1]["sessions"])))


@lru_cache
def exercises():
    """{slug: an exercise declared as data}: who does what in which order, who sees it, what completes it."""
    found = [read_exercise(path) for path in (HERE / "exercises").glob("*.json")]
    return {it["slug"]: it for it in sorted(found, key=lambda it: int(it["code"][1:]))}


@lru_cache
def step_kinds():
    """{kind: what a team may put together: its name, whom it asks, the step as it begins}."""
    return {it["kind"]: it for it in read(HERE / "step_kinds.json", "step_kinds")["kinds"]}


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
    for part in (templates, exercises, step_kinds, agreements, consent, discipline, rehearsal, follow_up):
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
        if phase["placement"] == "pairs" and "pairs" not in exercises().get(phase.get("exercise"), {"company": ()})["company"]:
            _refuse(path, "phases", f"in pairs an exercise for pairs is gone through, not {phase.get('exercise')}")
    return template


def read_exercise(path):
    """One exercise. Its slug is its file's name, and every step and field it speaks of is among its own."""
    exercise = read(path, "exercise")
    if exercise["slug"] != path.stem:
        _refuse(path, "slug", f"is {exercise['slug']}, but the file is called {path.stem}")
    for place, reason in [*problems(exercise), *unspoken(exercise)]:
        _refuse(path, place, reason)
    return exercise


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
