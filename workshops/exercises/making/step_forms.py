"""A step of an exercise of one's own: which one comes next, and what is read, asked and needed at it."""

import copy

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from workshops import catalogue
from workshops.exercises.making import shaping, wording
from workshops.exercises.making.forms import SeenForm, even_lines
from workshops.languages import local
from workshops.programme.forms.texts import Text

WHOM = {
    "teller": gettext_lazy("Whoever tells"),
    "listener": gettext_lazy("Whoever listens"),
    "each": gettext_lazy("Everybody"),
}
PARTS = {
    "each_telling": gettext_lazy("For each telling; then they change places"),
    "each_side": gettext_lazy("Each party by itself"),
    "everybody": gettext_lazy("All together"),
}
SEEN = {
    "everybody": gettext_lazy("Everybody who goes through it"),
    "side": gettext_lazy("Their party, and the facilitator it has accepted"),
    "own_facilitator": gettext_lazy("Only the facilitator their party has accepted"),
    "teller": gettext_lazy("Whoever told"),
    "self": gettext_lazy("Nobody but who wrote it"),
}
KEPT = {
    "": gettext_lazy("Nothing of it"),
    "summary": gettext_lazy("The text, unless only that it took place is recorded"),
    "confirmed_text": gettext_lazy("The text, where what was accepted is recorded too"),
}


def number_field(label, least, most):
    """A whole number between bounds."""
    widget = forms.NumberInput(attrs={"dir": "ltr", "inputmode": "numeric", "class": "input--short"})
    return forms.IntegerField(label=label, min_value=least, max_value=most, widget=widget)


class NewStepForm(SeenForm):
    """One more step of a kind: where, who is asked, and about what."""

    texts = {"title": Text(gettext_lazy("What the person is asked"), max_length=200)}
    part = forms.ChoiceField(label=gettext_lazy("Where it belongs"), widget=forms.RadioSelect)
    who = forms.ChoiceField(label=gettext_lazy("Who is asked"), widget=forms.RadioSelect)
    of = forms.ChoiceField(label=gettext_lazy("About what was given at"), widget=forms.RadioSelect)

    def __init__(self, *args, kind, declaration, **options):
        super().__init__(*args, **options)
        self.kind, self.declaration = kind, declaration
        self.fields["part"].choices = [(str(number), self._part(number)) for number in range(len(declaration["parts"]))] + [
            (name, _("A part of its own: %(part)s") % {"part": title}) for name, title in PARTS.items()
        ]
        whom = catalogue.step_kinds()[kind]["whom"]
        self.fields["who"].choices = [(name, WHOM[name]) for name in whom]
        if len(whom) == 1:
            self.initial["who"] = whom[0]
        found = {number: step for part in self._parts for number, step in shaping.earlier(declaration, kind, part)}
        self.fields["of"].choices = [(str(number), in_a_row(number, step)) for number, step in sorted(found.items())]
        if "of" not in catalogue.step_kinds()[kind]:
            del self.fields["of"]

    @property
    def _parts(self):
        return [*range(len(self.declaration["parts"])), *shaping.PARTS]

    @property
    def lacks(self):
        """What this kind of step is about, where the exercise has nothing of it yet; else nothing."""
        if "of" not in self.fields or self.fields["of"].choices:
            return []
        return [local(catalogue.step_kinds()[kind]["name"], get_language()) for kind in catalogue.step_kinds()[self.kind]["of"]]

    def _part(self, number):
        part = self.declaration["parts"][number]
        steps = ", ".join(local(step["short"], get_language()) for step in part["steps"])
        return _("%(part)s (now: %(steps)s)") % {"part": PARTS[part["for"]], "steps": steps}

    def clean(self):
        """Roles only where there are any; about something that comes before it."""
        cleaned = super().clean()
        if "part" not in cleaned:
            return cleaned
        cleaned["part"] = part = int(cleaned["part"]) if cleaned["part"].isdigit() else cleaned["part"]
        goes_for = self.declaration["parts"][part]["for"] if isinstance(part, int) else part
        if cleaned.get("who") and cleaned["who"] not in shaping.whom(self.kind, goes_for):
            self.add_error("part", _("Somebody tells and somebody listens only in a part for each telling."))
        found = dict(shaping.earlier(self.declaration, self.kind, part))
        if cleaned.get("of") and int(cleaned["of"]) not in found:
            self.add_error("of", _("From that part one cannot ask about this step."))
        elif cleaned.get("of"):
            cleaned["of"] = found[int(cleaned["of"])]
        return cleaned

    def applied(self):
        """(the declaration with the step, the step's number)."""
        cleaned, of = self.cleaned_data, self.cleaned_data.get("of")
        name = shaping.free_name(self.declaration, self.kind)
        step = shaping.new_step(self.kind, name, cleaned["who"], of and of["step"], of and shaping.asked_about(of))
        step["title"] = step["title"] | self.written()["title"]
        made = shaping.with_step(self.declaration, cleaned["part"], step)
        return made, [it["step"] for it in shaping.steps_of(made)].index(name) + 1


