"""A declaration as a team changes it: one step more, fewer, elsewhere or otherwise. Pure: each gives a new declaration.

A step is spoken of by its number in the whole exercise, from 1. Whether what comes out fits is asked of `catalogue.fitting`.
"""

import copy

from workshops import catalogue

PARTS = ("each_telling", "each_side", "everybody")
FULL = {"words": "text", "list": "lines"}  # the kinds of boxes whose lines later steps may ask about


def blank(slug, code, name, credit=None):
    """A new exercise: nothing but looking back."""
    return {
        "slug": slug,
        "code": code,
        "name": name,
        "about": name,
        "credit": dict.fromkeys(name, "–"),
        "for": "first_meeting",
        "company": ["pairs"],
        "minutes": {"least": 20, "most": 30},
        "first_voice": "alternate",
        "record": {"level": "none"},
        "parts": [{"for": "everybody", "steps": [new_step("look_back", "look_back", "each")]}],
    }


def copied(declaration, slug, code, name):
    """Another exercise with the same steps."""
    return {**copy.deepcopy(declaration), "slug": slug, "code": code, "name": name}


def new_step(kind, step, who, of=None, field=None):
    """A step of a kind of the catalogue, called `step`; `of` and `field` are the earlier one that it is about."""
    names = {"@step": step, "@of": of, "@field": field}
    made = _filled(catalogue.step_kinds()[kind]["step"], names)
    return {"step": step, "who": who, **made}


def _filled(value, names):
    if isinstance(value, dict):
        return {name: _filled(each, names) for name, each in value.items()}
    if isinstance(value, list):
        return [_filled(each, names) for each in value]
    return names.get(value, value) if isinstance(value, str) else value


def steps_of(declaration):
    """[step] in the order in which they are gone through."""
    return [step for part in declaration["parts"] for step in part["steps"]]


def asked_about(step):
    """The box of a step whose lines a later step may ask about, or None."""
    return next((field["field"] for field in step["enters"] if field["as"] in FULL and "for_each" not in field), None)


def whom(kind, part):
    """Who may be asked at a step of this kind in a part for this: only in one for each telling there are roles."""
    return [who for who in catalogue.step_kinds()[kind]["whom"] if part == "each_telling" or who == "each"]


def earlier(declaration, kind, part):
    """[(number, step)] that a new step of this kind, at the end of a part, may be about."""
    declared = catalogue.step_kinds()[kind]
    if "of" not in declared:
        return []
    parts = declaration["parts"]
    before = parts[: part + 1] if isinstance(part, int) else parts[:-1]
    near = parts[part]["steps"] if isinstance(part, int) else []
    last = steps_of(declaration)[-1]  # looking back stays behind whatever is added
    found = [(number, step) for number, step in enumerate(steps_of({"parts": before}), 1) if asked_about(step) and step is not last]
    if "accepts" in declared["step"]:  # one goes back to it, so it lies in the same part
        found = [(number, step) for number, step in found if step in near]
    return [(number, step) for number, step in found if kind != "rate" or step["who"] == "listener"]


def free_name(declaration, kind):
    """A name for one more step of this kind that no other has."""
    taken = {step["step"] for step in steps_of(declaration)}
    return next(name for number in range(1, 100) if (name := f"{kind}_{number}") not in taken)


def with_step(declaration, part, step):
    """With one step more, at the end of a part: its number from 0, or what a new part before the last is for."""
    made = copy.deepcopy(declaration)
    if part in PARTS:
        made["parts"].insert(len(made["parts"]) - 1, {"for": part, "steps": [step]})
    else:
        steps = made["parts"][part]["steps"]
        is_last = part == len(made["parts"]) - 1
        steps.insert(len(steps) - 1 if is_last else len(steps), step)  # looking back stays the last of all
    return made


def changed_step(declaration, number, step):
    """With another step in the place of one."""
    made = copy.deepcopy(declaration)
    part, at = _place(made, number)
    part["steps"][at] = step
    return made


def without_step(declaration, number):
    """With one step fewer; a part that is left empty goes too."""
    made = copy.deepcopy(declaration)
    part, at = _place(made, number)
    del part["steps"][at]
    made["parts"] = [each for each in made["parts"] if each["steps"]]
    return made


def moved_step(declaration, number, is_up):
    """With a step before the one above it, or after the one below; at the edge of its part into the next one."""
    made = copy.deepcopy(declaration)
    part, at = _place(made, number)
    parts, to = made["parts"], at + (-1 if is_up else 1)
    if 0 <= to < len(part["steps"]):
        part["steps"].insert(to, part["steps"].pop(at))
        return made
    beside = next(number for number, each in enumerate(parts) if each is part) + (-1 if is_up else 1)
    if 0 <= beside < len(parts):
        steps = parts[beside]["steps"]
        steps.insert(len(steps) if is_up else 0, part["steps"].pop(at))
    made["parts"] = [each for each in parts if each["steps"]]
    return made


def _place(declaration, number):
    """(part, place in it) of a step. Raises IndexError where there is none."""
    left = number - 1
    for part in declaration["parts"]:
        if 0 <= left < len(part["steps"]):
            return part, left
        left -= len(part["steps"])
    raise IndexError(number)
