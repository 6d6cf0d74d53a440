"""Who may do what with an organisation: plain questions, each one indexed query at most."""

from allauth.mfa.models import Authenticator
from django.conf import settings

from accounts.models import Membership, Organisation, User

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class NotAllowed(Exception):
    """This person may not do this; to them the thing does not exist."""


def roles_of(user, organisation):
    """The roles this person holds there now, as a set of words."""
    held = Membership.objects.current().filter(user_id=user.pk, organisation=organisation)
    return set(held.values_list("role", flat=True))


def organisations_of(user):
    """The organisations this person works for now, by name."""
    current = Membership.objects.current().filter(user_id=user.pk)
    return Organisation.objects.filter(id__in=current.values("organisation")).order_by("name", "id")


def is_member(user, organisation):
    """Whether this person works there, in any role."""
    return Membership.objects.current().filter(user_id=user.pk, organisation=organisation).exists()


def is_admin(user, organisation):
    """Whether this person may change the organisation and invite people."""
    return Membership.objects.admins_of(organisation).filter(user_id=user.pk).exists()


def has_role(user, organisation, *roles):
    """Whether this person holds one of these roles there."""
    return not roles_of(user, organisation).isdisjoint(roles)


def colleagues(organisation, *roles):
    """The users who hold one of these roles there now, by name; every role if none is named."""
    current = Membership.objects.current().filter(organisation=organisation)
    if roles:
        current = current.filter(role__in=roles)
    return User.objects.filter(id__in=current.values("user"), is_active=True).order_by("name", "id")


def has_second_factor(user):
    """Whether this person proves themselves by a second thing: an authenticator app or a passkey."""
    return Authenticator.objects.filter(user_id=user.pk, type__in=SECOND_FACTORS).exists()


def needs_second_factor(user):
    """Whether this person must set up a second factor before anything else. Sockets ask this too."""
    if not settings.IS_SECOND_FACTOR_REQUIRED or not user.is_authenticated:
        return False
    return not has_second_factor(user)
