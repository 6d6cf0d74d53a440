"""The NGO's reading: a record is opened with a written reason, which is in the audit before the first byte is shown."""

import datetime
from dataclasses import dataclass, field

from django.db import transaction

from accounts.models import Membership, Organisation
from workshops import clock, rules
from workshops.programme.models import Seat, Session, Workshop
from workshops.records import audit
from workshops.records.models import Opening, Record

LASTS = datetime.timedelta(hours=24)
OVER = (Session.State.STOPPED, Session.State.CLOSED)


@transaction.atomic
def open_record(user, *, record, reason):
    """Open a released record for reading, for a day. The reason is kept, and the team of the workshop reads it."""
    record = Record.objects.select_related("workshop").get(pk=record.pk)
    rules.require(rules.can_review(user, record))
    entry = audit.write(record, audit.Action.OPENED, user=user, reason=reason)
    return Opening.objects.create(record=record, user=user, entry=entry, opened_at=clock.now())


@transaction.atomic
def close_record(user, *, record):
    """Done reading: the next look needs a reason again."""
    record = Record.objects.select_related("workshop").get(pk=record.pk)
    rules.require(rules.can_review(user, record))
    opening = current_opening(user, record)
    if opening:
        audit.write(record, audit.Action.CLOSED, user=user)
        Opening.objects.filter(record=record, user=user, closed_at=None).update(closed_at=clock.now())


def current_opening(user, record):
    """What this person's reading stands on now: their newest opening, not closed and not a day old; or None."""
    open_now = Opening.objects.filter(record=record, user_id=user.pk, closed_at=None, opened_at__gt=clock.now() - LASTS)
    return open_now.select_related("entry").order_by("-opened_at").first()


# --- the desk of the NGO -----------------------------------------------------------------------------


@dataclass
class Held:
    """One session that was held: its day, and the record when it has been released."""

    held_on: datetime.datetime
    record: Record | None = None


@dataclass
class Entry:
    """One workshop on the review desk. It is called by name once something of it has been released."""

    organisation: str
    language: str
    title: dict | None = None
    sessions: list = field(default_factory=list)


def organisations_read_by(user):
    """The organisations for which this person reviews."""
    roles = (Membership.Role.ADMIN, Membership.Role.REVIEWER)
    held = Membership.objects.current().filter(user_id=user.pk, role__in=roles)
    return Organisation.objects.filter(pk__in=held.values("organisation")).order_by("name", "pk")


def review_desk(user):
    """What was held in the workshops this person may review: of what is not released, the day and nothing else."""
    own = Seat.objects.filter(user_id=user.pk).values("workshop")
    workshops = Workshop.objects.filter(organisation__in=organisations_read_by(user), is_rehearsal=False)
    workshops = workshops.exclude(pk__in=own).select_related("organisation").order_by("-created_at", "pk")
    released = {record.session_id: record for record in Record.objects.reviewable_by(user)}
    entries = []
    for workshop in workshops:
        held = Session.objects.filter(workshop=workshop, state__in=OVER, opened_at__isnull=False).order_by("opened_at")
        sessions = [Held(session.opened_at, released.get(session.pk)) for session in held]
        entry = Entry(workshop.organisation.name, workshop.language, sessions=sessions)
        if any(each.record for each in sessions):
            entry.title = workshop.open(rules.keys_of_programme(workshop.pk), "title")
        if sessions:
            entries.append(entry)
    return entries
