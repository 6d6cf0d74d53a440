"""Words of the glossary, what a party hears in them, and who reads and renders which languages."""

import itertools

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

LONGEST_TERM = 120
LONGEST_HEARING = 300
NAMES = dict(settings.LANGUAGES)


class TermForm(forms.Form):
    """One term: a field for each language of the house."""

    def __init__(self, *args, words=None, **options):
        super().__init__(*args, **options)
        for code, name in NAMES.items():
            area = forms.TextInput(attrs={"class": "input", "lang": code, "dir": "auto"})
            self.fields[f"words_{code}"] = forms.CharField(
                label=name, max_length=LONGEST_TERM, required=False, widget=area, initial=(words or {}).get(code)
            )

    def clean(self):
        """In two languages at least: one alone renders nothing."""
        cleaned = super().clean()
        if len([text for text in self.words.values() if text]) < 2 and not self.errors:
            self.add_error("words_en", _("Write it in two languages at least."))
        return cleaned

    @property
    def words(self):
        """{language: text}."""
        return {code: self.cleaned_data.get(f"words_{code}", "") for code in NAMES}


class HearingForm(forms.Form):
    """What one's own party hears in a term."""

    text = forms.CharField(
        label=_("What we hear in it"),
        required=False,
        max_length=LONGEST_HEARING,
        widget=forms.Textarea(attrs={"class": "input", "rows": 2, "dir": "auto"}),
    )


class AlsoReadsForm(forms.Form):
    """What somebody reads beside their own language."""

    languages = forms.MultipleChoiceField(
        label=_("I also read"),
        help_text=_("Nothing in these languages has to be interpreted for you alone."),
        choices=settings.LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class LanguagePairsForm(forms.Form):
    """Between which languages an interpreter works."""

    pairs = forms.MultipleChoiceField(
        label=_("Interprets"), required=False, widget=forms.CheckboxSelectMultiple, choices=[]
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        both = itertools.permutations(NAMES, 2)
        self.fields["pairs"].choices = [(f"{source}-{target}", f"{NAMES[source]} → {NAMES[target]}") for source, target in both]

    @property
    def chosen(self):
        """{(from, to)}."""
        return {tuple(pair.split("-")) for pair in self.cleaned_data["pairs"]}
