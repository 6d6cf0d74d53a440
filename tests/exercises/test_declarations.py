"""Declarations are checked when the house starts: refused with file, place and reason."""

import copy
import json

import pytest
from django.core.exceptions import ImproperlyConfigured

from workshops import catalogue


def declared(tmp_path, change, name="mirror_listening"):
    """The first declaration with a change, as a file of its own."""
    exercise = copy.deepcopy(catalogue.exercises()["mirror_listening"])
    change(exercise)
    path = tmp_path / f"{name}.json"
    path.write_text(json.dumps(exercise))
    return path


def steps(exercise):
    return {step["step"]: step for part in exercise["parts"] for step in part["steps"]}


def test_the_first_declaration_is_the_recipe():
    """Methods E1, read off the file: who, how long, how many words, seen by whom."""
    exercise = catalogue.exercises()["mirror_listening"]
    recipe = [
        (name, step["who"], step["minutes"], step["seen_by"], step["enters"][0].get("least"), step["enters"][0].get("most"))
        for name, step in steps(exercise).items()
    ]
    assert recipe == [
        ("tell", "teller", 6, "everybody", 60, 180),
        ("ask", "listener", 2, "everybody", None, 40),
        ("answer", "teller", 2, "everybody", None, 60),
        ("mirror", "listener", 4, "teller", 40, 150),
        ("rate", "teller", 1, "everybody", None, None),
        ("settle", "teller", 2, "everybody", None, None),
        ("heard", "teller", 1, "everybody", None, None),
        ("debrief", "each", 2, "everybody", None, 200),
        ("consent", "each", 1, "everybody", None, None),
    ]
    rate, mirror = steps(exercise)["rate"], steps(exercise)["mirror"]
    assert rate["accepts"] == {"field": "accuracy", "at_least": 5, "else": "mirror", "attempts": 3}
    assert rate["stops"] == {"field": "accuracy", "is": 1, "times": 2}
    assert list(rate["enters"][1]["choices"]) == ["facts", "feeling", "reason", "too_weak", "too_strong", "a_word"]
    assert (mirror["note"]["en"], mirror["opens"]) == ("Saying it back is not agreeing.", [{"after": "rate", "to": "everybody"}])
    assert exercise["record"]["level"] == "summary"


@pytest.mark.parametrize(
    ("change", "place", "reason"),
    [
        (lambda it: it["parts"][0]["steps"][0].update(who="everyone"), "parts.0.steps.0.who", "is not one of"),
        (lambda it: it["parts"][0]["steps"][3]["title"].pop("ar"), "parts.0.steps.3.title", "is not there in ar"),
        (lambda it: it["parts"][0]["steps"][4]["accepts"].update({"else": "again"}), "step rate", "there is no again"),
        (lambda it: it["parts"][0]["steps"][3].update(opens=[{"after": "never", "to": "everybody"}]), "step mirror", "there is no never"),
        (lambda it: it["parts"][0]["steps"][2]["only_if"].update(field="doubts"), "step answer", "there is no ask.doubts"),
        (lambda it: it["record"]["sentence"].update(field="secret"), "record", "there is no debrief.secret"),
        (lambda it: it["parts"][0]["steps"][1].update(step="tell"), "step 2", "two steps called tell"),
        (lambda it: it.update(slug="other"), "slug", "the file is called"),
        (lambda it: it.update(surprise=1), "the whole file", "Additional properties"),
    ],
)
def test_what_does_not_fit_is_refused_with_file_place_and_reason(tmp_path, change, place, reason):
    path = declared(tmp_path, change)
    with pytest.raises(ImproperlyConfigured) as refused:
        catalogue.read_exercise(path)
    assert f"mirror_listening.json, at {place}: " in str(refused.value)
    assert reason in str(refused.value)


@pytest.mark.parametrize("slug", ["no_such_exercise", "needs_fears_exchange"])
def test_a_format_goes_in_pairs_through_exercises_for_pairs(tmp_path, slug):
    form = copy.deepcopy(catalogue.templates()["problem_solving_short"])
    phase = next(phase for day in form["sessions"] for phase in day["phases"] if phase["placement"] == "pairs")
    phase["exercise"] = slug
    path = tmp_path / "problem_solving_short.json"
    path.write_text(json.dumps(form))
    with pytest.raises(ImproperlyConfigured, match=slug):
        catalogue.read_template(path)
