"""Organisations, the people who work for them, and in which role."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class Organisation(models.Model):
    """The convening NGO."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    created_at = models.DateTimeField()

    def __str__(self):
        return str(self.id)


class UserManager(BaseUserManager):
    """Users are known by their mail address."""

    def create_user(self, email, password=None, **fields):
        """A user with this address; without a password they sign in by code or passkey."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
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


class Membership(models.Model):
    """One role of one person in one organisation; a person may hold several."""

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
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "user", "role"], name="one_membership_per_role")]

    def __str__(self):
        return str(self.id)


class StaffInvitation(models.Model):
    """A mail that asks somebody to join an organisation. The secret is stored as its hash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=16, choices=Membership.Role.choices)
    secret_hash = models.BinaryField(max_length=32, unique=True)
    invited_by = models.ForeignKey(User, models.CASCADE, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self):
        return str(self.id)
