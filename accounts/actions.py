"""What is done to an organisation and to the roles in it. Each act is one transaction that locks the organisation first."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership, Organisation, User
from accounts.rules import NotAllowed, is_admin
from workshops import clock


@transaction.atomic
def create_organisation(
    *, name, email, admin_name, password=None, language="en", zone="UTC", organisation_id=None
):
    """An organisation and its first admin, who also facilitates; a person known already joins as they are.

    Called by the operator's command, which has made the organisation's key under `organisation_id` before.
    """
    fields = {"id": organisation_id} if organisation_id else {}
    organisation = Organisation.objects.create(name=name, **fields)
    user = User.objects.filter(email__iexact=email.strip()).first()
    if user is None:
        user = User.objects.create_user(email, password, name=admin_name, language=language, zone=zone)
    for role in (Membership.Role.ADMIN, Membership.Role.FACILITATOR):
        Membership.objects.create(organisation=organisation, user=user, role=role)
    return organisation, user


def lock_for_admin(user, organisation):
    """The organisation's row, locked, if this person administers it; two admins cannot remove each other at once."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if not is_admin(user, organisation):
        raise NotAllowed
    return organisation


@transaction.atomic
def rename_organisation(user, *, organisation, name):
    """The name that people read on their invitations."""
    organisation = lock_for_admin(user, organisation)
    organisation.name = name
    organisation.save(update_fields=["name"])
    return organisation


@transaction.atomic
def give_role(user, *, organisation, person, role):
    """One more role for somebody who works here; giving it twice changes nothing."""
    organisation = lock_for_admin(user, organisation)
    current = Membership.objects.current().filter(organisation=organisation, user=person)
    if not current.exists():
        raise NotAllowed
    return current.filter(role=role).first() or Membership.objects.create(
        organisation=organisation, user=person, role=role, given_by=user
    )


@transaction.atomic
def end_membership(user, *, membership):
    """End one role of one person. The last administrator stays: somebody must be able to invite the next."""
    organisation = lock_for_admin(user, membership.organisation)
    membership = Membership.objects.get(id=membership.id)
    if membership.ended_at:
        return membership
    if membership.role == Membership.Role.ADMIN and Membership.objects.admins_of(organisation).count() == 1:
        raise ValidationError(_("This is the last administrator. Make somebody else administrator first."))
    membership.ended_at, membership.ended_by = clock.now(), user
    membership.save(update_fields=["ended_at", "ended_by"])
    return membership


@transaction.atomic
def change_profile(user, *, name, language, zone):
    """How colleagues see me, and in which language and zone I read."""
    user.name, user.language, user.zone = name, language, zone
    user.save(update_fields=["name", "language", "zone"])
    return user
