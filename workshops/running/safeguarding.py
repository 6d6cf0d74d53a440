"""The safeguarding contact: somebody of the organisation outside the team, whom level 3 and 4 reach."""

import logging
from dataclasses import dataclass
from datetime import datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import Membership, User
from workshops import clock
from workshops.rooms.models import Flag
from workshops.rooms.seating import team_of

logger = logging.getLogger(__name__)


def contacts_of(organisation_id):
    """Who is to be told."""
    held = Membership.objects.current().filter(organisation_id=organisation_id, role=Membership.Role.SAFEGUARDING)
    return User.objects.filter(id__in=held.values("user"))


@dataclass(frozen=True)
class Alarm:
    """Somebody does not feel safe: the level, since when, and who facilitates."""

    level: int
    raised_at: datetime
    team: list  # names of colleagues


def alarms_for(user):
    """Flags of level 3 and 4 that are up, in the organisations for which this person is the contact."""
    held = Membership.objects.current().filter(user=user, role=Membership.Role.SAFEGUARDING)
    up = Flag.objects.filter(closed_at=None, level__gte=Flag.Level.UNSAFE, seat__ended_at=None)
    up = up.filter(seat__workshop__organisation__in=held.values("organisation"))
    return [
        Alarm(flag.level, flag.raised_at, [member.user.name for member in team_of(flag.seat.workshop)])
        for flag in up.select_related("seat__workshop").order_by("raised_at")
    ]


def tell_safeguarding():
    """Write to them, neutrally, once for each flag: a mail server that was away means delay. Returns how many flags."""
    told = 0
    for flag in Flag.objects.filter(told_at=None, closed_at=None, level__gte=Flag.Level.UNSAFE).select_related("seat__workshop"):
        if Flag.objects.filter(pk=flag.pk, told_at=None).update(told_at=clock.now()):
            told += _write_or_give_back(flag)
    return told


def _write_or_give_back(flag):
    try:
        for user in contacts_of(flag.seat.workshop.organisation_id):
            _write(user)
    except (OSError, SMTPException) as problem:
        logger.warning("safeguarding not told", extra={"kind": type(problem).__name__})
        Flag.objects.filter(pk=flag.pk).update(told_at=None)
        return 0
    return 1


def _write(user):
    with translation.override(user.language):
        subject, text = _("Please look at your desk"), _("Something waits for you. Please sign in soon:")
    EmailMessage(subject, f"{text}\n\n{settings.BASE_URL}/safeguarding/\n", settings.DEFAULT_FROM_EMAIL, [user.email]).send()
