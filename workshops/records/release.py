"""How far a record is on its way out: the freeze, the question to each party, and the moment it is released."""

from dataclasses import dataclass

from workshops import clock
from workshops.live import log
from workshops.programme import assents
from workshops.programme.models import Assent, AssentAnswer
from workshops.records import audit
from workshops.records.building import parties_concerned


def frozen_until(record):
    """Until then everybody may still take their own out, and nothing can be released."""
    return record.session.frozen_until


def is_frozen(record):
    """Whether the time to think has not passed yet."""
    return clock.now() < frozen_until(record)


def open_question(record, party_id):
    """What this party has been asked about the text as it stands, answered or not; None if it was not asked."""
    about = Assent.objects.filter(kind=Assent.Kind.RECORD, subject_id=record.pk, version=record.version, voided_at=None)
    return about.filter(party_id=party_id).first()


def released_by(record):
    """The ids of the parties that have released the text as it stands: all that may be known outside a party."""
    return assents.held(kind=Assent.Kind.RECORD, subject_id=record.pk, version=record.version)


@dataclass(frozen=True)
class Standing:
    """How one member finds their party: asked and with what answer, and how many have said yes, without names."""

    is_asked: bool
    answer: str
    yes: int
    asked: int
    is_held: bool


def standing_of(record, viewer):
    """The standing of this member's party, as its members may know it."""
    assent = open_question(record, viewer.party_id)
    if assent is None:
        return Standing(False, "", 0, 0, False)
    answers = AssentAnswer.objects.filter(assent=assent, seat__ended_at=None)
    own = answers.filter(seat_id=viewer.seat_id).first()
    return Standing(
        is_asked=own is not None,
        answer=own.answer if own else "",
        yes=answers.filter(answer=AssentAnswer.Answer.YES).count(),
        asked=answers.count(),
        is_held=assent.held_at is not None,
    )


def release_if_all(record, room):
    """When every party has said yes to this text, it is released: to the NGO from this commit on, and not before."""
    needed = set(parties_concerned(record).values_list("pk", flat=True))
    if is_frozen(record) or not needed or not needed <= released_by(record):
        return False
    record.released_at = clock.now()
    record.save(update_fields=["released_at"])
    if room:
        log.record(room, "record.released", subject_id=record.pk)
    audit.write(record, audit.Action.RELEASED)  # by the parties: whose yes was the last one is nobody's business
    return True
