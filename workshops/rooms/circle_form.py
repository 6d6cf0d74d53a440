"""The form by which an inner circle is chosen."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workshops.languages import local
from workshops.programme.models import Party
from workshops.rooms import circle
from workshops.rooms.models import CircleSeat

BY_NAME = "people"


class CircleForm(forms.Form):
    """One party, or these people."""

    who = forms.ChoiceField(label=gettext_lazy("Who writes"), widget=forms.RadioSelect)
    people = forms.TypedMultipleChoiceField(
        label=gettext_lazy("The people of the inner circle"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args, viewer, room, keys, **kwargs):
        super().__init__(*args, **kwargs)
        self.parties = {str(party.pk): party for party in Party.objects.filter(workshop_id=room.workshop_id)}
        names = [(pk, local(it.open(keys, "name"), viewer.language)) for pk, it in self.parties.items()]
        self.fields["who"].choices = [*names, (BY_NAME, _("People I choose"))]
        seats = circle.people_of(room)
        self.fields["people"].choices = [(str(seat.pk), seat.open(keys, "display_name")) for seat in seats]
        chosen = CircleSeat.objects.filter(room=room).values_list("seat_id", flat=True)
        self.initial |= {"who": str(room.circle_party_id or BY_NAME), "people": [str(seat_id) for seat_id in chosen]}

    @property
    def party(self):
        """The party that was chosen, or None."""
        return self.parties.get(self.cleaned_data["who"])

    def clean(self):
        """Whoever chooses people chooses somebody."""
        cleaned = super().clean()
        if cleaned.get("who") == BY_NAME and not cleaned.get("people"):
            self.add_error("people", ValidationError(_("Choose at least one person.")))
        return cleaned
