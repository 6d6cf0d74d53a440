"""What opens a door: the secret of a link, or a code from paper or the telephone."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_CODE = 16  # as it is typed, with hyphen and spaces; whatever is longer is a link


class ClaimForm(forms.Form):
    """The secret comes from the address by script; without script one pastes the link or types the code."""

    secret = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    code = forms.CharField(
        label=_("Your link or your code"),
        help_text=_("Paste the whole link, or type the code. Spaces and small letters do no harm."),
        max_length=400,
        error_messages={"required": _("Paste your link, or type your code.")},
        widget=forms.TextInput(
            attrs={"dir": "ltr", "autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].required = not self["secret"].value()

    def clean(self):
        """A pasted link is a secret as well."""
        cleaned = super().clean()
        typed = cleaned.get("code", "")
        if typed:  # counts more than what a script has read before
            is_link = "#" in typed or len(typed) > LONGEST_CODE
            cleaned["secret"] = typed.rpartition("#")[2].strip() if is_link else ""
        return cleaned
