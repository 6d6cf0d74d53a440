"""A workshop: what it is called and why it meets, its parties, its agreements."""

from dataclasses import replace

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from workshops.programme import wall_time
from workshops.programme.actions import PartyDraft
from workshops.programme.forms.texts import Text, TextsForm
from workshops.programme.forms.when import WhenFields

ABOUT = {
    "title": Text(_("Title"), _("Short and plain. Never seen in mails, links or browser tabs.")),
    "purpose": Text(
        _("Why we meet"),
        _("Two or three sentences. People read them in their invitation."),
        rows=4,
        max_length=1500,
    ),
    "background": Text(
        _("The conflict in a few lines"),
        _("In words that every party could live with. Read in the invitation."),
        rows=6,
        max_length=3000,
        is_required=False,
    ),
    "asymmetry_note": Text(
        _("Who holds more of what"),
        _(
            "Force, numbers, law, water, language, internet: what the team keeps in mind. Only the team reads it."
        ),
        rows=4,
        max_length=2000,
        is_required=False,
    ),
}


def zone_field(label=None):
    """A zone to choose, by name."""
    return forms.ChoiceField(label=label or _("Time zone"), choices=wall_time.zones)


class LanguagesForm(forms.Form):
    """In which languages a new workshop is written."""

    language = forms.ChoiceField(
        label=_("Language of the workshop"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )
    also = forms.MultipleChoiceField(
        label=_("Other languages people read"),
        choices=settings.LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def chosen(self):
        """The languages, the workshop's own first."""
        first = self.cleaned_data["language"]
        return [first, *(code for code in self.cleaned_data["also"] if code != first)]


class AboutForm(TextsForm):
    """What a workshop says about itself."""

    texts = ABOUT
    zone = zone_field(_("Time zone of the workshop"))


class NewWorkshopForm(WhenFields, AboutForm):
    """A new workshop: about itself, its parties, and when it first meets."""

    def __init__(self, *args, parties=2, **options):
        self.numbers = range(1, parties + 1)
        of_parties = {
            f"party{number}_{name}": text for number in self.numbers for name, text in _party(number).items()
        }
        self.texts = ABOUT | of_parties
        super().__init__(*args, **options)

    def about_groups(self):
        """The fields about the workshop, language beside language."""
        return [self.groups()[name] for name in ABOUT]

    def party_groups(self):
        """The fields of each party: [[names, letters], …]."""
        return [[self.groups()[f"party{number}_{name}"] for name in PARTY] for number in self.numbers]

    def about(self):
        """The texts about the workshop, for the action."""
        return {name: texts for name, texts in self.written().items() if name in ABOUT}

    def drafts(self):
        """The parties as described, in the zone of the workshop."""
        written = self.written()
        return [
            draft_of(
                written[f"party{number}_name"], written[f"party{number}_letter"], self.cleaned_data["zone"]
            )
            for number in self.numbers
        ]


PARTY = {
    "name": Text(_("Name of the party"), _("As its own members say it."), max_length=60),
    "letter": Text(
        _("Letter"),
        _("Drawn in the mark of each seat. Empty: the first of the name."),
        is_required=False,
        max_length=2,
    ),
}


def _party(number):
    """The texts of one of several parties, told apart by number."""
    return {
        name: replace(text, label=format_lazy(_("Party {number} · {text}"), number=number, text=text.label))
        for name, text in PARTY.items()
    }


def draft_of(names, letters, zone):
    """A party as described; where no letter was typed, it is the first of the name."""
    return PartyDraft(
        names, {code: letters.get(code) or name[0].upper() for code, name in names.items()}, zone
    )


class PartyForm(TextsForm):
    """A party: its name and its letter, by language."""

    texts = PARTY
    zone = zone_field(_("Time zone of most of its members"))

    def draft(self):
        """The party for an action."""
        written = self.written()
        return draft_of(written["name"], written["letter"], self.cleaned_data["zone"])


class AgreementForm(TextsForm):
    """One promise."""

    texts = {
        "text": Text(
            _("Agreement"), _("One sentence that somebody could keep or break."), rows=2, max_length=400
        )
    }
