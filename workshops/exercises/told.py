"""What was given at earlier steps, as one person may read it at the step that is on."""

from dataclasses import replace

from django.utils.translation import gettext as _

from workshops.exercises import conditions, side_by_side, together
from workshops.exercises.entry import Told
from workshops.languages import listed


def told(panel):
    """[Told], the newest first: of the same telling where there are tellings, and of the steps that this one shows."""
    course, shows = panel.course, panel.step.get("shows", ())
    here = [it for it in course.given if _is_near(panel, it) or (it.at.step in shows and _is_newest(panel, it))]
    named = [it for it in reversed(here) if not panel.is_unnamed(panel.exercise.step(it.at))]
    seen = [entry for it in named if (entry := _told(panel, it))] + together.told(panel, here)
    tells = panel.exercise.declaration.get("asks_at")
    listens = panel.is_mine and panel.step["who"] == "listener"
    first = next(iter(seen), None)
    opened = [
        replace(it, is_open=it is first or it.key.split(".")[1] in shows or (listens and it.key.split(".")[1] == tells))
        for it in seen
    ]
    return side_by_side.laid(opened) if panel.is_at_table else opened


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
    parts = parts_of(panel, it)
    if not any(parts.values()):
        return None
    number = panel.course.people.index(it.by) if it.by in panel.course.people else "team"
    heading, language = panel.in_words(step["told"], it.at.telling), panel.course.languages[it.at, it.by]
    return Told(f"{it.at}.{number}", heading, panel.known[it.by], language, **parts)


def parts_of(panel, it):
    """{texts, ratings, ticked, about} of what one person gave, as far as this person sees it."""
    parts = {"texts": [], "ratings": [], "ticked": [], "about": []}
    for declared in panel.exercise.step(it.at)["enters"]:
        value = it.values.get(declared["field"])
        if not conditions.is_nothing(value) and _is_shown(panel, it, declared):
            _add(panel, parts, declared, it, value)
    return parts


def _is_shown(panel, it, declared):
    """Of what is only said all together one's own stands alone."""
    is_own = it.by == panel.viewer.seat_id
    is_summed = declared.get("summed") and panel.is_many
    return (is_own or not is_summed) and panel.course.sees(panel.viewer.seat_id, it, declared["field"])


def _add(panel, parts, declared, it, value):
    if "for_each" in declared:
        known = {line.key: line.text for line in panel.course.lines_for(it.by, it.at)[declared["field"]]}
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
    return listed([panel.in_words(declared["choices"][each]) for each in ([value] if isinstance(value, str) else value)])


def _ticked(panel, declared, it, value):
    chosen = [value] if isinstance(value, str) else value
    if "choices_from" in declared:
        lines = panel.course.lines_for(it.by, it.at)[declared["field"]]
        return [f"\u2068{line.text}\u2069" for line in lines if line.key in chosen]
    return [panel.in_words(declared["choices"][each]) for each in chosen]


def _entry(panel, declared, entry):
    if not isinstance(entry, dict):
        return entry
    return f"{entry['text']} ({panel.in_words(declared['tags'][entry['tag']])})"
