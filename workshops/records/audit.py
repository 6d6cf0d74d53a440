"""The audit: who opened, took along and released what. Ids and times, never content; a reason lies sealed beside it.

Append-only (a trigger of the database holds that, see `append_only.py`) and chained: each entry's hash covers what it
says and the hash before it. So a change, a gap or another order is found by reading; that the newest entries are missing
is found by whoever has kept the head, which `verify_audit` prints.
"""

import datetime
import hashlib
import json

from django.db import models

from accounts.models import Organisation
from workshops import clock
from workshops.records.models import AuditEntry

BEGINNING = "0" * 64


class Action(models.TextChoices):
    """What is written down."""

    RELEASED = "record.released"
    OPENED = "record.opened"
    CLOSED = "record.closed"
    EXPORTED = "record.exported"
    RATINGS_OPENED = "ratings.opened"
    RATINGS_CLOSED = "ratings.closed"


def write(record, action, **more):
    """One more entry about a record."""
    return write_of(record.workshop, record.pk, action, **more)


def write_of(workshop, object_id, action, *, user=None, reason="", at=None):
    """One more entry about a thing of a workshop, at the end of its organisation's chain. The caller's transaction carries it.

    The organisation's row is locked, last of all locks, so that no two entries follow the same one.
    """
    organisation = Organisation.objects.select_for_update().get(pk=workshop.organisation_id)
    last = AuditEntry.objects.filter(organisation=organisation).order_by("-number").first()
    entry = AuditEntry(
        organisation=organisation,
        workshop_id=workshop.pk,
        number=last.number + 1 if last else 1,
        action=action,
        object_id=object_id,
        user_id=user and user.pk,
        at=at or clock.now(),
        previous=last.hash if last else BEGINNING,
    )
    entry.seal(reason=reason or None)
    entry.hash = hash_of(entry)
    entry.save(force_insert=True)
    return entry


def hash_of(entry):
    """SHA-256 over everything an entry says. Of the reason it covers the envelope, which tells nobody the words."""
    reason = "" if entry.reason is None else hashlib.sha256(bytes(entry.reason)).hexdigest()
    said = [
        str(entry.organisation_id),
        str(entry.workshop_id),
        entry.number,
        entry.action,
        str(entry.object_id),
        str(entry.user_id or ""),
        str(entry.seat_id or ""),
        entry.at.astimezone(datetime.UTC).isoformat(timespec="microseconds"),
        reason,
        entry.previous,
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def broken_at(organisation_id):
    """The number of the first entry that is not as it was written (changed, out of order, or missing), or None."""
    previous, expected = BEGINNING, 1
    for entry in AuditEntry.objects.filter(organisation=organisation_id).order_by("number").iterator():
        if entry.number != expected or entry.previous != previous or entry.hash != hash_of(entry):
            return expected
        previous, expected = entry.hash, expected + 1
    return None


def head_of(organisation_id):
    """(number, hash) of the newest entry: what somebody keeps elsewhere, so that a cut end is noticed."""
    last = AuditEntry.objects.filter(organisation=organisation_id).order_by("-number").first()
    return (last.number, last.hash) if last else (0, BEGINNING)


def holds(organisation_id, number, head):
    """Whether an entry that somebody has kept by number and hash is still there."""
    if int(number) == 0:
        return head == BEGINNING
    return AuditEntry.objects.filter(organisation=organisation_id, number=int(number), hash=head).exists()
