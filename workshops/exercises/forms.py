"""The form of a step, made from its declaration. What may be entered is said in `entering.py`; this only asks."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from workshops.exercises.entering import RATINGS, checked, missing


class StepForm(forms.Form):
    """What one person gives at one step. `words` turns a text of the declaration into this person's language;
    `subjects`: {who asks for consent: their sentence}."""

    at = forms.CharField(widget=forms.HiddenInput, max_length=60)

    def __init__(self, data=None, *, step, words, subjects, at, initial=None):
        super().__init__(data, initial=(initial or self._begun(step, words)) | {"at": at})
        self.step, self.words, self.subjects = step, words, subjects
        self.is_pass = bool(data) and "pass" in data and "pass" in step
        for field in step["enters"]:
            for name, made in MAKERS[field["as"]](self, field):
                made.required = not field.get("is_optional") and "needed_below" not in field
                made.error_messages["required"] = missing(field)
                self.fields[name] = made

    @staticmethod
    def _begun(step, words):
        return {it["field"]: words(it["begins"]) for it in step["enters"] if "begins" in it}

    def names_of(self, field):
        """The names of the boxes of one declared field."""
        return [name for name, _made in MAKERS[field["as"]](self, field)]

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
            raw = {field["field"]: READERS[field["as"]](self, field) for field in self.step["enters"]}
            self.values = checked(self.step, raw, list(self.subjects))
        except ValidationError as error:
            for name, errors in error.error_dict.items():
                field = next(it for it in self.step["enters"] if it["field"] == name)
                first = self.names_of(field)[0]
                if first not in self.errors:
                    self.add_error(first, errors)
        return cleaned

    # --- boxes

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
        label = self._label(field)
        numbers = range(field["entries"])
        return [(f"{field['field']}_{it}", self._box(field, f"{label} {it + 1}")) for it in numbers]

    def _rating(self, field):
        made = forms.TypedChoiceField(
            label=self._label(field),
            choices=[(it, str(it)) for it in RATINGS],
            coerce=int,
            empty_value=None,
            widget=forms.RadioSelect,
        )
        made.ends = [self.words(end) for end in field["ends"]]
        return [(field["field"], made)]

    def _choices(self, field):
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

    def _consent(self, field):
        boxes = []
        for person, sentence in self.subjects.items():
            made = forms.ChoiceField(label=f"\u2068{sentence}\u2069", choices=self._choices(field), widget=forms.RadioSelect)
            made.quote = sentence  # shown as what a person wrote; the label says it again to who does not see it
            boxes.append((f"{field['field']}_{person.hex}", made))
        return boxes

    # --- what was entered

    def _read(self, field):
        return self.cleaned_data.get(field["field"])

    def _read_list(self, field):
        return [self.cleaned_data.get(name) or "" for name in self.names_of(field)]

    def _read_consent(self, field):
        answers = {str(it): self.cleaned_data.get(f"{field['field']}_{it.hex}") for it in self.subjects}
        return {person: answer for person, answer in answers.items() if answer}


MAKERS = {
    "words": StepForm._words,
    "list": StepForm._list,
    "rating": StepForm._rating,
    "several": StepForm._several,
    "choice": StepForm._choice,
    "consent": StepForm._consent,
}
READERS = dict.fromkeys(MAKERS, StepForm._read) | {"list": StepForm._read_list, "consent": StepForm._read_consent}


def _bounds(field):
    """How long it may be, in words."""
    least, most = field.get("least"), field.get("most")
    if least and most:
        return _("%(least)d to %(most)d words") % {"least": least, "most": most}
    return _("At most %(most)d words") % {"most": most} if most else ""
