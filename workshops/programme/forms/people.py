"""People: seats, colleagues, passes, and the facilitator of a caucus."""

import datetime

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.forms import NameField
from workshops.programme.forms.workshop import zone_field
from workshops.programme.models import Seat

ROLES = [
    (Seat.Role.PARTICIPANT, _("Participant: sits with a party")),
    (Seat.Role.INTERPRETER, _("Interpreter: agreed by every party")),
    (Seat.Role.OBSERVER, _("Observer: reads the long table only, with everyone's consent")),
    (Seat.Role.NOTE_TAKER, _("Note-taker: drafts a summary without names")),
]
LIVES = [("1", _("One day")), ("7", _("One week")), ("30", _("Thirty days"))]


class ChangeSeatForm(forms.Form):
    """How somebody is called, which language they read, where they are."""

    name = NameField(
        label=_("Name"),
        required=False,
        help_text=_(
            "May be an alias. Leave it empty and the person chooses it on arrival; they can change it in any case."
        ),
    )
    language = forms.ChoiceField(label=_("Reads"), choices=settings.LANGUAGES)
    zone = zone_field()


class SeatForm(ChangeSeatForm):
    """A new seat."""

    role = forms.ChoiceField(
        label=_("Role"), choices=ROLES, widget=forms.RadioSelect, initial=Seat.Role.PARTICIPANT
    )
    party = forms.ChoiceField(
        label=_("Party"), required=False, help_text=_("Only participants sit with one.")
    )
    field_order = ["role", "party", "name", "language", "zone"]

    def __init__(self, *args, parties, **options):
        """`parties` are choices: (id, name)."""
        super().__init__(*args, **options)
        self.fields["party"].choices = [("", "—"), *parties]

    def clean(self):
        """A participant has a party, nobody else has."""
        cleaned = super().clean()
        if cleaned.get("role") != Seat.Role.PARTICIPANT:
            cleaned["party"] = ""
        elif "party" in cleaned and not cleaned["party"]:
            self.add_error("party", _("A participant sits with a party."))
        return cleaned


class ColleagueForm(forms.Form):
    """Who of the organisation's facilitators joins the team."""

    user = forms.ModelChoiceField(label=_("Colleague"), queryset=None, empty_label=None)

    def __init__(self, *args, colleagues, **options):
        super().__init__(*args, **options)
        self.fields["user"].queryset = colleagues
        self.fields["user"].label_from_instance = lambda user: user.name


class CaucusForm(forms.Form):
    """Which facilitator a party is asked about."""

    facilitator = forms.ChoiceField(label=_("Facilitator for this caucus"))

    def __init__(self, *args, team, **options):
        """`team` are choices: (seat id, name)."""
        super().__init__(*args, **options)
        self.fields["facilitator"].choices = team


class PassForm(forms.Form):
    """How long a pass is good for."""

    days = forms.TypedChoiceField(
        label=_("The pass is good for"),
        help_text=_("Opening the link, and staying in with it. A fresh one can be made at any time."),
        choices=LIVES,
        coerce=int,
        initial="30",
    )

    def life(self):
        """The same as a length of time."""
        return datetime.timedelta(days=self.cleaned_data["days"])
