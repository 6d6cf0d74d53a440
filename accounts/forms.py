"""What staff may type, and what is wrong with it."""

import re
import zoneinfo

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation, User

# Characters that turn the direction of what follows: a name with them can pass for another name.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def zones_of_places():
    """The zones that carry the name of a place; what computers call themselves is left out, but for UTC."""
    continents = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
    return ["UTC", *sorted(zone for zone in zoneinfo.available_timezones() if zone.startswith(continents))]


class NameField(forms.CharField):
    """A name of a person or a house, without characters that turn the line."""

    def __init__(self, **options):
        super().__init__(max_length=120, widget=forms.TextInput(attrs={"dir": "auto"}), **options)

    def to_python(self, value):
        """The name, cleaned."""
        return TURNING.sub("", super().to_python(value)).strip()


class OrganisationForm(forms.ModelForm):
    """The organisation's name."""

    name = NameField(label=_("Name of the organisation"))

    class Meta:
        model = Organisation
        fields = ["name"]


class InvitationForm(forms.Form):
    """Whom to ask, in which role and language."""

    email = forms.EmailField(
        label=_("Mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off", "dir": "ltr"})
    )
    role = forms.ChoiceField(
        label=_("Role"), choices=Membership.Role.choices, initial=Membership.Role.FACILITATOR
    )
    language = forms.ChoiceField(label=_("Language of the mail"), choices=settings.LANGUAGES)


class RoleForm(forms.Form):
    """One more role for one person."""

    role = forms.ChoiceField(label=_("One more role"))

    def __init__(self, *args, held=(), **options):
        super().__init__(*args, **options)
        self.fields["role"].choices = [choice for choice in Membership.Role.choices if choice[0] not in held]


class SecretForm(forms.Form):
    """The secret of an invitation: what follows `#` in its link, or the whole link pasted."""

    secret = forms.CharField(
        label=_("Link from the mail"),
        max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr", "spellcheck": "false"}),
    )

    def clean_secret(self):
        """The part behind `#`."""
        return self.cleaned_data["secret"].rpartition("#")[2].strip()


class AcceptanceForm(forms.Form):
    """Who I am, when I join without an account."""

    name = NameField(label=_("Your name"), help_text=_("Your colleagues see it."))
    password = forms.CharField(
        label=_("Password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_(
            "At least 12 characters. Leave it empty to sign in with a code by mail or a passkey instead."
        ),
    )
    zone = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, email, **options):
        super().__init__(*args, **options)
        self.email = email

    def clean_zone(self):
        """The browser's zone if it names one we know, otherwise UTC."""
        zone = self.cleaned_data["zone"]
        return zone if zone in zoneinfo.available_timezones() else "UTC"

    def clean_password(self):
        """A password that is hard to guess, or none."""
        password = self.cleaned_data["password"]
        if password:
            validate_password(password, User(email=self.email, name=self.cleaned_data.get("name", "")))
        return password or None


class ProfileForm(forms.ModelForm):
    """My name, my language, my zone."""

    name = NameField(label=_("Your name"), help_text=_("Your colleagues see it."))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    zone = forms.ChoiceField(label=_("Time zone"), choices=lambda: [(zone, zone) for zone in zones_of_places()])

    class Meta:
        model = User
        fields = ["name", "language", "zone"]
