"""Texts in the languages of a workshop: one field for each, side by side, the workshop's own first."""

from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.utils.text import format_lazy

from workshops.languages import direction

NAMES = dict(settings.LANGUAGES)


@dataclass(frozen=True)
class Text:
    """One text that a form asks for in each language."""

    label: str
    help_text: str = ""
    is_required: bool = True
    rows: int = 0  # 0: one line
    max_length: int = 120


class TextsForm(forms.Form):
    """A form whose `texts` become fields `<name>_<language>`; only the first language must be filled in."""

    texts = {}

    def __init__(self, *args, languages, opened=None, **options):
        initial = {
            f"{name}_{code}": text
            for name, texts in (opened or {}).items()
            for code, text in (texts or {}).items()
        }
        super().__init__(*args, initial=initial | options.pop("initial", {}), **options)
        self.languages = list(languages)
        for name, text in self.texts.items():
            for code in self.languages:
                self.fields[f"{name}_{code}"] = self._field(text, code)
        self.order_fields(f"{name}_{code}" for name in self.texts for code in self.languages)

    def _field(self, text, code):
        label = text.label if len(self.languages) == 1 else format_lazy("{} · {}", text.label, NAMES[code])
        attrs = {"lang": code, "dir": direction(code)}
        is_first = code == self.languages[0]
        return forms.CharField(
            label=label,
            help_text=text.help_text if is_first else "",
            required=text.is_required and is_first,
            max_length=text.max_length,
            widget=forms.Textarea(attrs | {"rows": text.rows}) if text.rows else forms.TextInput(attrs),
        )

    def groups(self):
        """The fields of each text, to be set side by side: {name: [bound fields]}."""
        return {name: [self[f"{name}_{code}"] for code in self.languages] for name in self.texts}

    def others(self):
        """The fields that are no texts."""
        names = {f"{name}_{code}" for name in self.texts for code in self.languages}
        return [bound for bound in self if bound.name not in names]

    def written(self):
        """{name: {language: text}} of what was typed, without empty ones."""
        return {
            name: {code: text for code in self.languages if (text := self.cleaned_data[f"{name}_{code}"])}
            for name in self.texts
        }


def languages_of(workshop, *opened):
    """The languages a workshop is written in: its own first, then those of its seats and of these texts."""
    used = set(workshop.seats.values_list("language", flat=True)).union(*(texts or {} for texts in opened))
    return [workshop.language, *(code for code in NAMES if code in used and code != workshop.language)]
