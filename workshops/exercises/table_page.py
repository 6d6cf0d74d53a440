"""An exercise at the table before it begins: who would go through it, what to mind, which party tells first."""

from django import forms
from django.utils.translation import gettext as _

from workshops import rules
from workshops.exercises import beginning, meeting
from workshops.exercises.choosing import in_words
from workshops.languages import local
from workshops.live.people import people
from workshops.programme import offer
from workshops.programme.models import Party


class TableForm(forms.Form):
    """Which party tells first."""

    first_party = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args, parties, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["first_party"].label = _("Which party tells first")
        self.fields["first_party"].help_text = _("As a rule the party with less power on this topic is heard first.")
        self.fields["first_party"].choices = [(str(pk), name) for pk, name in parties]


class TablePage:
    """One item as a facilitator sees it, with what was posted if anything was."""

    TEMPLATE = "table"

    def __init__(self, viewer, item, data=None):
        self.viewer, self.item, self.session = viewer, item, item.session
        self.keys = rules.keys_for(viewer)
        self.free = beginning.free_for(item).members
        self.form = TableForm(data, parties=self._parties)

    @property
    def _parties(self):
        here = {member.party for member in self.free}
        parties = [party for party in Party.objects.filter(workshop_id=self.session.workshop_id) if party.pk in here]
        return [(party.pk, self._text(party.open(self.keys, "name"))) for party in parties]

    @property
    def first_party(self):
        """The id of the party that was chosen."""
        return next(pk for pk, _name in self._parties if str(pk) == self.form.cleaned_data["first_party"])

    @property
    def context(self):
        """What the page shows."""
        known = people(self.session.workshop_id, self.keys)
        ids = [member.id for member in self.free]
        return {
            "form": self.form,
            "exercise": in_words(offer.declared(self.item, self.keys), self.viewer.language),
            "sides": [(name, [known[it.id] for it in self.free if it.party == pk]) for pk, name in self._parties],
            "why_not": meeting.why_not_begin(self.viewer, self.item, [ids]),
            "has_begun": not self.free,
            "is_on": self.session.current_item_id == self.item.pk and self.session.is_running,
            "item_title": self._text(self.item.open(self.keys, "title")),
            "session": self.session,
            "workshop": self.session.workshop,
            "workshop_title": self.session.workshop.open(self.keys, "title"),
            "viewer": self.viewer,
            "tab": "sessions",
        }

    def _text(self, texts):
        return local(texts, self.viewer.language, self.session.workshop.language)
