"""When a session begins: a date and an hour on the clock of a place, which must be one moment."""

import datetime

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workshops.programme import wall_time


class WhenFields(forms.Form):
    """Date and time; the form that takes them has a `zone`. An hour that comes twice is asked about."""

    date = forms.DateField(
        label=gettext_lazy("Date"),
        widget=forms.DateInput(attrs={"type": "date", "dir": "ltr"}, format="%Y-%m-%d"),
    )
    time = forms.TimeField(
        label=gettext_lazy("Begins at"),
        widget=forms.TimeInput(attrs={"type": "time", "dir": "ltr"}, format="%H:%M"),
    )
    fold = forms.TypedChoiceField(
        label=gettext_lazy("Which of the two?"),
        choices=[
            ("", ""),
            ("0", gettext_lazy("The first, before the clocks go back")),
            ("1", gettext_lazy("The second, after they have gone back")),
        ],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.HiddenInput,
    )

    def clean(self):
        """The hour exists, and once; or it has been said which one is meant."""
        cleaned = super().clean()
        if not {"date", "time", "zone"} <= set(cleaned):
            return cleaned
        local = datetime.datetime.combine(cleaned["date"], cleaned["time"].replace(second=0, microsecond=0))
        found = wall_time.readings(local, cleaned["zone"])
        self.local, self.is_twice = local, len(found) == 2
        if not found:
            before, after = (
                date_format(hour, "H:i") for hour in wall_time.neighbours(local, cleaned["zone"])
            )
            self.add_error(
                "time",
                _("On that day the clocks jump over this hour. Choose %(before)s or %(after)s.")
                % {"before": before, "after": after},
            )
        elif self.is_twice:
            self._ask_which()
        return cleaned

    def _ask_which(self):
        field = self.fields["fold"]
        field.widget = forms.RadioSelect(choices=field.choices[1:])
        if self.cleaned_data.get("fold") is None:
            self.add_error("fold", _("On that night this hour comes twice. Say which one is meant."))

    def when(self):
        """The hour for an action: local, zone, fold."""
        fold = (self.cleaned_data.get("fold") or 0) if self.is_twice else 0
        return {"local": self.local, "zone": self.cleaned_data["zone"], "fold": fold}
