"""Mail to staff. Neutral: no organisation, no topic, no name; whoever reads over a shoulder learns nothing."""

from email.utils import formataddr
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation


def send_invitation_mail(invitation, secret):
    """The mail that asks somebody to join. Its link carries the secret behind `#`, where no server sees it."""
    link = f"{settings.BASE_URL}{reverse('staff_invitation_open')}#{secret}"
    with translation.override(invitation.language):
        context = {"link": link, "expires_at": invitation.expires_at}
        subject = render_to_string("accounts/mail/invitation_subject.txt", context).strip()
        body = render_to_string("accounts/mail/invitation.txt", context)
    EmailMessage(subject, body, sender(), [invitation.email], headers=headers()).send()


def sender():
    """The sender as people see it: a neutral name."""
    return formataddr((settings.MAIL_SENDER_NAME, settings.DEFAULT_FROM_EMAIL))


def headers():
    """A Message-ID that does not name the machine."""
    return {"Message-ID": f"<{uuid4()}@{urlsplit(settings.BASE_URL).hostname}>"}
