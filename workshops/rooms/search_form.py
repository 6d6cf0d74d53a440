"""Words to search a room for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from workshops.rooms.searching import check_words


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
