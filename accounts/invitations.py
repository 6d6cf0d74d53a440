"""Asking somebody to join the staff: invite, send, send again, withdraw, accept."""

import datetime
import hashlib
import logging
import secrets
from smtplib import SMTPException

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.actions import lock_for_admin
from accounts.mail import send_invitation_mail
from accounts.models import Membership, StaffInvitation, User
from accounts.rules import NotAllowed
from workshops import clock

VALID_FOR = datetime.timedelta(days=7)
CLAIM_HOLDS = datetime.timedelta(minutes=5)
GIVE_UP_AFTER = datetime.timedelta(days=1)
log = logging.getLogger(__name__)


@transaction.atomic
def invite_staff(user, *, organisation, email, role, language):
    """An invitation that waits for its mail to go out."""
    organisation = lock_for_admin(user, organisation)
    email = email.strip().lower()
    held = Membership.objects.current().filter(organisation=organisation, user__email=email, role=role)
    if held.exists():
        raise ValidationError({"email": _("This person already has this role.")})
    if StaffInvitation.objects.open().filter(organisation=organisation, email=email, role=role).exists():
        raise ValidationError(
            {"email": _("This person has been asked already. Send that invitation again instead.")}
        )
    return StaffInvitation.objects.create(
        organisation=organisation, email=email, role=role, language=language, invited_by=user
    )


@transaction.atomic
def renew_invitation(user, *, invitation):
    """Ask for the mail to go out again. The next link voids the one before."""
    invitation = _lock_open(user, invitation)
    invitation.asked_at, invitation.claimed_at, invitation.sent_at = clock.now(), None, None
    invitation.save(update_fields=["asked_at", "claimed_at", "sent_at"])
    return invitation


@transaction.atomic
def revoke_invitation(user, *, invitation):
    """Withdraw it: its link opens nothing from now on."""
    invitation = _lock_open(user, invitation)
    invitation.revoked_at = clock.now()
    invitation.save(update_fields=["revoked_at"])
    return invitation


def due_invitations():
    """Those whose mail should have gone out and has not; given up after a day."""
    now = clock.now()
    unclaimed = Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM_HOLDS)
    return StaffInvitation.objects.open().filter(unclaimed, sent_at=None, asked_at__gt=now - GIVE_UP_AFTER)


def send_due_invitations():
    """What a sweep calls: a lost task or a mail server that was away means delay, never loss."""
    return sum(send_invitation(id) for id in due_invitations().values_list("id", flat=True))


def send_invitation(invitation_id):
    """Make the secret, store its hash, send the mail, then mark it; returns whether a mail went out.

    The secret is made here and nowhere else, so that it never lies in a queue. Two senders at once: one claims.
    """
    secret, now = secrets.token_urlsafe(32), clock.now()
    claimed = due_invitations().filter(id=invitation_id)
    if not claimed.update(claimed_at=now, secret_hash=hash_of(secret), expires_at=now + VALID_FOR):
        return False
    invitation = StaffInvitation.objects.get(id=invitation_id)
    try:
        send_invitation_mail(invitation, secret)
    except (OSError, SMTPException) as problem:
        # the next sweep tries again; the address stays out of the log
        log.warning("invitation not sent", extra={"kind": type(problem).__name__})
        return False
    StaffInvitation.objects.filter(id=invitation_id, claimed_at=now).update(sent_at=clock.now())
    return True


def hash_of(secret):
    """What is stored of a secret. It has 256 random bits, so a plain hash is enough."""
    return hashlib.sha256(secret.encode()).digest()


def find_usable(secret_hash):
    """The invitation this hash opens now, or None: unknown, run out, withdrawn and used are not told apart."""
    return (
        StaffInvitation.objects.usable()
        .filter(secret_hash=secret_hash)
        .select_related("organisation")
        .first()
    )


@transaction.atomic
def accept_invitation(user, *, secret_hash, name="", password=None, zone="UTC"):
    """Join the organisation; returns the user. Whoever has an account must be signed in as that person.

    `user` is who is signed in, or None. Without an account one is made, under the address the mail went to.
    """
    invitation = StaffInvitation.objects.select_for_update().usable().filter(secret_hash=secret_hash).first()
    if invitation is None:
        raise NotAllowed
    known = User.objects.filter(email=invitation.email).first()
    if (known or user) and known != user:
        raise NotAllowed
    person = known or User.objects.create_user(
        invitation.email, password, name=name, language=invitation.language, zone=zone
    )
    Membership.objects.get_or_create(
        organisation=invitation.organisation, user=person, role=invitation.role, ended_at=None,
        defaults={"given_by": invitation.invited_by},
    )  # fmt: skip
    invitation.accepted_at = clock.now()
    invitation.save(update_fields=["accepted_at"])
    return person


def _lock_open(user, invitation):
    lock_for_admin(user, invitation.organisation)
    locked = StaffInvitation.objects.open().filter(id=invitation.id).first()
    if locked is None:
        raise NotAllowed
    return locked
