"""Organisations, the people who work for them, and in which role."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from workshops import clock


class Organisation(models.Model):
    """The convening NGO."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self):
        return str(self.id)


class UserManager(BaseUserManager):
    """Users are known by their mail address."""

    @transaction.atomic
    def create_user(self, email, password=None, **fields):
        """A user with this address; without a password they sign in by code or passkey.

        The address counts as verified: people enter by a mail sent to it, or by the operator's hand.
        """
        from allauth.account.models import EmailAddress  # needs the apps to be loaded

        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return user

    def get_by_natural_key(self, email):
        """Addresses are compared without regard to case."""
        return self.get(email__iexact=email)


class User(AbstractBaseUser):
    """A member of staff. Participants have no account: they have a seat and a pass."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=8, default="en")
    zone = models.CharField(max_length=64, default="UTC")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    objects = UserManager()

    def __str__(self):
        return str(self.id)

    def get_full_name(self):
        """The name colleagues see."""
        return self.name


def display_name(user):
    """What allauth calls a person on its pages."""
    return user.name


class MembershipQuerySet(models.QuerySet):
    """Reads of who works where."""

    def current(self):
        """Those that have not ended."""
        return self.filter(ended_at=None)

    def admins_of(self, organisation):
        """The current admin memberships of one organisation."""
        return self.current().filter(organisation=organisation, role=Membership.Role.ADMIN)


class Membership(models.Model):
    """One role of one person in one organisation; a person may hold several, and again after one has ended."""

    class Role(models.TextChoices):
        ADMIN = "admin", _("Administrator")
        FACILITATOR = "facilitator", _("Facilitator")
        REVIEWER = "reviewer", _("Reviewer")
        EVALUATOR = "evaluator", _("Evaluator")
        SAFEGUARDING = "safeguarding", _("Safeguarding contact")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=16, choices=Role.choices)
    created_at = models.DateTimeField(default=clock.now)
    given_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user", "role"],
                condition=Q(ended_at=None),
                name="one_current_membership_per_role",
            )
        ]

    def __str__(self):
        return str(self.id)


class StaffInvitationQuerySet(models.QuerySet):
    """Reads of who is asked to join."""

    def open(self):
        """Neither accepted nor withdrawn; the link may have run out, and may be sent again."""
        return self.filter(accepted_at=None, revoked_at=None)

    def usable(self):
        """Those whose link would be accepted now."""
        return self.open().filter(expires_at__gt=clock.now())


class StaffInvitation(models.Model):
    """A mail that asks somebody to join an organisation.

    The secret is made when the mail is sent and stored as its hash only, so each sending voids the link before it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=16, choices=Membership.Role.choices)
    language = models.CharField(max_length=8, default="en")
    invited_by = models.ForeignKey(User, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    asked_at = models.DateTimeField(default=clock.now)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    secret_hash = models.BinaryField(max_length=32, null=True, unique=True)
    expires_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = StaffInvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email", "role"],
                condition=Q(accepted_at=None, revoked_at=None),
                name="one_open_invitation_per_role",
            )
        ]

    def __str__(self):
        return str(self.id)

    @property
    def state(self):
        """`waiting` for the mail to go out, `sent`, or `expired`; only for open invitations."""
        if self.sent_at is None:
            return "waiting"
        return "sent" if self.expires_at > clock.now() else "expired"
