"""Sessions and the items of their agenda."""

from django import forms
from django.utils.translation import gettext_lazy as _

from workshops.programme.forms.texts import Text, TextsForm
from workshops.programme.forms.when import WhenFields
from workshops.programme.forms.workshop import zone_field
from workshops.programme.models import FloorMode, Placement

COMPANY = [
    (Placement.PLENARY, _("Everyone together")),
    (Placement.CAUCUS, _("Each party alone")),
]
FLOOR = [
    (FloorMode.ROUND, _("One turn each, parties alternate")),
    (FloorMode.QUEUE, _("Raised hands, parties alternate")),
    (FloorMode.OPEN_SLOW, _("Open, slowed down")),
    (FloorMode.FACILITATOR_ONLY, _("Only facilitators write")),
]


def minutes_field(label, most, **options):
    """Whole minutes."""
    widget = forms.NumberInput(attrs={"dir": "ltr", "inputmode": "numeric", "class": "input--short"})
    return forms.IntegerField(label=label, min_value=1, max_value=most, widget=widget, **options)


class SessionForm(WhenFields, TextsForm):
    """When a session is, for how long, and what it is called."""

    texts = {"title": Text(_("Title"), max_length=120)}
    zone = zone_field()
    minutes = minutes_field(
        _("Minutes booked"), 480, help_text=_("With breaks: at least 15 minutes after 90.")
    )


class ItemForm(TextsForm):
    """One phase of a session."""

    texts = {
        "title": Text(_("Title"), max_length=120),
        "prompt": Text(_("Question put to the room"), is_required=False, rows=3, max_length=600),
        "purpose": Text(
            _("What it is for"),
            _("Read by everyone in the agenda."),
            is_required=False,
            rows=3,
            max_length=600,
        ),
    }
    placement = forms.ChoiceField(
        label=_("Who is with whom"), choices=COMPANY, widget=forms.RadioSelect, initial=Placement.PLENARY
    )
    floor_mode = forms.ChoiceField(
        label=_("Who may write when"), choices=FLOOR, widget=forms.RadioSelect, initial=FloorMode.ROUND
    )
    slow_seconds = forms.IntegerField(
        label=_("Seconds between two messages of a person"),
        help_text=_("For the open floor; 0 means none."),
        min_value=0,
        max_value=600,
        required=False,
        widget=forms.NumberInput(attrs={"dir": "ltr", "inputmode": "numeric", "class": "input--short"}),
    )
    minutes = minutes_field(_("Minutes"), 180)

    def facts(self):
        """The item for an action; slowing down belongs to the open floor only."""
        cleaned = self.cleaned_data
        is_slow = cleaned["floor_mode"] == FloorMode.OPEN_SLOW
        facts = {name: cleaned[name] for name in ("placement", "floor_mode", "minutes")}
        return self.written() | facts | {"slow_seconds": (cleaned["slow_seconds"] or 0) if is_slow else 0}
