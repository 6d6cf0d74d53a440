"""What one may still do with one's own words (methods 4.5): change them for five minutes, take them back until the record
is closed. One rule for the end of taking back, here and in records: `Session.frozen_until`."""

import datetime

from django.utils.translation import gettext as _

from workshops import clock, rules
from workshops.programme.models import Session

EDITABLE = datetime.timedelta(minutes=5)


def editable_until(message):
    """When the time for changing it ends; None while nobody reads it: what waits may be put otherwise until it is heard."""
    return None if message.held_at or message.silent_at else message.posted_at + EDITABLE


def why_not_edit(viewer, message, room, standing):
    """Why the words of one's own message stay as they are, or None. The floor is not asked: this is no new turn."""
    if why := rules.why_silenced(viewer, room, standing):
        return why
    if message.withdrawn_at:
        return _("You have taken this back.")
    until = editable_until(message)
    if until and clock.now() >= until:
        return _("After %(minutes)d minutes what was said stays as it was said. You can withdraw it, or say it anew.") % {
            "minutes": EDITABLE.seconds // 60
        }
    return None


def why_not_withdraw(room):
    """Why what was said in this room can no longer be taken back, or None."""
    session = Session.objects.filter(pk=room.session_id).first()
    if session and session.frozen_until and clock.now() >= session.frozen_until:
        return _("The time for taking back has passed: the record is closed. Ask the facilitators to leave it out of it.")
    return None
