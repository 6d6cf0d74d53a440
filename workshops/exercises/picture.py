"""A picture of a run for those who go through it: every attempt with its rating, in time; and when parties let theirs out."""

import statistics
from dataclasses import dataclass

from workshops.exercises import conditions

FEWEST = 3  # ratings of which the middle is shown where they are only read together


@dataclass(frozen=True)
class Row:
    """One attempt to say something back, or one moment at which something was let out."""

    title: str
    who: str
    attempt: int
    at: object  # datetime
    number: float | None  # the rating, or the middle of all; None where it is not this person's to see
    most: int
    is_accepted: bool | None  # None where nothing was to be accepted
    off: list  # of words

    @property
    def marks(self):
        """Whether each of the small marks is filled, from the lowest."""
        return [number < (self.number or 0) for number in range(self.most)]


def rows_of(panel):
    """[Row] in the order of time."""
    times = dict(_times(panel.course))
    found = []
    for at in dict.fromkeys(it.at for it in panel.course.given):
        step = panel.exercise.step(at)
        given = [it for it in panel.course.given if it.at == at]
        if "at_least" in step.get("accepts", {}):
            found.append(_attempt(panel, step, at, given, times[at]))
        elif step.get("by") == "one_of_each_side" and "told" not in step:
            found.append(Row(panel.in_words(step["short"]), "", 0, times[at], None, 0, None, []))
    return sorted(found, key=lambda row: row.at)


def _attempt(panel, step, at, given, moment):
    field = next(each for each in step["enters"] if each["field"] == step["accepts"]["field"])
    numbers = [it.values[field["field"]] for it in given if _is_shown(panel, it, field)]
    if panel.is_many:
        numbers = [statistics.median(numbers)] if len(numbers) >= FEWEST else []
    choices = next((each.get("choices", {}) for each in step["enters"] if each["field"] == "off"), {})
    off = [name for it in given for name in it.values.get("off", ()) if _is_shown(panel, it, {"field": "off"}) and name in choices]
    return Row(
        title=panel.in_words(step["short"], at.telling),
        who=panel.names(panel.course.company.tellings[at.telling].listeners),
        attempt=at.attempt,
        at=moment,
        number=numbers[0] if numbers else None,
        most=field.get("to", 7),
        is_accepted=panel.exercise.is_accepted(at, panel.course.given),
        off=[panel.in_words(choices[name]) for name in dict.fromkeys(off)],
    )


def _is_shown(panel, it, field):
    is_given = not conditions.is_nothing(it.values.get(field["field"]))
    return is_given and panel.course.sees(panel.viewer.seat_id, it, field["field"])


def _times(course):
    """(position, when the last of it was given)."""
    found = {}
    for row in course.run.responses.all():
        found[row.telling, row.step, row.attempt] = row.given_at
    return ((at, found[at.telling, at.step, at.attempt]) for at in {it.at for it in course.given})
