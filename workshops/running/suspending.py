"""The convenor stops a whole workshop, and only the parties, each by its own yes, let it go on (methods 4.8)."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.rules import is_admin
from workshops import clock, rules
from workshops.programme import assents
from workshops.programme.models import Assent, Party, Seat, Session, Suspension, Workshop
from workshops.rooms.seating import lock
from workshops.running.actions import stop
from workshops.running.door import OPEN_STATES, rooms_of

ABOUT = {"kind": Assent.Kind.REOPENING}


def can_suspend(user, workshop):
    """Administrators of the convening organisation."""
    return is_admin(user, workshop.organisation_id)


def standing_suspension(workshop):
    """What stands in the way of the workshop now, or None."""
    return Suspension.objects.filter(workshop=workshop, lifted_at=None).first()


@transaction.atomic
def suspend_workshop(user, *, workshop, why):
    """Stop the session that runs, if one does, and let none begin. Nobody is asked first."""
    rules.require(can_suspend(user, workshop))
    for session in Session.objects.filter(workshop=workshop, state__in=OPEN_STATES):
        rooms = lock(*rooms_of(session))
        stop(Session.objects.select_for_update().get(pk=session.pk), rooms)
    workshop = Workshop.objects.select_for_update().get(pk=workshop.pk)
    rules.require(workshop.suspended_at is None, _("This workshop is suspended."))
    workshop.suspended_at = clock.now()
    workshop.save(update_fields=["suspended_at"])
    return Suspension.objects.create(workshop=workshop, why=why, suspended_at=workshop.suspended_at, suspended_by=user)


@transaction.atomic
def ask_reopening(user, *, workshop):
    """Ask each party whether the workshop may go on. Each member answers alone, and may answer otherwise until it does."""
    workshop = Workshop.objects.select_for_update().get(pk=workshop.pk)
    suspension = standing_suspension(workshop)
    rules.require(can_suspend(user, workshop) and suspension is not None)
    rules.require(suspension.asked_at is None, _("The parties are asked already."))
    for party in Party.objects.filter(workshop=workshop):
        members = Seat.objects.filter(party=party, role=Seat.Role.PARTICIPANT, ended_at=None)
        assents.put_question(party, members, subject_id=workshop.pk, **ABOUT)
    suspension.asked_at = clock.now()
    suspension.save(update_fields=["asked_at"])
    return suspension


def wants_it_again(workshop):
    """The ids of the parties that have said yes: all that may be known outside them."""
    return assents.held(subject_id=workshop.pk, **ABOUT)


def reopen_if_all(workshop_id):
    """With the yes of the last party the workshop goes on; what was asked is closed with it."""
    workshop = Workshop.objects.select_for_update().get(pk=workshop_id)
    parties = set(Party.objects.filter(workshop=workshop).values_list("pk", flat=True))
    if workshop.suspended_at is None or not parties or parties != wants_it_again(workshop):
        return False
    workshop.suspended_at = None
    workshop.save(update_fields=["suspended_at"])
    Suspension.objects.filter(workshop=workshop, lifted_at=None).update(lifted_at=clock.now())
    assents.void(subject_id=workshop.pk, **ABOUT)
    return True
