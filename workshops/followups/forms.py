"""What is filled in for meeting again: when, and how a person may be reached."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workshops import clock
from workshops.programme import wall_time
from workshops.programme.forms.session import minutes_field
from workshops.programme.forms.when import WhenFields
from workshops.programme.forms.workshop import zone_field
from workshops.programme.models import Seat

Channel = Seat.Channel


class FollowUpForm(WhenFields):
    """A line of the plan becomes a meeting: its day is proposed, the hour is chosen."""

    zone = zone_field()
    minutes = minutes_field(gettext_lazy("Minutes booked"), 480)
    field_order = ["date", "time", "zone", "fold", "minutes"]

    def clean(self):
        """An hour that exists, once, and is still to come."""
        cleaned = super().clean()
        if not self.errors and wall_time.moment_of(**self.when()) <= clock.now():
            self.add_error("date", _("This is in the past."))
        return cleaned

    def plan(self):
        """The meeting as an action takes it."""
        return self.when() | {"minutes": self.cleaned_data["minutes"]}


class ChannelForm(forms.Form):
    """By mail to a safe address, or through the facilitators. "Not safe" is a button of its own."""

    channel = forms.ChoiceField(
        label=gettext_lazy("How may the team reach you about the next meetings?"),
        choices=[
            (Channel.MAIL, gettext_lazy("By mail, to an address that only I read")),
            (Channel.VOICE, gettext_lazy("Through the facilitators, as we have agreed")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one.")},
    )
    address = forms.EmailField(
        label=gettext_lazy("Mail address"),
        help_text=gettext_lazy("It lies under your own key; the facilitators do not see it."),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )

    def clean(self):
        """Mail needs an address; nothing else keeps one."""
        cleaned = super().clean()
        if cleaned.get("channel") == Channel.MAIL and not cleaned.get("address") and "address" not in self.errors:
            self.add_error("address", _("Write the address, or choose the other way."))
        return cleaned

    def said(self):
        """The answer as an action takes it."""
        is_mail = self.cleaned_data["channel"] == Channel.MAIL
        return {"channel": self.cleaned_data["channel"], "address": self.cleaned_data["address"] if is_mail else ""}
