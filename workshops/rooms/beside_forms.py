"""What is written beside the talk: a sentence a party might let out, who may hear it, the address of a call."""

from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workshops.rooms.letting_out import LONGEST

LONGEST_ADDRESS = 400
LONGEST_NAME = 40
NOBODY = "nobody"


class SentenceForm(forms.Form):
    """One sentence, in one's own words or in those of a statement."""

    text = forms.CharField(
        label=gettext_lazy("The sentence"),
        help_text=gettext_lazy("Your own words, or words that were said here. The others of your party read it as the table would."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"class": "input", "rows": 3, "dir": "auto", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Write the sentence first.")},
    )


class WhoHearsForm(forms.Form):
    """Another facilitator of the team, or nobody."""

    facilitator = forms.ChoiceField(label=gettext_lazy("Who of the team hears this room"), widget=forms.RadioSelect)

    def __init__(self, *args, team, **kwargs):
        """`team`: (id, name) of each facilitator."""
        super().__init__(*args, **kwargs)
        self.fields["facilitator"].choices = [*team, (NOBODY, _("Nobody of the team"))]


class CallLinkForm(forms.Form):
    """The address of a call, and what it is called."""

    name = forms.CharField(
        label=gettext_lazy("Short name"),
        help_text=gettext_lazy("What people press, such as “Voice call”."),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    address = forms.CharField(
        label=gettext_lazy("Address of the call"),
        help_text=gettext_lazy("It leads to the service you use, by a secure connection."),
        max_length=LONGEST_ADDRESS,
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Paste the address.")},
    )

    def clean_name(self):
        """One line."""
        return " ".join(self.cleaned_data["name"].split())

    def clean_address(self):
        """An https address of a host with a name, without a user or a password in it, and nothing a page could run."""
        url = self.cleaned_data["address"]
        try:
            parts = urlsplit(url)
            host, _port = parts.hostname, parts.port
        except ValueError:
            raise ValidationError(_("This is no address. Copy it again from the service.")) from None
        if parts.scheme != "https":
            raise ValidationError(_("The address must begin with %(start)s.") % {"start": "https://"})
        if parts.username is not None or parts.password is not None:
            raise ValidationError(_("There is a name or a password in this address. Use a link without."))
        if not host or "." not in host or any(sign.isspace() or not sign.isprintable() or sign in "\"'<>\\" for sign in url):
            raise ValidationError(_("This is no address. Copy it again from the service."))
        return url
