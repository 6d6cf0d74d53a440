"""Who leads a session: the one who is asked first. It restricts nobody; any facilitator may do anything."""

import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from workshops import clock, rules
from workshops.live import log
from workshops.programme.declaring import has_signed
from workshops.programme.models import Seat, Watch
from workshops.rooms.models import Presence
from workshops.rooms.seating import lock, staff_room_of
from workshops.running.actions import locked

AWAY_AFTER = datetime.timedelta(seconds=90)


@transaction.atomic
def hand_over(viewer, *, session, to):
    """Whoever leads hands over to a colleague, who sees it at once. While nobody leads, any of the team may say who does."""
    session, _rooms = locked(viewer, session)
    rules.require(session.lead_id in (None, viewer.seat_id), _("Only who leads hands over."))
    rules.require(_is_of_team(session, to), _("This person is not of the team."))
    rules.require(has_signed(to.pk), _("They have not signed the discipline note yet."))
    return _led_by(session, to.pk, viewer)


@transaction.atomic
def take_lead(viewer, *, session):
    """Lead from now on, when whoever led has been away for 90 s."""
    session, _rooms = locked(viewer, session)
    rules.require(has_signed(viewer.seat_id), _("Sign the discipline note first."))
    rules.require(may_take_lead(viewer, session), _("Whoever leads is here. Ask them to hand over."))
    return _led_by(session, viewer.seat_id, viewer)


def may_take_lead(viewer, session):
    """Whether the lead has been away so long that another may take it."""
    if session.lead_id == viewer.seat_id:
        return False
    if session.lead_id is None:
        return True
    seen_at = last_seen(session, session.lead_id)
    return seen_at is None or seen_at <= clock.now() - AWAY_AFTER


def last_seen(session, seat_id):
    """When this facilitator was last seen at the session, by socket or by page; None if never."""
    rooms = Presence.objects.filter(seat_id=seat_id, room__workshop_id=session.workshop_id)
    watches = Watch.objects.filter(session=session, seat_id=seat_id)
    moments = [rows.aggregate(at=Max("seen_at"))["at"] for rows in (rooms, watches)]
    return max((at for at in moments if at), default=None)


def _is_of_team(session, seat):
    return seat.workshop_id == session.workshop_id and seat.role == Seat.Role.FACILITATOR and seat.ended_at is None


def _led_by(session, seat_id, viewer):
    if session.lead_id != seat_id:
        session.lead_id = seat_id
        session.save(update_fields=["lead"])
        (room,) = lock(staff_room_of(session.workshop))
        log.record(room, "lead.changed", seat_id=viewer.seat_id, subject_id=seat_id)
    return session
