"""How allauth behaves here: no self sign-up, addresses never written down, neutral mail, sealed seeds."""

import base64
import hmac
import ipaddress
import time

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts import rules
from accounts.browsers import browser_words
from accounts.mail import headers, sender

NOWHERE = "::"


class StaffAdapter(DefaultAccountAdapter):
    """Staff enter by invitation only."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed."),
        "email_password_mismatch": _("Address and password do not fit together."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": _("This code is not right."),
        "incorrect_password": _("This is not your password."),
        "too_many_login_attempts": _(
            "Too many attempts from here. Wait a few minutes, or sign in another way."
        ),
        "rate_limited": _("Too many attempts. Wait a moment."),
    }

    def is_open_for_signup(self, request):
        """Never: an administrator invites."""
        return False

    def get_client_ip(self, request):
        """A stand-in for the address: the same within a day, enough for rate limits, and not the address.

        IPv6 networks of one household count as one, as allauth itself counts them.
        """
        if getattr(request, "is_address_unwanted", False):
            return NOWHERE
        address = ipaddress.ip_address(super().get_client_ip(request))
        if address.version == 6:
            address = ipaddress.ip_network((address, 64), strict=False).network_address
        day = str(int(time.time()) // 86400)
        digest = hmac.digest(settings.SECRET_KEY.encode(), f"address {day} {address}".encode(), "sha256")
        return str(ipaddress.IPv6Address(digest[:8] + bytes(8)))

    def post_login(self, request, user, **details):
        """As allauth does it, but the list of sessions, which is stored, learns no address at all."""
        request.is_address_unwanted = True
        try:
            return super().post_login(request, user, **details)
        finally:
            request.is_address_unwanted = False

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Failed passwords are counted for each address apart, so nobody can lock somebody else out."""
        return (
            f"{super()._get_login_attempts_cache_key(request, **credentials)}:{self.get_client_ip(request)}"
        )

    def is_reauthentication_required(self, *, app, **details):
        """Not for a few minutes after signing in: that was the proof."""
        if not super().is_reauthentication_required(app=app, **details):
            return False
        request = context.request
        records = get_authentication_records(request, request.user)
        # allauth stamps with the machine's own clock, so it is asked here and not ours
        return not records or time.time() - records[-1]["at"] > account_settings.REAUTHENTICATION_TIMEOUT

    def get_from_email(self):
        """A neutral sender."""
        return sender()

    def render_mail(self, template_prefix, email, context, headers_=None):
        """Plain text with a neutral Message-ID."""
        return super().render_mail(template_prefix, email, context, headers={**headers(), **(headers_ or {})})

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Whatever was changed, the mail says only that something was: one text, without address or browser."""
        if account_settings.EMAIL_NOTIFICATIONS:
            self.send_mail("account/email/changed", email or user.email, {})


class StaffMFAAdapter(DefaultMFAAdapter):
    """Seeds of authenticator apps and recovery codes are encrypted before they are stored."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _("This is your only second factor. Set up another one first."),
        "cannot_generate_recovery_codes": _("Set up a second factor first."),
        "incorrect_code": _("This code is not right."),
    }

    def encrypt(self, text):
        """Sealed under a key derived from the signing secret, which is not in the database."""
        return _seeds().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        """The seed. After a change of SECRET_KEY the old one must stay in SECRET_KEY_FALLBACKS."""
        return _seeds().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator):
        """Not the last second factor where one is required: set up another first."""
        if not settings.IS_SECOND_FACTOR_REQUIRED or authenticator.type not in rules.SECOND_FACTORS:
            return True
        others = type(authenticator).objects.filter(
            user_id=authenticator.user_id, type__in=rules.SECOND_FACTORS
        )
        return others.exclude(pk=authenticator.pk).exists()

    def generate_authenticator_name(self, user, type):
        """The browser at hand, for the person to change."""
        return browser_words(context.request.headers.get("User-Agent", ""))

    def get_public_key_credential_rp_entity(self):
        """Passkeys show a neutral name and belong to the host of the base address."""
        return super().get_public_key_credential_rp_entity() | {"name": settings.MFA_TOTP_ISSUER}


def _seeds():
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_derived(secret))) for secret in secrets])


def _derived(secret):
    return HKDF(SHA256(), length=32, salt=None, info=b"second-track seeds").derive(secret.encode())
