"""Sessions and the items of their agenda."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from workshops import catalogue
from workshops.languages import listed, local
from workshops.programme.forms.texts import Text, TextsForm
from workshops.programme.forms.when import WhenFields
from workshops.programme.forms.workshop import zone_field
from workshops.programme.models import FloorMode, Placement
from workshops.programme.models.agenda import COMPANIES

COMPANY = [
    (Placement.PLENARY, _("Everyone together")),
    (Placement.CAUCUS, _("Each party alone")),
    (Placement.PAIRS, _("In pairs across parties")),
    (Placement.SMALL_GROUPS, _("At small tables, mixed")),
    (Placement.FISHBOWL, _("Fishbowl: some write, the others read")),
]
FLOOR = [
    (FloorMode.ROUND, _("One turn each, parties alternate")),
    (FloorMode.SILENT_REVEAL, _("Everyone writes, all is shown at once")),
    (FloorMode.QUEUE, _("Raised hands, parties alternate")),
    (FloorMode.OPEN_SLOW, _("Open, slowed down")),
    (FloorMode.QUIET, _("Quiet: nobody writes")),
    (FloorMode.FACILITATOR_ONLY, _("Only facilitators write")),
    (FloorMode.EXERCISE, _("People write in the exercise")),
]
SITTINGS = [
    ("", _("All at the same time")),
    (12, _("Over days: 12 hours for a turn")),
    (24, _("Over days: 24 hours for a turn")),
    (36, _("Over days: 36 hours for a turn")),
    (48, _("Over days: 48 hours for a turn")),
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
    turn_hours = forms.TypedChoiceField(
        label=_("How people meet"),
        help_text=_("Over days no clock counts down: whoever has the turn comes when it suits them, and is never cut off."),
        choices=SITTINGS,
        coerce=int,
        empty_value=None,
        required=False,
    )

    def length(self):
        """How long it lasts, and over days a turn."""
        return {name: self.cleaned_data[name] for name in ("minutes", "turn_hours")}


def _companies(declared):
    """In words, with whom an exercise is gone through."""
    return listed([str(dict(COMPANY)[placement]) for placement, company in COMPANIES.items() if company in declared["company"]])


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
    exercise = forms.ChoiceField(
        label=_("Exercise"),
        help_text=_("People go through it one step at a time; the floor below is then not used."),
        required=False,
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
    turn_minutes = forms.IntegerField(
        label=_("Minutes for one turn"),
        help_text=_("For rounds and raised hands: after them the speaker is asked, never cut off. Empty means no clock."),
        min_value=1,
        max_value=30,
        required=False,
        widget=forms.NumberInput(attrs={"dir": "ltr", "inputmode": "numeric", "class": "input--short"}),
    )
    minutes = minutes_field(_("Minutes"), 180)

    def __init__(self, *args, offered=None, **options):
        """`offered`: {slug: declaration} of the exercises of this workshop; without it the house's."""
        super().__init__(*args, **options)
        self.offered = catalogue.exercises() if offered is None else offered
        names = [(slug, local(it["name"], get_language())) for slug, it in self.offered.items()]
        self.fields["exercise"].choices = [("", _("None")), *names]

    def clean(self):
        """In pairs people have something to do; and what is declared for pairs is done in pairs."""
        cleaned = super().clean()
        declared = self.offered.get(cleaned.get("exercise"))
        is_in_pairs = cleaned.get("placement") == Placement.PAIRS
        if is_in_pairs and not declared:
            self.add_error("exercise", _("Choose what people do in pairs."))
        if declared and COMPANIES.get(cleaned.get("placement")) not in declared["company"]:
            self.add_error("placement", _("This exercise is for: %(companies)s.") % {"companies": _companies(declared)})
        return cleaned

    def facts(self):
        """The item for an action; slowing down belongs to the open floor only, a clock to turns."""
        cleaned = self.cleaned_data
        is_slow = cleaned["floor_mode"] == FloorMode.OPEN_SLOW
        facts = {name: cleaned[name] for name in ("placement", "exercise", "floor_mode", "minutes")}
        has_turns = cleaned["floor_mode"] in (FloorMode.ROUND, FloorMode.QUEUE)
        return self.written() | facts | {
            "slow_seconds": (cleaned["slow_seconds"] or 0) if is_slow else 0,
            "turn_seconds": (cleaned["turn_minutes"] or 0) * 60 if has_turns else 0,
        }
