"""What interpreters and readers fill in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from workshops.rooms.actions import LONGEST_MESSAGE, clean
from workshops.rooms.meaning import LONGEST_NOTE


class RenderingForm(forms.Form):
    """A message in another language, as faithful as one can: neither softer nor shorter."""

    text = forms.CharField(
        label=_("Your rendering"),
        max_length=LONGEST_MESSAGE,
        strip=False,
        error_messages={"required": _("Write something first.")},
    )
    note = forms.CharField(
        label=_("Note of the interpreter"),
        help_text=_("What readers need to know of a word; everyone who reads your rendering reads it."),
        required=False,
        max_length=LONGEST_NOTE,
    )

    def __init__(self, *args, language, **options):
        super().__init__(*args, **options)
        for name, rows in (("text", 5), ("note", 2)):
            attrs = {"class": "input", "rows": rows, "dir": "auto", "lang": language}
            self.fields[name].widget = forms.Textarea(attrs=attrs | {"maxlength": self.fields[name].max_length})

    def clean_text(self):
        """As it is kept."""
        return clean(self.cleaned_data["text"])


class MeaningForm(forms.Form):
    """What somebody asks about a statement."""

    note = forms.CharField(
        label=_("What sounds wrong?"),
        help_text=_("Only the interpreters and the facilitators read this, and they are not told who asks."),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"class": "input", "rows": 3, "dir": "auto"}),
    )
