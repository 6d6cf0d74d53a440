"""What comes in from people in a room."""

from django import forms
from django.utils.translation import gettext_lazy as _

from workshops.rooms.actions import LONGEST_MESSAGE, clean
from workshops.rooms.models import FloorMode


class MessageForm(forms.Form):
    """One message, by POST or by the socket."""

    text = forms.CharField(
        label=_("Your words"),
        max_length=LONGEST_MESSAGE,
        strip=False,
        widget=forms.Textarea(attrs={"class": "input", "rows": 3, "dir": "auto"}),
        error_messages={"required": _("Write something first.")},
    )
    client_key = forms.UUIDField(widget=forms.HiddenInput)
    is_question = forms.BooleanField(required=False)  # the button "Ask a short question"

    def clean_text(self):
        """As it is kept."""
        return clean(self.cleaned_data["text"])


class FloorForm(forms.Form):
    """Another floor mode for a room."""

    mode = forms.ChoiceField(choices=FloorMode.choices)
    slow_seconds = forms.IntegerField(min_value=0, max_value=600, required=False)
    turn_seconds = forms.IntegerField(min_value=0, max_value=1800, required=False)
