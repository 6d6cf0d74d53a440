"""What facilitators fill in while a session runs, and when it is over."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workshops import clock
from workshops.programme import wall_time
from workshops.programme.forms.session import COMPANY, FLOOR, minutes_field
from workshops.programme.forms.when import WhenFields
from workshops.programme.forms.workshop import zone_field
from workshops.programme.models import FloorMode, Placement, Suspension
from workshops.running.pausing import COOLING_MINUTES, QUIET_MINUTES

SLOW_SECONDS = 30
ANOTHER, NONE = "another", "none"
OF_ANOTHER = ("title", "date", "time", "zone", "minutes", "fold")


class MinutesForm(forms.Form):
    """More minutes for the current item, or fewer."""

    minutes = forms.IntegerField(min_value=-60, max_value=120)


class PauseForm(forms.Form):
    """How long a pause is planned to be."""

    minutes = forms.TypedChoiceField(coerce=int, choices=[(it, it) for it in (*QUIET_MINUTES, *COOLING_MINUTES)])


class SuspensionForm(forms.Form):
    """Why a workshop is to stand still: one of five, no words."""

    why = forms.ChoiceField(
        label=gettext_lazy("Why?"),
        choices=Suspension.Why.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what comes closest.")},
    )


class NextItemForm(forms.Form):
    """An item that is needed now: the least that makes one."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=120, widget=forms.TextInput({"dir": "auto"}))
    minutes = minutes_field(gettext_lazy("Minutes"), 180, initial=10)
    placement = forms.ChoiceField(
        label=gettext_lazy("Who is with whom"), choices=COMPANY[:2], widget=forms.RadioSelect, initial=Placement.PLENARY
    )
    floor_mode = forms.ChoiceField(
        label=gettext_lazy("Who may write when"), choices=FLOOR[:-1], initial=FloorMode.ROUND
    )

    def facts(self, language):
        """The item for an action, its title in the language it was written in."""
        cleaned = self.cleaned_data
        texts = {"title": {language: cleaned["title"]}, "purpose": {}, "prompt": {}}
        is_slow = cleaned["floor_mode"] == FloorMode.OPEN_SLOW
        facts = {name: cleaned[name] for name in ("minutes", "placement", "floor_mode")}
        return texts | facts | {"slow_seconds": SLOW_SECONDS if is_slow else 0}


class ClosingForm(WhenFields):
    """The paperwork: who asks each person how they are and until when; the next meeting, or who decided that there is none."""

    welfare_by = forms.ChoiceField(
        label=gettext_lazy("Who of the team asks each person how they are?"), widget=forms.RadioSelect
    )
    hours = forms.TypedChoiceField(
        label=gettext_lazy("Until when?"),
        help_text=gettext_lazy("Each one alone, in private, 72 hours after the end at the latest."),
        coerce=int,
        widget=forms.RadioSelect,
    )
    next = forms.ChoiceField(label=gettext_lazy("When do you meet again?"), widget=forms.RadioSelect)
    title = forms.CharField(label=gettext_lazy("What the meeting is called"), max_length=120)
    zone = zone_field()
    minutes = minutes_field(gettext_lazy("Minutes booked"), 480)
    decided_by = forms.CharField(
        label=gettext_lazy("Who decided that there is no further meeting?"),
        help_text=gettext_lazy("Only the team reads this."),
        max_length=1000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )
    use_required_attribute = False  # a browser would ask for fields of answers that were not chosen
    field_order = ["welfare_by", "hours", "next", "title", "date", "time", "zone", "fold", "minutes", "decided_by"]

    def __init__(self, *args, team, dues, planned, **options):
        """`team` and `planned` are choices: (id, name); `dues` are (hours, moment in words)."""
        super().__init__(*args, **options)
        self.fields["welfare_by"].choices = team
        self.fields["hours"].choices = dues
        self.fields["next"].choices = [
            *planned,
            (ANOTHER, _("At another date")),
            (NONE, _("There is no further meeting")),
        ]

    def clean(self):
        """Only what was chosen counts; a new date is an hour that exists, once, and is still to come."""
        chosen = self.cleaned_data.get("next")
        for name in {NONE: OF_ANOTHER, ANOTHER: ("decided_by",)}.get(chosen, (*OF_ANOTHER, "decided_by")):
            self.errors.pop(name, None)
        if chosen != ANOTHER:
            return self.cleaned_data
        cleaned = super().clean()
        if not self.errors and wall_time.moment_of(**self.when()) <= clock.now():
            self.add_error("date", _("This is in the past."))
        return cleaned

    def plan(self, language):
        """The new meeting as `plan_session` takes it, or None."""
        if self.cleaned_data["next"] != ANOTHER:
            return None
        cleaned = self.cleaned_data
        return {"title": {language: cleaned["title"]}, "minutes": cleaned["minutes"], **self.when()}

    def chosen(self):
        """The id of the meeting of the plan that was chosen, or None."""
        return None if self.cleaned_data["next"] in (ANOTHER, NONE) else self.cleaned_data["next"]

    def decision(self):
        """Who decided to end, or nothing."""
        return self.cleaned_data["decided_by"] if self.cleaned_data["next"] == NONE else ""
