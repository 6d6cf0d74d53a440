"""What people do with the record of their session before it is released: answer, take their own out, put it otherwise."""

from django.db import transaction
from django.utils.translation import gettext as _

from workshops import clock, rules
from workshops.live import log
from workshops.programme.assents import answer_assent
from workshops.programme.models import AssentAnswer
from workshops.records import release
from workshops.records.building import ask_anew, keep_true
from workshops.records.layers import BY_SLUG
from workshops.records.models import Record, RecordPoint, RecordWish
from workshops.rooms.models import Room
from workshops.rooms.seating import lock

Answer = AssentAnswer.Answer


def _locked(viewer, record):
    """The plenary first, then the record's row, both fresh; it must be this person's to read, and not released."""
    rooms = lock(*Room.objects.filter(session=record.session_id, kind=Room.Kind.PLENARY))
    found = Record.objects.select_for_update().select_related("session", "workshop")
    record = found.filter(pk=record.pk).first()
    rules.require(record is not None and rules.can_read_record(viewer, record))
    rules.require(record.released_at is None, _("This record has been released. It stays as it is."))
    return record, rooms[0] if rooms else None


def _changed(record, room):
    ask_anew(record)
    if room:
        log.record(room, "record.changed", subject_id=record.pk)


@transaction.atomic
def answer_record(viewer, *, record, version, answer, words=()):
    """One member's yes, no, or words to change, [(point or None, text)], about the text in the version they have read.

    With the last yes of the last party it is released. A yes before the time to think has passed is not taken.
    """
    record, room = _locked(viewer, record)
    keep_true(record)
    rules.require(version == record.version, _("The record has changed meanwhile. Please look at it again."))
    rules.require(answer != Answer.YES or not release.is_frozen(record), _("It is too early for a yes."))
    question = release.open_question(record, viewer.party_id)
    rules.require(question is not None)
    answer_assent(viewer, assent=question, answer=answer)
    RecordWish.objects.filter(record=record, seat_id=viewer.seat_id).delete()
    for point, text in words if answer == Answer.CHANGE else ():
        _wish(viewer, record, point, text)
    release.release_if_all(record, room)
    return record


def _wish(viewer, record, point, text):
    rules.require(point is None or point.record_id == record.pk)
    wish = RecordWish(
        workshop_id=record.workshop_id,
        record=record,
        point=point,
        seat_id=viewer.seat_id,
        version=record.version,
        made_at=clock.now(),
    )
    wish.seal(text=text).save(force_insert=True)


@transaction.atomic
def strike_point(viewer, *, point):
    """Take a point out: the team any but the first, a member what is their own. Every party is asked anew."""
    record, room = _locked(viewer, point.record)
    point = RecordPoint.objects.filter(pk=point.pk, record=record).first()
    rules.require(point is not None and may_strike(viewer, record, point))
    point.delete()
    _changed(record, room)
    return record


def may_strike(viewer, record, point):
    """Whether this person may take this point out."""
    if point.layer == "meeting":
        return False
    own = str(viewer.seat_id) in point.open(rules.keys_of_record(viewer, record), "concerns")
    return viewer.is_facilitator or own


def may_amend(viewer, point):
    """Whether this person may put this point into other words: the team, what is prose, until it is released."""
    is_open = viewer.is_facilitator and BY_SLUG[point.layer].is_prose and point.record.released_at is None
    return is_open and rules.can_read_record(viewer, point.record)


@transaction.atomic
def amend_point(viewer, *, point, text):
    """The team puts a point of prose into other words, {language: text}. Every party is asked anew."""
    record, room = _locked(viewer, point.record)
    point = RecordPoint.objects.filter(pk=point.pk, record=record).first()
    rules.require(point is not None and may_amend(viewer, point))
    content = point.open(rules.keys_of_record(viewer, record), "content")
    point.amended_at = clock.now()
    point.seal(content=content | {"text": text}).save(update_fields=["content", "amended_at"])
    _changed(record, room)
    return point
