"""The form by which a facilitator changes the proposed pairs."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from workshops.exercises.pairing import crosses


class PairsForm(forms.Form):
    """Who sits with whom: for each person the number of their pair, or none; and who tells first."""

    first_voice = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args, members, names, count, firsts, is_in_fours=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.members = {member.id: member for member in members}
        self.fields["first_voice"].choices = firsts
        self.fields["first_voice"].label = _("Who tells first")
        name = _("Group %(number)d") if is_in_fours else _("Pair %(number)d")
        numbers = [(str(it), name % {"number": it}) for it in range(1, count + 1)]
        none = _("No group: stays at the table") if is_in_fours else _("No pair: stays at the table")
        for member in members:
            choices = [*numbers, ("0", none)]
            self.fields[self.name_of(member.id)] = forms.ChoiceField(label=names[member.id], choices=choices)

    @staticmethod
    def name_of(seat_id):
        """The name of a person's list."""
        return f"pair_{seat_id.hex}"

    @property
    def places(self):
        """[(Member, their list)]."""
        return [(member, self[self.name_of(member.id)]) for member in self.members.values()]

    @property
    def groups(self):
        """[[Member]] as chosen, in the order of their numbers."""
        chosen = {}
        for seat_id, member in self.members.items():
            number = int(self.cleaned_data.get(self.name_of(seat_id)) or 0)
            chosen.setdefault(number, []).append(member)
        chosen.pop(0, None)
        return [chosen[number] for number in sorted(chosen)]

    def clean(self):
        """In each pair people of two parties meet."""
        cleaned = super().clean()
        if not self.groups:
            raise ValidationError(_("Nobody has a pair yet."))
        for group in self.groups:
            if not crosses(group):
                name = self.name_of(group[0].id)
                self.add_error(name, _("In this pair there is nobody of another party."))
        return cleaned
