"""The form by which small tables are laid: for each person a table, whether they are pinned, whether they host."""

from django import forms
from django.utils.translation import gettext as _

from workshops.rooms.grouping import Chosen


class TablesForm(forms.Form):
    """Where each sits. It says what stood there when it was drawn: only what was changed since is carried out."""

    def __init__(self, *args, seats, names, places, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.seats, self.places = {seat.pk: seat for seat in seats}, places
        tables = [(str(it.position), _("Small table %(number)d") % {"number": it.position}) for it in groups]
        choices = [("", _("The long table")), *tables]
        for seat in seats:
            place, key = places.get(seat.pk), seat.pk.hex
            at = str(place.group.position) if place else ""
            labels = {"name": names[seat.pk]}
            self.fields[f"at_{key}"] = forms.ChoiceField(
                label=_("Where %(name)s sits") % labels, choices=choices, required=False, initial=at
            )
            self.fields[f"was_{key}"] = forms.CharField(
                required=False, initial=_written(place), widget=forms.HiddenInput
            )
            for name, label in (("pin", _("%(name)s is pinned here")), ("host", _("%(name)s hosts this table"))):
                is_on = bool(place and getattr(place, f"is_{'pinned' if name == 'pin' else 'host'}"))
                self.fields[f"{name}_{key}"] = forms.BooleanField(label=label % labels, required=False, initial=is_on)

    def row(self, seat_id):
        """The fields of one person."""
        return {name: self[f"{name}_{seat_id.hex}"] for name in ("at", "was", "pin", "host")}

    def changes(self):
        """{seat id: Chosen} of those whose place, pin or part was changed, and whom somebody else has changed meanwhile."""
        found, stale = {}, []
        for seat_id in self.seats:
            chosen, was = self._chosen(seat_id), self.cleaned_data[f"was_{seat_id.hex}"]
            now = _written(self.places.get(seat_id))
            if _words(chosen) in (was, now):
                continue
            found[seat_id] = chosen
            stale += [seat_id] * (was != now)
        return found, stale

    def _chosen(self, seat_id):
        key = seat_id.hex
        at = self.cleaned_data.get(f"at_{key}")
        if not at:
            return Chosen(None)
        return Chosen(int(at), self.cleaned_data[f"pin_{key}"], self.cleaned_data[f"host_{key}"])


def _written(place):
    return _words(Chosen(place.group.position, place.is_pinned, place.is_host) if place else Chosen(None))


def _words(chosen):
    return f"{chosen.position or ''}.{int(chosen.is_pinned)}.{int(chosen.is_host)}"


class ApartForm(forms.Form):
    """Two people who are not to share a small table."""

    one = forms.ChoiceField()
    other = forms.ChoiceField()

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        for field, label in (("one", _("This person")), ("other", _("and this one"))):
            self.fields[field].label, self.fields[field].choices = label, [("", ""), *people]

    def clean(self):
        """They are two."""
        cleaned = super().clean()
        if cleaned.get("one") and cleaned.get("one") == cleaned.get("other"):
            self.add_error("other", _("Name two people."))
        return cleaned
