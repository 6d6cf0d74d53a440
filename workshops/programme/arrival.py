"""The way in, as the person takes it: language and name, consent point by point, the agreements."""

import hashlib
import json

from django.conf import settings
from django.db import transaction

from workshops import catalogue, clock, rules
from workshops.languages import local
from workshops.programme.models import Agreement, AgreementAnswer, ConsentAnswer, Seat


def consent_text():
    """The consent text in force: {"version", "points": [{"point", "is_required", "text": {…}, "if_not": {…}}]}."""
    return catalogue.consent()


def consent_hash(language):
    """The hash of the consent text as read in this language, with what follows from each no: an answer refers to it."""
    read = [
        [point["point"], *(local(point[part], language, settings.LANGUAGE_CODE) for part in ("text", "if_not"))]
        for point in consent_text()["points"]
    ]
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
def change_language(viewer, *, language):
    """The language this person reads from now on."""
    rules.require(rules.is_current(viewer) and language in dict(settings.LANGUAGES))
    Seat.objects.filter(pk=viewer.seat_id).update(language=language)


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
    in_force = Agreement.objects.filter(workshop_id=viewer.workshop_id, replaced_at=None)
    rules.require(in_force.filter(pk=agreement.pk).exists() and rules.is_current(viewer))
    answer = AgreementAnswer(
        agreement=agreement, seat_id=viewer.seat_id, is_confirmed=is_confirmed, answered_at=clock.now()
    )
    answer.seal(objection=objection or None).save(force_insert=True)
    return answer


@transaction.atomic
def finish_arrival(viewer):
    """Mark the way in as finished, once, when nothing is missing."""
    seat = Seat.objects.select_for_update().get(pk=viewer.seat_id)
    rules.require(rules.is_current(viewer))
    missing = rules.why_not_arrived(seat)
    rules.require(missing is None, missing)
    if seat.arrived_at is None:
        seat.arrived_at = clock.now()
        seat.save(update_fields=["arrived_at"])
    return seat
