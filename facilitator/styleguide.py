"""The style guide: every part of the look, in both directions and both themes. Only where one develops, or in the demo."""

import re

from django import forms
from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.http import require_safe

from facilitator.specimens import WORDS

TURNS = [("u", "here"), ("l", "here")] * 4 + [("u", "away turn"), ("l", "away")]
SEATS = ["f", "u", "l", "u", "l", "u", "f", "l", "u", "l", "f", "u", "l"]
COLOURS = [
    "paper",
    "sheet",
    "wash",
    "rule",
    "edge",
    "ink-2",
    "ink",
    "accent",
    "accent-wash",
    "alarm",
    "alarm-wash",
]
ICON = re.compile(r'id="i-([a-z]+)"')


class SpecimenForm(forms.Form):
    """One field of each kind. Dressed, not used."""

    name = forms.CharField(max_length=40)
    mail = forms.EmailField(required=False)
    words = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}))
    voice = forms.ChoiceField(choices=[])
    stand = forms.ChoiceField(choices=[], widget=forms.RadioSelect)
    agreed = forms.BooleanField()

    def __init__(self, data, *, words, pane):
        super().__init__(data, auto_id=f"{pane}-%s")
        for name, (label, help_text) in words["labels"].items():
            self.fields[name].label, self.fields[name].help_text = label, help_text
        for name in ("voice", "stand"):
            self.fields[name].choices = words["choices"][name]


@require_safe
def styleguide(request):
    """Four panes with the same parts."""
    if not (settings.DEBUG or settings.IS_DEMO):
        raise Http404
    panes = [pane(language, theme) for language in ("en", "ar") for theme in ("light", "dark")]
    icons = ICON.findall(render_to_string("_sprite.html"))
    return render(request, "styleguide/index.html", {"panes": panes, "icons": icons, "colours": COLOURS})


def pane(language, theme):
    """Everything one pane shows: its words, its seats, its form with one answer missing."""
    words, name = WORDS[language], f"{language}-{theme}"
    letters = words["letters"]
    with translation.override(language):
        form = SpecimenForm({"name": words["name"], "voice": "l", "agreed": "on"}, words=words, pane=name)
        form.full_clean()
    return {
        "name": name,
        "language": language,
        "direction": "rtl" if language == "ar" else "ltr",
        "theme": theme,
        "words": words,
        "form": form,
        "parties": [(party, letters[party]) for party in "ulcdf"],
        "turns": [(party, letters[party], state) for party, state in TURNS],
        "seats": [(party, letters[party], n != 4, n == 11) for n, party in enumerate(SEATS)],
        "caucus": [("f", letters["f"])] + [("u", letters["u"])] * 5,
        "agenda": [45, 60, 80, 60],
    }
