"""allauth's forms in our own words: labels in our catalogue, no placeholders, help where it helps."""

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as webauthn
from django.utils.translation import gettext_lazy as _

CODE = {"inputmode": "numeric", "dir": "ltr", "autocomplete": "one-time-code", "class": "input--short"}
WORDS = {
    "login": _("Mail address"),
    "email": _("Mail address"),
    "password": _("Password"),
    "oldpassword": _("Present password"),
    "password1": _("New password"),
    "password2": _("New password, once more"),
    "code": _("Code"),
    "name": _("Name of this device"),
    "passwordless": _("Sign in with it alone, without a password"),
}
HELP = {
    "password1": _("At least 12 characters. Several words in a row are easy to keep in mind."),
    "name": _("Only you see it."),
    "passwordless": _("The device asks for your fingerprint, your face or its code."),
}


class Worded:
    """Gives the fields our labels and takes away what allauth writes into them."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name, bound in self.fields.items():
            bound.label, bound.help_text = WORDS.get(name, bound.label), HELP.get(name, "")
            bound.widget.attrs.pop("placeholder", None)
            if name in ("login", "email"):
                bound.widget.attrs |= {"dir": "ltr", "autocomplete": "username"}
            elif name == "code":
                bound.widget.attrs |= CODE


class SignInForm(Worded, account.LoginForm):
    """Mail address and password."""


class RequestCodeForm(Worded, account.RequestLoginCodeForm):
    """Where to send a code."""


class ConfirmCodeForm(Worded, account.ConfirmLoginCodeForm):
    """The code from the mail."""


class ReauthenticationForm(Worded, account.ReauthenticateForm):
    """The password once more."""


class ChangePasswordForm(Worded, account.ChangePasswordForm):
    """The present password and a new one."""


class SetPasswordForm(Worded, account.SetPasswordForm):
    """A first password."""


class ResetPasswordForm(Worded, account.ResetPasswordForm):
    """Where to send the code that allows a new password."""


class ConfirmResetForm(Worded, account.ConfirmPasswordResetCodeForm):
    """The code that allows a new password."""


class NewPasswordForm(Worded, account.ResetPasswordKeyForm):
    """The new password after a forgotten one."""


class SecondFactorForm(Worded, mfa.AuthenticateForm):
    """A code of the authenticator app, or a recovery code."""


class SecondFactorAgainForm(Worded, mfa.ReauthenticateForm):
    """The same, to confirm something that matters."""


class AuthenticatorForm(Worded, ActivateTOTPForm):
    """The first code of a new authenticator app."""


class AddPasskeyForm(Worded, webauthn.AddWebAuthnForm):
    """A new passkey, with a name to know it by."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["passwordless"].initial = True


class RenamePasskeyForm(Worded, webauthn.EditWebAuthnForm):
    """Another name for a passkey."""
