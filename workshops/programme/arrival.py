"""The way in, as the person takes it: language and name, consent point by point, the agreements."""

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from django.db import transaction

from workshops import clock, rules
from workshops.programme.models import AgreementAnswer, ConsentAnswer, Seat

CONSENT_FILE = Path(__file__).parent.parent / "catalogue" / "consent.json"


@lru_cache
def consent_text():
    """The consent text in force: {"version", "points": [{"point", "is_required", "text": {…}, "if_not": {…}}]}."""
    return json.loads(CONSENT_FILE.read_text())


def consent_hash(language):
    """The hash of the consent text as read in this language: what an answer refers to."""
    read = [[point["point"], point["text"].get(language) or point["text"]["en"]] for point in consent_text()["points"]]
    return hashlib.sha256(json.dumps(read, ensure_ascii=False).encode()).hexdigest()


@transaction.atomic
def introduce(viewer, *, name, language, zone):
    """How this person wants to be called here, the language they read, their time zone."""
    seat = Seat.objects.select_for_update().get(pk=viewer.seat_id)
    rules.require(rules.is_current(viewer))
    seat.language, seat.zone = language, zone
    seat.seal(display_name=name).save(update_fields=["display_name", "language", "zone"])
    return seat


@transaction.atomic
def answer_consent(viewer, *, answers):
    """Write down an answer to each point, {point: bool}; earlier answers stay as they are."""
    rules.require(rules.is_current(viewer))
    known = {point["point"] for point in consent_text()["points"]}
    rules.require(set(answers) == known)
    text_hash, now = consent_hash(viewer.language), clock.now()
    ConsentAnswer.objects.bulk_create(
        ConsentAnswer(
            seat_id=viewer.seat_id,
            point=point,
            is_given=is_given,
            text_hash=text_hash,
            language=viewer.language,
            answered_at=now,
        )
        for point, is_given in answers.items()
    )


@transaction.atomic
def answer_agreement(viewer, *, agreement, is_confirmed, objection=""):
    """Confirm one agreement of the workshop, or object to it in own words, which the team reads."""
    rules.require(agreement.workshop_id == viewer.workshop_id and rules.is_current(viewer))
    answer = AgreementAnswer(
        agreement=agreement, seat_id=viewer.seat_id, is_confirmed=is_confirmed, answered_at=clock.now()
    )
    answer.seal(objection=objection or None).save(force_insert=True)
    return answer


@transaction.atomic
def finish_arrival(viewer):
    """Mark the way in as finished, once, when nothing is missing."""
    seat = Seat.objects.select_for_update().get(pk=viewer.seat_id)
    missing = rules.why_not_admit(seat)
    rules.require(missing is None, missing)
    if seat.arrived_at is None:
        seat.arrived_at = clock.now()
        seat.save(update_fields=["arrived_at"])
    return seat
