"""The texts of a step as a form asks for them, one after the other, and back. Pure.

Each has a name: `title`, or `box1_label` for a text of the first box. Choices are lines of one text.
"""

import copy
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from workshops.programme.forms.texts import Text

OF_STEP = {
    "title": Text(_("What the person is asked"), max_length=200),
    "prompt": Text(_("A sentence below it"), is_required=False, rows=2, max_length=600),
    "note": Text(_("A small remark"), is_required=False, max_length=300),
    "button": Text(_("The button"), max_length=60),
    "pass": Text(_("The button of who would rather not"), _("Without it one has to give something."), is_required=False, max_length=60),
    "short": Text(_("The step in a word or two"), max_length=40),
    "waiting": Text(_("What those read who wait"), rows=2, max_length=300),
    "told": Text(_("The heading over what was given"), is_required=False, max_length=120),
}
OF_BOX = {
    "label": Text(_("Over the box"), is_required=False, max_length=200),
    "help": Text(_("A hint below that"), is_required=False, max_length=300),
    "begins": Text(_("What stands in the empty box"), is_required=False, max_length=120),
    "choices": Text(_("The answers, one a line"), _("Whatever follows from an answer goes by its line."), rows=4, max_length=1200),
}
ENDS = (_("Under the lowest number"), _("Under the middle"), _("Under the highest number"))


def texts_for(step):
    """{name: Text} that can be written of a step."""
    found = dict(OF_STEP)
    for number, field in enumerate(step["enters"], 1):
        names = ["label", "help"] + ["begins"] * (field["as"] == "words") + ["choices"] * ("choices" in field)
        is_needed = field["as"] in ("rating", "list")
        for name in names:
            text = OF_BOX[name]
            found[f"box{number}_{name}"] = replace(text, is_required=text.is_required or (name == "label" and is_needed))
        for place, label in enumerate(ENDS if "ends" in field else ()):
            found[f"box{number}_ends{place}"] = Text(label, max_length=60)
    return found


def read(step):
    """{name: {language: text}} of the texts that there are."""
    found = {name: step[name] for name in OF_STEP if name in step}
    for number, field in enumerate(step["enters"], 1):
        found |= {f"box{number}_{name}": field[name] for name in ("label", "help", "begins") if name in field}
        found |= {f"box{number}_ends{place}": end for place, end in enumerate(field.get("ends", ()))}
        if "choices" in field:
            found[f"box{number}_choices"] = _as_lines(field["choices"].values())
    return found


def written(step, texts):
    """A step with these texts; an empty one is not there any more."""
    made = copy.deepcopy(step)
    for name in OF_STEP:
        _put(made, name, texts[name])
    for number, field in enumerate(made["enters"], 1):
        for name in ("label", "help", "begins"):
            if f"box{number}_{name}" in texts:
                _put(field, name, texts[f"box{number}_{name}"])
        if "ends" in field:
            field["ends"] = [texts[f"box{number}_ends{place}"] for place in range(len(ENDS))]
        if "choices" in field:
            field["choices"] = _as_choices(texts[f"box{number}_choices"], list(field["choices"]))
    return made


def _put(holder, name, texts):
    was = holder.pop(name, {})
    if texts:  # a space at the end of what begins a box stays: no form shows it
        holder[name] = {code: was[code] if was.get(code, "").strip() == text else text for code, text in texts.items()}


def _as_lines(choices):
    languages = list(dict.fromkeys(code for texts in choices for code in texts))
    return {code: "\n".join(texts.get(code, "") for texts in choices) for code in languages}


def _as_choices(texts, names):
    """{name: {language: text}} of lines; the first keep the names that the choices had."""
    rows = {code: _lines(text) for code, text in texts.items()}
    count = max(map(len, rows.values()), default=0)
    names = [*names, *(f"choice_{number}" for number in range(len(names) + 1, count + 1))]
    return {names[at]: {code: lines[at] for code, lines in rows.items()} for at in range(count)}


def _lines(text):
    return [line.strip() for line in text.splitlines() if line.strip()]
