"""What a team enters to begin an exercise of its own, and to say what it is."""

import json

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from workshops import catalogue
from workshops.exercises.choosing import COMPANIES, OCCASIONS
from workshops.languages import local
from workshops.programme.forms.session import minutes_field
from workshops.programme.forms.texts import Text, TextsForm

LARGEST = 300_000  # bytes of a file
LEVELS = {
    "none": gettext_lazy("Only that it took place"),
    "summary": gettext_lazy("Numbers, and what all have agreed to"),
    "confirmed_text": gettext_lazy("Also what was said back and accepted"),
}
FIRST = {"alternate": gettext_lazy("By turns, from pair to pair"), "lot": gettext_lazy("By lot")}


class NameForm(TextsForm):
    """What a new exercise is called."""

    texts = {"name": Text(gettext_lazy("Name of the exercise"), max_length=120)}


class FileForm(forms.Form):
    """An exercise from a file, as this house writes them."""

    file = forms.FileField(label=gettext_lazy("File"), help_text=gettext_lazy("As it was downloaded here or in another house."))

    def clean_file(self):
        """What is in it, as far as it can be read at all."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(_("This file is too large for an exercise."))
        try:
            content = json.loads(file.read().decode())
        except (ValueError, RecursionError):
            raise ValidationError(_("This file cannot be read as an exercise.")) from None
        if not isinstance(content, dict):
            raise ValidationError(_("This file cannot be read as an exercise."))
        return content


class SeenForm(TextsForm):
    """A form of something that a colleague may be changing too: it carries what this person has read."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def others(self):
        """The fields that are no texts and are to be seen."""
        return [bound for bound in super().others() if not bound.is_hidden]

    def was_changed(self, revision):
        """Somebody was quicker: the page says so, keeps what was typed, and knows now what there is."""
        self.data = self.data.copy()
        self.data["revision"] = revision
        self.add_error(None, _("A colleague has changed this exercise meanwhile. What you typed is still here; look at the exercise, then store it again."))


class FactsForm(SeenForm):
    """What an exercise is: its name, what it is for, with whom, how long."""

    texts = {
        "name": Text(gettext_lazy("Name of the exercise"), max_length=120),
        "about": Text(gettext_lazy("What happens in it"), rows=3, max_length=600),
        "cautions": Text(gettext_lazy("What to mind, one a line"), is_required=False, rows=3, max_length=1200),
        "evidence": Text(gettext_lazy("What is known of its effect"), is_required=False, rows=2, max_length=600),
        "credit": Text(gettext_lazy("Where it comes from"), max_length=300),
        "farewell": Text(gettext_lazy("Said wherever it ends"), is_required=False, rows=2, max_length=400),
    }
    occasion = forms.ChoiceField(label=gettext_lazy("When one would choose it"), choices=list(OCCASIONS.items()))
    company = forms.MultipleChoiceField(
        label=gettext_lazy("With whom it is gone through"), choices=list(COMPANIES.items()), widget=forms.CheckboxSelectMultiple
    )
    least = minutes_field(gettext_lazy("Minutes, at least"), 240)
    most = minutes_field(gettext_lazy("Minutes, at most"), 240)
    first_voice = forms.ChoiceField(label=gettext_lazy("Who tells first"), choices=list(FIRST.items()), widget=forms.RadioSelect)
    level = forms.ChoiceField(label=gettext_lazy("What the record may have of it"), choices=list(LEVELS.items()), widget=forms.RadioSelect)
    needs = forms.MultipleChoiceField(
        label=gettext_lazy("What these people have gone through before"), required=False, widget=forms.CheckboxSelectMultiple
    )
    is_heavy = forms.BooleanField(label=gettext_lazy("It weighs much: only one such exercise a day"), required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["needs"].choices = [(slug, local(it["name"], get_language())) for slug, it in catalogue.exercises().items()]

    @classmethod
    def initial_of(cls, declaration):
        """(texts, facts) of a declaration, as the form shows them."""
        texts = {name: declaration[name] for name in cls.texts if name in declaration and name != "cautions"}
        cautions = declaration.get("cautions", ())
        codes = dict.fromkeys(code for each in cautions for code in each)
        texts["cautions"] = {code: "\n".join(each.get(code, "") for each in cautions) for code in codes}
        facts = {
            "occasion": declaration["for"],
            "company": declaration["company"],
            **declaration["minutes"],
            "first_voice": declaration["first_voice"],
            "level": declaration["record"]["level"],
            "needs": declaration.get("needs", ()),
            "is_heavy": declaration.get("is_heavy", False),
        }
        return texts, facts

    def clean(self):
        """No fewer minutes at most than at least; as many cautions in each language."""
        cleaned = super().clean()
        if cleaned.get("least") and cleaned.get("most") and cleaned["least"] > cleaned["most"]:
            self.add_error("most", _("This is less than the minutes at least."))
        even_lines(self, "cautions")
        return cleaned

    def applied(self, declaration):
        """The declaration with what was entered."""
        cleaned, texts = self.cleaned_data, self.written()
        rows = {code: text.splitlines() for code, text in texts.pop("cautions").items()}
        count = max(map(len, rows.values()), default=0)
        kept = {name: text for name, text in texts.items() if text}
        rest = {name: value for name, value in declaration.items() if name not in self.texts and name not in ("needs", "is_heavy")}
        return rest | kept | {
            "for": cleaned["occasion"],
            "company": cleaned["company"],
            "minutes": {"least": cleaned["least"], "most": cleaned["most"]},
            "first_voice": cleaned["first_voice"],
            "record": declaration["record"] | {"level": cleaned["level"]},
            **({"needs": cleaned["needs"]} if cleaned["needs"] else {}),
            **({"is_heavy": True} if cleaned["is_heavy"] else {}),
            **({"cautions": [{code: lines[at] for code, lines in rows.items()} for at in range(count)]} if count else {}),
        }


def even_lines(form, name):
    """Of a text whose lines belong together there are as many in each language in which there are any."""
    texts = {code: form.cleaned_data.get(f"{name}_{code}") or "" for code in form.languages}
    counts = {code: len([line for line in text.splitlines() if line.strip()]) for code, text in texts.items()}
    first = counts[form.languages[0]]
    for code in form.languages[1:]:
        if counts[code] not in (0, first):
            form.add_error(f"{name}_{code}", _("Here are %(here)d lines, in the first language %(there)d.") % {"here": counts[code], "there": first})
