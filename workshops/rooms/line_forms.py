"""What is written about one line: other words for it, and words to search for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from workshops.rooms.actions import LONGEST_MESSAGE, clean
from workshops.rooms.searching import check_words


class WordingForm(forms.Form):
    """One's own message in other words."""

    text = forms.CharField(
        label=_("Your words"),
        max_length=LONGEST_MESSAGE,
        strip=False,
        widget=forms.Textarea(attrs={"class": "input", "rows": 5, "dir": "auto"}),
        error_messages={"required": _("Write something first.")},
    )

    def clean_text(self):
        """As it is kept."""
        return clean(self.cleaned_data["text"])


class SearchForm(forms.Form):
    """Words to search a room for."""

    words = forms.CharField(
        label=_("Search what was said here"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "class": "input", "dir": "auto", "autocomplete": "off"}),
    )

    def clean_words(self):
        """Enough of them."""
        check_words(self.cleaned_data["words"])
        return self.cleaned_data["words"]
