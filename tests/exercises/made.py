"""Exercises put together at random from the kinds of steps that a team has."""

from workshops import catalogue
from workshops.exercises.making import shaping


def built(chance, companies, count):
    """A declaration with so many steps besides looking back, wherever they may go."""
    made = shaping.blank("own_test", "X1", {"en": "Made at random"}) | {"company": companies}
    kinds = [kind for kind in catalogue.step_kinds() if kind != "look_back"]
    while len(shaping.steps_of(made)) <= count:
        kind = catalogue.step_kinds()[chance.choice(kinds)]
        part = chance.choice([*shaping.PARTS, *range(len(made["parts"]))])
        goes_for = made["parts"][part]["for"] if isinstance(part, int) else part
        whom, earlier = shaping.whom(kind["kind"], goes_for), shaping.earlier(made, kind["kind"], part)
        if not whom or ("of" in kind and not earlier):
            continue
        of, who = chance.choice(earlier)[1] if earlier else None, chance.choice(whom)
        name = shaping.free_name(made, kind["kind"])
        step = shaping.new_step(kind["kind"], name, who, of and of["step"], of and shaping.asked_about(of))
        made = shaping.with_step(made, part, step)
    return made
