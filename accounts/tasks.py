"""Slow work for staff: the mail that invites them."""

import logging

from celery import shared_task
from kombu.exceptions import OperationalError

from accounts import invitations

log = logging.getLogger(__name__)


@shared_task
def send_staff_invitation(invitation_id):
    """Send one invitation. Only its id passes through the queue."""
    invitations.send_invitation(invitation_id)


def ask_for_sending(invitation):
    """Put the sending into the queue; if the queue is away, the next sweep finds the invitation in the database."""
    try:
        send_staff_invitation.apply_async(args=[str(invitation.id)], retry=False)
    except (OSError, OperationalError):
        log.warning("the queue is away; the sweep will send the invitation")
