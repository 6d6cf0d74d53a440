"""Building the record of a session that is closed, and keeping it true until it is released."""

import hashlib
import json
import secrets

from django.db import transaction

from workshops import clock, rules
from workshops.programme import assents
from workshops.programme.models import Assent, Party, Seat, Session
from workshops.records.layers import LAYERS
from workshops.records.material import Material, left_out
from workshops.records.models import Record, RecordPoint
from workshops.vault.context import compartment
from workshops.vault.keys import make_keys

ARRIVED = {"arrived_at__isnull": False}  # whoever was invited and has never come in is not asked, and holds nothing up


@transaction.atomic
def build(session):
    """The record of this closed session, in layers, with the question to each party. Once: later calls find it there.

    A session that was never opened leaves none.
    """
    record = Record.objects.filter(session=session).first()
    if record or not session.opened_at or session.state != Session.State.CLOSED:
        return record
    record = Record(workshop=session.workshop, session=session, built_at=clock.now())
    organisation_id = session.workshop.organisation_id
    make_keys(compartment("release", record.pk), organisation_id=organisation_id, workshop_id=session.workshop_id)
    record.seal(salt=secrets.token_hex(16)).save(force_insert=True)
    material, position = Material(session, rules.keys_of_material(session)), 0
    for layer in LAYERS:
        for point in layer.points(material):
            row = RecordPoint(record=record, layer=layer.slug, position=position)
            row.seal(content=point.content, concerns=[str(seat_id) for seat_id in point.concerns])
            row.save(force_insert=True)
            position += 1
    ask_anew(record)
    return record


def build_missing():
    """Records for sessions that were closed by an older house; returns how many."""
    closed = Session.objects.filter(state=Session.State.CLOSED, record=None, opened_at__isnull=False)
    return sum(build(session) is not None for session in closed.select_related("workshop"))


def points_of(record, keys):
    """[(point, content)] as they stand now; until the release without what belongs to people who have withdrawn."""
    silent = set() if record.released_at else {str(seat_id) for seat_id in left_out(record.workshop_id)}
    return [
        (point, point.open(keys, "content"))
        for point in record.points.all()
        if not (silent and silent.intersection(point.open(keys, "concerns")))
    ]


def version_of(record, keys, points):
    """The hash of a record's text: of every point's layer and content, in their order, with the record's salt."""
    said = [record.open(keys, "salt"), *([point.layer, content] for point, content in points)]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def keep_true(record):
    """Before the release: take out what belongs to people who have withdrawn meanwhile. A changed text is asked anew.

    The record's row is locked by the caller. Returns whether anything changed.
    """
    keys = rules.keys_for_building(record)
    points = points_of(record, keys)
    record.points.exclude(pk__in=[point.pk for point, _ in points]).delete()
    if version_of(record, keys, points) == record.version:
        return False
    ask_anew(record)
    return True


def keep_all_true(workshop_id):
    """The same for every record of a workshop that is not released: called when somebody has withdrawn or has left."""
    waiting = Record.objects.select_for_update().filter(workshop_id=workshop_id, released_at=None).order_by("pk")
    return sum(keep_true(record) for record in waiting)


def ask_anew(record):
    """Every party is asked about the text as it stands now; what was answered about another text counts no longer."""
    keys = rules.keys_for_building(record)
    record.version = version_of(record, keys, points_of(record, keys))
    record.save(update_fields=["version"])
    assents.void(kind=Assent.Kind.RECORD, subject_id=record.pk)
    for party in parties_concerned(record):
        if party.seats.filter(role=Seat.Role.PARTICIPANT, ended_at=None, **ARRIVED).exists():
            assents.ask(party, kind=Assent.Kind.RECORD, subject_id=record.pk, version=record.version, **ARRIVED)


def parties_concerned(record):
    """The parties without whose yes nothing leaves: each of which somebody has, or ever had, come in. A party that nobody
    can speak for any more keeps the record where it is."""
    members = Seat.objects.filter(workshop_id=record.workshop_id, role=Seat.Role.PARTICIPANT, **ARRIVED)
    return Party.objects.filter(pk__in=members.values("party"))
