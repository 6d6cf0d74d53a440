"""The form by which somebody is moved between rooms of a session."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from workshops.languages import local
from workshops.programme.models import Seat
from workshops.rooms import gathering
from workshops.rooms.models import Room

LONG_TABLE = "plenary"


class MoveForm(forms.Form):
    """Who, and where to: a small table of the item that is on, the long table, or the caucus of a party."""

    seat = forms.ChoiceField()
    to = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args, viewer, session, keys, **kwargs):
        super().__init__(*args, **kwargs)
        here = gathering.present(session.pk)
        seats = Seat.objects.filter(pk__in=here, role=Seat.Role.PARTICIPANT).order_by("party__position", "created_at", "pk")
        self.people = {str(seat.pk): seat for seat in seats}
        self.groups, self.caucuses = _groups(session), _caucuses(session)
        self.names = {pk: local(room.party.open(keys, "name"), viewer.language) for pk, room in self.caucuses.items()}
        self.fields["seat"].label, self.fields["to"].label = _("Who"), _("Where to")
        self.fields["seat"].choices = [("", ""), *((pk, it.open(keys, "display_name")) for pk, it in self.people.items())]
        tables = [(f"table-{number}", _("Small table %(number)d") % {"number": number}) for number in self.groups]
        caucuses = [(pk, _("Caucus of %(party)s: its members are asked") % {"party": name}) for pk, name in self.names.items()]
        self.fields["to"].choices = [*tables, *([(LONG_TABLE, _("The long table"))] if tables else []), *caucuses]

    def clean(self):
        """Nobody is asked about their own caucus: they hear it."""
        cleaned = super().clean()
        caucus, seat = self.caucus, self.people.get(cleaned.get("seat"))
        if caucus and seat and caucus.party_id == seat.party_id:
            self.add_error("to", ValidationError(_("This is the person’s own caucus; they are in it already.")))
        return cleaned

    @property
    def caucus(self):
        """The caucus that was chosen, or None."""
        return self.caucuses.get(self.cleaned_data.get("to"))

    @property
    def person(self):
        """The seat that was chosen."""
        return self.people[self.cleaned_data["seat"]]

    @property
    def position(self):
        """The small table that was chosen, or None for the long one."""
        _kind, _dash, number = self.cleaned_data["to"].partition("-")
        return int(number) if number else None


def _groups(session):
    item = session.current_item
    return [group.position for group in item.groups.all()] if item and gathering.is_on(item) else []


def _caucuses(session):
    rooms = Room.objects.filter(session=session, kind=Room.Kind.CAUCUS).select_related("party")
    return {str(room.pk): room for room in rooms.order_by("party__position")} if session.is_running else {}
