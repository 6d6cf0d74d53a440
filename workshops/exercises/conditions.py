"""What the rules of a step ask of what was given there: enough to go on, reason to stop, to end, to jump, to call. Pure.

A rule names a `field` and one of: `is` a value, `has` an entry, `at_most` or `at_least` a number, `same` for all.
"""

import statistics

FEW = 3  # a party of so few accepts only if everybody does
SHARE, LOWEST = 0.8, 3  # methods 2.0, group acceptance
TALKED_ABOUT = 2  # a rating of a party's member that calls for a word with them


def accepts_party(numbers, at_least):
    """Whether a party accepts by these ratings (methods 2.0): all of up to three; of more the median, four of five of
    them, and nobody below 3."""
    if not numbers:
        return False
    share = sum(number >= at_least for number in numbers) / len(numbers)
    if len(numbers) <= FEW:
        return share == 1
    return statistics.median(numbers) >= at_least and share >= SHARE and min(numbers) >= LOWEST


def is_accepted(rule, position, given):
    """Whether those who were asked have accepted; None asks nothing."""
    if rule is None:
        return True
    said = [it.values.get(rule["field"]) for it in given if it.at == position and rule["field"] in it.values]
    if "at_least" in rule:
        return accepts_party(said, rule["at_least"])
    if "at_most" in rule:
        return bool(said) and max(said) <= rule["at_most"]
    if "same" in rule:
        return bool(said) and all(it == said[0] for it in said)
    return bool(said) and all(it == rule["is"] for it in said)


def is_nothing(value):
    """Whether nothing was entered: a number is something, 0 too."""
    return value is None or value in ("", [], {})


def holds(rule, value):
    """Whether one value is what a rule speaks of."""
    if value is None:
        return False
    if "has" in rule:
        return rule["has"] in value
    if "at_most" in rule:
        return value <= rule["at_most"]
    if "is" in rule:
        return value == rule["is"]
    return bool(value)


def is_said_here(rule, position, given):
    """Whether anybody has said at this position what the rule speaks of."""
    return rule is not None and any(it.at == position and holds(rule, it.values.get(rule["field"])) for it in given)


def is_stopped(rule, position, given):
    """Whether it was said so many times at this step, in this telling, that the run stops."""
    if rule is None:
        return False
    here = [it for it in given if it.at.step == position.step and it.at.telling == position.telling]
    return sum(holds(rule, it.values.get(rule["field"])) for it in here) >= rule["times"]


def was_said(rule, at, exercise, given):
    """Whether anybody has said at the step that the rule names what it speaks of."""
    return any(holds(rule, it.values.get(rule["field"])) for it in exercise.newest(rule["step"], at, given))


def alerts(step, now, is_named):
    """[(kind, whom it is about or None)] of what one person has just given at a step. In a larger company a low rating
    is somebody's: the team talks to that person before it is tried again (methods 2.0)."""
    accepts = step.get("accepts", {})
    number = now.values.get(accepts["field"]) if "at_least" in accepts else None
    if number is not None and number <= (TALKED_ABOUT if is_named else 1):
        yield "low_rating", now.by if is_named else None
    for rule in step.get("calls", ()):
        if holds(rule, now.values.get(rule["field"])):
            yield rule["kind"], now.by
    if is_said_here(step.get("jumps"), now.at, [now]):
        yield "jumped", None