class StepChangeForm(SeenForm):
    """All that can be said of a step: its texts, who is asked and who reads it, minutes and thresholds."""

    minutes = number_field(gettext_lazy("Minutes, never enforced"), 0, 60)

    def __init__(self, *args, declaration, number, **options):
        self.declaration, self.number = declaration, number
        self.step = shaping.steps_of(declaration)[number - 1]
        self.texts = wording.texts_for(self.step)
        super().__init__(*args, opened=wording.read(self.step), **options)
        for name, (made, value) in self._numbers().items():
            self.fields[name], self.initial[name] = made, value
        for name, (label, choices, value) in self._choices().items():
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False)
            self.initial[name] = value
        self.initial["minutes"] = self.step["minutes"]

    def _numbers(self):
        """{name: (field, value)} of the thresholds that this step has."""
        found = {}
        if "at_least" in self.step.get("accepts", {}):
            found["at_least"] = number_field(_("It goes on from this number"), 1, 7), self.step["accepts"]["at_least"]
        if "accepts" in self.step:
            found["attempts"] = number_field(_("Attempts at most"), 1, 5), self.step["accepts"]["attempts"]
        labels = {"least": (_("Words, at least"), 0, 400), "most": (_("Words, at most"), 1, 400), "entries": (_("Lines, at most"), 1, 9)}
        for place, field in enumerate(self.step["enters"], 1):
            for name, (label, least, most) in labels.items():
                if name in field or (name == "least" and field["as"] == "words"):
                    found[f"box{place}_{name}"] = number_field(label, least, most), field.get(name, 0)
        return found

    def _choices(self):
        """{name: (label, choices, value)} of who is asked, who reads it, and what the record keeps."""
        step, steps = self.step, shaping.steps_of(self.declaration)
        part = next(it for it in self.declaration["parts"] if step in it["steps"])
        whom = [name for name in WHOM if part["for"] == "each_telling" or name == "each"]
        found = {}
        if step["who"] in whom:
            found["who"] = _("Who is asked"), [(name, WHOM[name]) for name in whom], step["who"]
        found["seen_by"] = _("Who reads it at once"), list(SEEN.items()), step["seen_by"]
        later = [(it["step"], in_a_row(number, it)) for number, it in enumerate(steps, 1) if number >= self.number]
        opened = next((rule["after"] for rule in step.get("opens", ()) if rule["to"] == "everybody"), "")
        found["opens"] = _("Who else reads it later"), [("", _("Nobody else")), *((name, _("Everybody, after %(step)s") % {"step": title}) for name, title in later)], opened
        if asked := shaping.asked_about(step):
            kept = next((it["level"] for it in self._keeps() if it["field"] == asked), "")
            found["kept"] = _("What the record may have of it"), list(KEPT.items()), kept
        return found

    def _keeps(self):
        return [it for it in self.declaration["record"].get("keeps", ()) if it["step"] == self.step["step"]]

    def sections(self):
        """[(heading, groups of texts, other fields)] in the order in which they are read."""
        groups, others = self.groups(), {bound.name: bound for bound in self.others()}
        first = [(_("What is read"), [groups[name] for name in wording.OF_STEP], [])]
        boxes = []
        for place in range(1, len(self.step["enters"]) + 1):
            mine = f"box{place}_"
            found = [group for name, group in groups.items() if name.startswith(mine)]
            boxes.append((_("Box %(number)d") % {"number": place}, found, [it for name, it in others.items() if name.startswith(mine)]))
        rest = [bound for name, bound in others.items() if not name.startswith("box")]
        return [*first, *boxes, (_("How it goes"), [], rest)]

    def clean(self):
        """Not fewer words at most than at least; as many answers in each language."""
        cleaned = super().clean()
        for place, field in enumerate(self.step["enters"], 1):
            least, most = cleaned.get(f"box{place}_least"), cleaned.get(f"box{place}_most")
            if least and most and least > most:
                self.add_error(f"box{place}_most", _("This is less than the words at least."))
            if "choices" in field:
                even_lines(self, f"box{place}_choices")
        return cleaned

    def applied(self):
        """The declaration with the step as it was entered."""
        cleaned, step = self.cleaned_data, wording.written(self.step, self.written())
        step["minutes"] = cleaned["minutes"]
        self._set_bounds(step)
        step["who"], step["seen_by"] = cleaned.get("who") or step["who"], cleaned["seen_by"] or step["seen_by"]
        rest = [rule for rule in step.pop("opens", ()) if rule["to"] != "everybody"]
        opens = rest + ([{"after": cleaned["opens"], "to": "everybody"}] if cleaned["opens"] else [])
        step |= {"opens": opens} if opens else {}
        return self._with_keeps(shaping.changed_step(self.declaration, self.number, step))

    def _set_bounds(self, step):
        cleaned = self.cleaned_data
        if "accepts" in step:
            was = step["accepts"].get("at_least")
            step["accepts"] |= {name: cleaned[name] for name in ("at_least", "attempts") if name in cleaned}
            for field in step["enters"]:  # what is asked below the number goes with it
                if field.get("needed_below") == {"field": step["accepts"]["field"], "below": was}:
                    field["needed_below"]["below"] = step["accepts"]["at_least"]
        for place, field in enumerate(step["enters"], 1):
            field |= {name: cleaned[f"box{place}_{name}"] for name in ("most", "entries") if f"box{place}_{name}" in cleaned}
            if f"box{place}_least" in cleaned:
                field.pop("least", None)
                field |= {"least": cleaned[f"box{place}_least"]} if cleaned[f"box{place}_least"] else {}

    def _with_keeps(self, declaration):
        made, asked = copy.deepcopy(declaration), shaping.asked_about(self.step)
        if "kept" not in self.fields:
            return made
        level, place = self.cleaned_data["kept"], {"step": self.step["step"], "field": asked}
        keeps, is_there = made["record"].pop("keeps", []), False
        for keep in keeps:
            if keep.items() >= place.items():
                keep["level"], is_there = level, True
        keeps = [keep for keep in [*keeps, *([] if is_there else [place | {"level": level}])] if keep["level"]]
        made["record"] |= {"keeps": keeps} if keeps else {}
        return made


def in_a_row(number, step):
    """A step as one speaks of it: “3: Rating”."""
    return f"{number}: {local(step['short'], get_language())}"
