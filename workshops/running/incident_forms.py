"""A line of the incident log: everything is chosen, nothing is written."""

import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from workshops.programme.models import Incident

AGO = [("0", _("Just now")), ("15", _("A quarter of an hour ago")), ("60", _("An hour ago")), ("1440", _("Yesterday"))]


class StepsForm(forms.Form):
    """What was done."""

    steps = forms.MultipleChoiceField(
        label=_("What was done"),
        choices=Incident.Step.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Say what was done.")},
    )


class IncidentForm(forms.Form):
    """One more line."""

    kind = forms.ChoiceField(
        label=_("What happened"), choices=Incident.Kind.choices, widget=forms.RadioSelect, error_messages={"required": _("Choose what comes closest.")}
    )
    severity = forms.TypedChoiceField(
        label=_("How grave"), coerce=int, choices=Incident.Severity.choices, widget=forms.RadioSelect, error_messages={"required": _("Choose what comes closest.")}
    )
    ago = forms.ChoiceField(label=_("When"), choices=AGO, initial="0")
    steps = forms.MultipleChoiceField(
        label=_("What was done so far"), choices=Incident.Step.choices, widget=forms.CheckboxSelectMultiple, required=False
    )

    @property
    def facts(self):
        """The same for the action."""
        return self.cleaned_data | {"ago": datetime.timedelta(minutes=int(self.cleaned_data["ago"]))}
