"""What comes in from people in a room."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from workshops.rooms.actions import LONGEST_MESSAGE, clean
from workshops.rooms.broadcasting import COUNTDOWNS, LONGEST
from workshops.rooms.models import FloorMode


class WordsForm(forms.Form):
    """What somebody says."""

    text = forms.CharField(
        label=_("Your words"),
        max_length=LONGEST_MESSAGE,
        strip=False,
        widget=forms.Textarea(attrs={"class": "input", "rows": 3, "dir": "auto"}),
        error_messages={"required": _("Write something first.")},
    )

    def clean_text(self):
        """As it is kept."""
        return clean(self.cleaned_data["text"])


class MessageForm(WordsForm):
    """One message, by POST or by the socket."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    is_question = forms.BooleanField(required=False)  # the button "Ask a short question"
    reply_to = forms.UUIDField(required=False)  # words: what it answers
    for_seat = forms.UUIDField(required=False)  # words: who says it by telephone


class FloorForm(forms.Form):
    """Another floor mode for a room."""

    mode = forms.ChoiceField(choices=FloorMode.choices)
    slow_seconds = forms.IntegerField(min_value=0, max_value=600, required=False)
    turn_seconds = forms.IntegerField(min_value=0, max_value=1800, required=False)


# groups
def countdowns():
    """When people are called back, each in the language of whoever chooses."""
    later = [(str(it), ngettext("in %(minutes)d minute", "in %(minutes)d minutes", it) % {"minutes": it}) for it in COUNTDOWNS]
    return [("", _("no")), *later, ("0", _("now"))]


class BroadcastForm(forms.Form):
    """A word to all rooms of a session, and when people are called back to the long table."""

    text = forms.CharField(
        label=_("Said in every room"),
        max_length=LONGEST,
        required=False,
        widget=forms.TextInput(attrs={"class": "input", "dir": "auto"}),
    )
    minutes = forms.TypedChoiceField(
        label=_("Call people back"),
        choices=countdowns,
        coerce=int,
        empty_value=None,
        required=False,
    )

    def clean_text(self):
        """As it is kept."""
        text = self.cleaned_data["text"]
        return clean(text) if text.strip() else ""

    def clean(self):
        """There is something to say, or somewhere to go."""
        cleaned = super().clean()
        if not self.errors and not cleaned.get("text") and cleaned.get("minutes") is None:
            self.add_error("text", _("Write something, or choose when people are called back."))
        return cleaned
