"""What many gave, as it is read all together: without names, as a middle, as counts, as guesses beside answers."""

import statistics
from collections import Counter
from dataclasses import replace

from django.utils.translation import gettext as _

from workshops.exercises import comparing, conditions
from workshops.exercises.entry import Told

FEWEST = 3  # answers of which it is said how they fell together


def told(panel, here):
    """[Told] of all that bears no single name, of what was given (`here`)."""
    return _pooled(panel, here) + _summed(panel, here) + _compared(panel)


def _pooled(panel, here):
    """What bears no name, of each step in one: nothing says which lines are of the same person, nor who was first."""
    found = []
    for at in dict.fromkeys(it.at for it in reversed(here) if panel.is_unnamed(panel.exercise.step(it.at))):
        step = panel.exercise.step(at)
        parts = [panel.parts_of(it) for it in here if it.at == at] if "told" in step else []
        texts = {}
        for asked, lines in (pair for each in parts for pair in each["texts"]):
            texts.setdefault(asked, []).extend(lines)
        pooled = {
            "texts": [(asked, sorted(lines)) for asked, lines in texts.items()],
            "ratings": sorted(rating for each in parts for rating in each["ratings"]),
            "ticked": sorted(dict.fromkeys(word for each in parts for word in each["ticked"])),
        }
        found += [Told(f"{at}.all", panel.in_words(step["told"], at.telling), None, "", **pooled)] if any(pooled.values()) else []
    return found


def _summed(panel, here):
    """How ratings fell that are only shown together: their median, from three on, once this person may see them."""
    found = []
    for name in dict.fromkeys(it.at.step for it in here) if panel.is_many else ():
        step = panel.exercise.steps[name]
        for declared in (each for each in step["enters"] if each.get("summed")):
            near = [it for it in here if it.at.step == name and panel.course.sees(panel.viewer.seat_id, it, declared["field"])]
            last = max((it.at.attempt for it in near), default=0)
            found += _sum(panel, step, declared, [it for it in near if it.at.attempt == last])
    return found


def _sum(panel, step, declared, said):
    values = [it.values[declared["field"]] for it in said if not conditions.is_nothing(it.values.get(declared["field"]))]
    if len(values) < FEWEST:
        return []
    entry = Told(f"{said[0].at}.sum", panel.in_words(step["told"], said[0].at.telling), None, "")
    if declared["as"] == "rating" and "for_each" not in declared:
        middle = statistics.median(values)
        label = _("%(label)s: the middle of all") % {"label": panel.in_words(declared["label"], said[0].at.telling)}
        return [replace(entry, ratings=[(label, round(middle) if middle == round(middle) else middle, declared.get("to", 7))])]
    return [replace(entry, about=_counted(panel, declared, said))]


def _compared(panel):
    """Guesses and answers side by side: for the team where it decides whether they are shown, and for all if it did."""
    found = []
    for name in [panel.place.step, *panel.step.get("shows", ())]:
        step = panel.exercise.steps[name]
        if "compares" in step and comparing.may_see(panel.course, step, panel.viewer.is_facilitator):
            about = [
                (text, _("guessed %(guess)s, answered %(answer)s, of 10") % {"guess": guess, "answer": answer})
                for text, guess, answer in comparing.lines_of(panel.course, step["compares"])
            ]
            found += [Told(f"{panel.place}.gap", panel.in_words(step["told"]), None, "", about=about)] if about else []
    return found


def _counted(panel, declared, said):
    """(line, how many said what of it), where three or more did."""
    counts, lines = Counter(), {}
    for it in said:
        asked = panel.course.lines_for(it.by, it.at)[declared["field"]]
        lines |= {line.key: line.text for line in asked}
        for key, each in it.values.get(declared["field"], {}).items():
            counts.update((key, one) for one in ([each] if isinstance(each, str) else each))
    many = {key: count for key, count in counts.items() if count >= FEWEST}
    return [
        (lines[key], f"{panel.in_words(declared['choices'][one])}: {count}") for (key, one), count in many.items() if key in lines
    ]
