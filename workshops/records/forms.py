"""What people write about a record: the answer of a member, other words of the team, the reason of a reader."""

from django import forms
from django.utils.translation import gettext_lazy as _

from workshops.programme.models import AssentAnswer
from workshops.rooms.actions import clean

Answer = AssentAnswer.Answer
SHORTEST_REASON, LONGEST_REASON = 8, 400


class AnswerForm(forms.Form):
    """Yes, no, or a word to change at any point. The version is the text that was read."""

    version = forms.CharField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(choices=[(it, it) for it in Answer], widget=forms.HiddenInput)

    def __init__(self, *args, points, **kwargs):
        super().__init__(*args, **kwargs)
        self.points = {f"w{point.pk.hex}": point for point in points}
        for name in self.points:
            self.fields[name] = forms.CharField(
                label=_("Which word, and what instead?"),
                required=False,
                strip=True,
                max_length=600,
                widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
            )

    def words(self):
        """[(point, text)] of what was written."""
        return [(point, clean(text)) for name, point in self.points.items() if (text := self.cleaned_data[name])]

    def clean(self):
        """A yes with words to change in it is not sent on, nor a wish without words."""
        cleaned = super().clean()
        written = [name for name in self.points if cleaned.get(name)]
        if cleaned.get("answer") == Answer.YES and written:
            self.add_error(None, _("You have written a word to change. Hand it in, or take it out before you say yes."))
        if cleaned.get("answer") == Answer.CHANGE and not written and not self.errors:
            self.add_error(None, _("Write at a point which word you would change."))
        return cleaned


class PointForm(forms.Form):
    """Other words for one point, in each language it has."""

    def __init__(self, *args, texts, names, **kwargs):
        super().__init__(*args, **kwargs)
        self.languages = list(texts)
        for code in texts:
            self.fields[f"text_{code}"] = forms.CharField(
                label=names.get(code, code),
                initial=texts[code],
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 3, "dir": "auto", "lang": code}),
            )

    def text(self):
        """{language: text}."""
        return {code: clean(self.cleaned_data[f"text_{code}"]) for code in self.languages}


class ReasonForm(forms.Form):
    """Why a member of the NGO opens a record or takes it along."""

    reason = forms.CharField(
        label=_("What for?"),
        help_text=_("In a sentence. It is kept in the audit with your name and the hour; the facilitators read it."),
        min_length=SHORTEST_REASON,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )

    def clean_reason(self):
        """Without control characters."""
        return clean(self.cleaned_data["reason"])
