"""What was given at earlier steps, as one person may read it at the step that is on."""

import statistics
from collections import Counter
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from workshops.exercises import comparing, conditions

FEWEST = 3  # answers of which it is said how they fell together


@dataclass(frozen=True)
class Told:
    """What somebody gave at a step, as this person reads it; `by` is None where it bears no name."""

    key: str
    heading: str
    by: object  # Person or None
    language: str
    texts: list = field(default_factory=list)  # of (what was asked, or nothing where there was one box; the texts)
    ratings: list = field(default_factory=list)  # of (label, number, highest)
    ticked: list = field(default_factory=list)  # of words
    about: list = field(default_factory=list)  # of (what somebody had written, what is said of it)
    is_open: bool = False


def told(panel):
    """[Told], the newest first: of the same telling where there are tellings, and of the steps that this one shows."""
    course, shows = panel.course, panel.step.get("shows", ())
    here = [it for it in course.given if _is_near(panel, it) or (it.at.step in shows and _is_newest(panel, it))]
    seen = [entry for it in reversed(here) if (entry := _told(panel, it))] + _summed(panel, here) + _compared(panel)
    tells = panel.exercise.declaration.get("asks_at")
    listens = panel.is_mine and panel.step["who"] == "listener"
    first = next(iter(seen), None)
    return [
        replace(it, is_open=it is first or it.key.split(".")[1] in shows or (listens and it.key.split(".")[1] == tells))
        for it in seen
    ]


def _is_near(panel, it):
    part = panel.exercise.part_of[panel.place.step]
    return (
        part["for"] == "each_telling"
        and panel.exercise.part_of[it.at.step] is part
        and it.at.telling == panel.place.telling
    )


def _is_newest(panel, it):
    newest = panel.exercise.newest(it.at.step, it.at, panel.course.given)
    side = panel.place.telling if panel.exercise.part_of[panel.place.step]["for"] == "each_side" else None
    is_aside = panel.exercise.part_of[it.at.step]["for"] == "each_side"
    if panel.exercise.part_of[panel.place.step]["for"] == "each_telling":
        return it in newest and it.by in panel.course.company.tellings[panel.place.telling].tellers
    return it in newest and (side is None or not is_aside or it.at.telling == side)


def _told(panel, it):
    """One person's part, or None where there is nothing that this person sees."""
    step = panel.exercise.step(it.at)
    if "told" not in step:
        return None
    parts = {"texts": [], "ratings": [], "ticked": [], "about": []}
    for declared in step["enters"]:
        value = it.values.get(declared["field"])
        if conditions.is_nothing(value) or not _is_shown(panel, it, declared):
            continue
        _add(panel, parts, declared, it, value)
    if not any(parts.values()):
        return None
    by = None if panel.is_unnamed(step) and it.by != panel.viewer.seat_id else panel.known[it.by]
    heading, language = panel.in_words(step["told"], it.at.telling), panel.course.languages[it.at, it.by]
    return Told(f"{it.at}.{panel.course.people.index(it.by) if it.by in panel.course.people else 't'}", heading, by, language, **parts)


def _is_shown(panel, it, declared):
    """Of what is only said all together one's own stands alone."""
    is_own = it.by == panel.viewer.seat_id
    is_summed = declared.get("summed") and panel.is_many
    return (is_own or not is_summed) and panel.course.sees(panel.viewer.seat_id, it, declared["field"])


def _add(panel, parts, declared, it, value):
    if "for_each" in declared:
        known = {line.key: line.text for line in panel.course.exercise.lines_of(it.at, it.by, panel.course.company, panel.course.given)[declared["field"]]}
        parts["about"] += [(known[key], _in_word(panel, declared, each)) for key, each in value.items() if key in known]
    elif declared["as"] == "rating":
        parts["ratings"].append((panel.in_words(declared["label"], it.at.telling), value, declared.get("to", 7)))
    elif declared["as"] in ("several", "choice"):
        parts["ticked"] += _ticked(panel, declared, it, value)
    elif declared["as"] == "list":
        parts["texts"].append((_asked(panel, declared, it), [_entry(panel, declared, entry) for entry in value]))
    else:
        parts["texts"].append((_asked(panel, declared, it), [value]))


def _asked(panel, declared, it):
    """What was asked, where a step has several boxes for words."""
    boxes = [each for each in panel.exercise.step(it.at)["enters"] if each["as"] in ("words", "list") and "for_each" not in each]
    return panel.in_words(declared["label"], it.at.telling) if len(boxes) > 1 else ""


def _in_word(panel, declared, value):
    if declared["as"] == "rating":
        return _("%(number)d of %(most)d") % {"number": value, "most": declared.get("to", 7)}
    if declared["as"] == "words":
        return value
    return ", ".join(panel.in_words(declared["choices"][each]) for each in ([value] if isinstance(value, str) else value))


def _ticked(panel, declared, it, value):
    chosen = [value] if isinstance(value, str) else value
    if "choices_from" in declared:
        lines = panel.exercise.lines_of(it.at, it.by, panel.course.company, panel.course.given)[declared["field"]]
        return [f"\u2068{line.text}\u2069" for line in lines if line.key in chosen]
    return [panel.in_words(declared["choices"][each]) for each in chosen]


def _entry(panel, declared, entry):
    if not isinstance(entry, dict):
        return entry
    return f"{entry['text']} ({panel.in_words(declared['tags'][entry['tag']])})"


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
    entry = Told(f"{said[0].at}.all", panel.in_words(step["told"], said[0].at.telling), None, "")
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
        asked = panel.exercise.lines_of(it.at, it.by, panel.course.company, panel.course.given)[declared["field"]]
        lines |= {line.key: line.text for line in asked}
        for key, each in it.values.get(declared["field"], {}).items():
            counts.update((key, one) for one in ([each] if isinstance(each, str) else each))
    many = {key: count for key, count in counts.items() if count >= FEWEST}
    return [
        (lines[key], f"{panel.in_words(declared['choices'][one])}: {count}") for (key, one), count in many.items() if key in lines
    ]
