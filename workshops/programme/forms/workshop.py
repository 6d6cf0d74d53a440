"""A workshop: what it is called and why it meets, its parties, its agreements."""

from django import forms
from django.conf import settings
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
        super().__init__(*args, **options)
        self.party_forms = [
            PartyForm(self.data if self.is_bound else None, prefix=f"party{number}", languages=self.languages)
            for number in range(1, parties + 1)
        ]
        for number, form in enumerate(self.party_forms):
            del form.fields["zone"]
            form.legend_number = number + 1

    def is_valid(self):
        """The parties' fields count too; each shows its own errors."""
        parties = [form.is_valid() for form in self.party_forms]
        return super().is_valid() and all(parties)

    def all_forms(self):
        """This form and those of its parties, for the list of what is wrong."""
        return [self, *self.party_forms]

    def drafts(self):
        """The parties as described, in the zone of the workshop."""
        return [form.draft(self.cleaned_data["zone"]) for form in self.party_forms]


class PartyForm(TextsForm):
    """A party: its name and its letter, by language."""

    texts = {
        "name": Text(_("Name of the party"), _("As its own members say it."), max_length=60),
        "letter": Text(
            _("Letter"),
            _("Drawn in the mark of each seat. Empty: the first of the name."),
            is_required=False,
            max_length=2,
        ),
    }
    zone = zone_field(_("Time zone of most of its members"))

    def draft(self, zone=None):
        """The party; where no letter was typed, it is the first of the name."""
        written = self.written()
        letters = {
            code: written["letter"].get(code) or name[0].upper() for code, name in written["name"].items()
        }
        return PartyDraft(name=written["name"], letter=letters, zone=zone or self.cleaned_data["zone"])


class AgreementForm(TextsForm):
    """One promise."""

    texts = {
        "text": Text(
            _("Agreement"), _("One sentence that somebody could keep or break."), rows=2, max_length=400
        )
    }
