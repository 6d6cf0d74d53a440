"""The form of a step, made from its declaration. What may be entered is said in `entering.py`; this only asks."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from workshops.exercises.entering import checked, is_about_lines, missing, numbers_of


class StepForm(forms.Form):
    """What one person gives at one step. `words` turns a text of the declaration into this person's language; `lines`:
    {field: [Line]} of what earlier steps have brought, where a field asks about it."""

    at = forms.CharField(widget=forms.HiddenInput, max_length=60)

    def __init__(self, data=None, *, step, words, lines, at, initial=None):
        super().__init__(data, initial=(initial or self._begun(step, words)) | {"at": at})
        self.step, self.words, self.lines = step, words, lines
        self.is_pass = bool(data) and "pass" in data and "pass" in step
        for field in step["enters"]:
            for name, made in self._boxes(field):
                made.required = not field.get("is_optional") and "needed_below" not in field
                made.error_messages["required"] = missing(field)
                self.fields[name] = made

    @staticmethod
    def _begun(step, words):
        return {it["field"]: words(it["begins"]) for it in step["enters"] if "begins" in it}

    def names_of(self, field):
        """The names of the boxes of one declared field."""
        return [name for name, _made in self._boxes(field)]

    def bound(self, field):
        """The boxes of one declared field."""
        return [self[name] for name in self.names_of(field)]

    def clean(self):
        """The declared values, checked; a pass gives nothing."""
        cleaned = super().clean()
        if self.is_pass:
            self.values = {}
            self.errors.clear()
            return cleaned
        try:
            raw = {field["field"]: self._read(field) for field in self.step["enters"]}
            self.values = checked(self.step, raw, self.lines)
        except ValidationError as error:
            for name, errors in error.error_dict.items():
                field = next(it for it in self.step["enters"] if it["field"] == name)
                first = next(iter(self.names_of(field)), None)
                if first not in self.errors:
                    self.add_error(first, errors)
        return cleaned

    # --- boxes

    def _boxes(self, field):
        """[(name, form field)] of one declared field: one, or one for each line it asks about."""
        if "for_each" in field:
            return [self._about(field, line) for line in self.lines[field["field"]]]
        if is_about_lines(field) and not self.lines[field["field"]]:
            return []
        return MAKERS[field["as"]](self, field)

    def _about(self, field, line):
        """A box about one line, which is shown as what a person wrote; the label says it again to who does not see it."""
        ((_name, made),) = MAKERS[field["as"]](self, field)
        made.ask, made.label, made.quote = made.label, f"\u2068{line.text}\u2069", line.text
        return self.name_about(field, line), made

    @staticmethod
    def name_about(field, line):
        """The name of the box about one line."""
        return f"{field['field']}_{line.key}"

    def _label(self, field):
        return self.words(field["label"]) if "label" in field else ""

    def _box(self, field, label):
        attrs = {"rows": field.get("rows", 3), "dir": "auto", "class": "short" if field.get("rows", 3) < 3 else ""}
        if "most" in field:
            attrs["data-most"] = field["most"]
        widget = forms.Textarea(attrs=attrs)
        help_text = self.words(field["help"]) if "help" in field else _bounds(field)
        return forms.CharField(label=label, help_text=help_text, widget=widget, strip=False, max_length=6000)

    def _words(self, field):
        return [(field["field"], self._box(field, self._label(field)))]

    def _list(self, field):
        label, boxes = self._label(field), []
        for number in range(field["entries"]):
            boxes.append((f"{field['field']}_{number}", self._box(field, f"{label} {number + 1}")))
            if "tags" in field:
                boxes.append((f"{field['field']}_{number}_tag", self._tag(field)))
        return boxes

    def _tag(self, field):
        choices = [("", "–"), *((name, self.words(texts)) for name, texts in field["tags"].items())]
        made = forms.ChoiceField(label=self.words(field["tags_label"]), choices=choices)
        made.is_tag = True
        return made

    def _rating(self, field):
        made = forms.TypedChoiceField(
            label=self._label(field),
            choices=[(it, str(it)) for it in numbers_of(field)],
            coerce=int,
            empty_value=None,
            widget=forms.RadioSelect,
        )
        made.ends, made.most = [self.words(end) for end in field["ends"]], numbers_of(field).stop - 1
        return [(field["field"], made)]

    def _choices(self, field):
        if "choices_from" in field:
            return [(line.key, f"\u2068{line.text}\u2069") for line in self.lines[field["field"]]]
        return [(name, self.words(texts)) for name, texts in field["choices"].items()]

    def _several(self, field):
        widget = forms.CheckboxSelectMultiple
        made = forms.MultipleChoiceField(label=self._label(field), choices=self._choices(field), widget=widget)
        return [(field["field"], made)]

    def _choice(self, field):
        choices = self._choices(field)
        made = forms.ChoiceField(label=self._label(field), choices=choices, widget=forms.RadioSelect)
        made.initial = choices[0][0] if len(choices) == 1 else None
        return [(field["field"], made)]

    # --- what was entered

    def _read(self, field):
        if "for_each" in field:
            return {line.key: self.cleaned_data.get(self.name_about(field, line)) for line in self.lines[field["field"]]}
        return self._read_list(field) if field["as"] == "list" else self.cleaned_data.get(field["field"])

    def _read_list(self, field):
        texts = [self.cleaned_data.get(f"{field['field']}_{number}") or "" for number in range(field["entries"])]
        if "tags" not in field:
            return texts
        tags = [self.cleaned_data.get(f"{field['field']}_{number}_tag") or "" for number in range(field["entries"])]
        return [{"text": text, "tag": tag} for text, tag in zip(texts, tags, strict=True)]


MAKERS = {
    "words": StepForm._words,
    "list": StepForm._list,
    "rating": StepForm._rating,
    "several": StepForm._several,
    "choice": StepForm._choice,
}


def _bounds(field):
    """How long it may be, in words."""
    least, most = field.get("least"), field.get("most")
    if least and most:
        return _("%(least)d to %(most)d words") % {"least": least, "most": most}
    return _("At most %(most)d words") % {"most": most} if most else ""
