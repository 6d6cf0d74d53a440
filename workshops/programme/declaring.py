"""How facilitators bind themselves: they say whom they are close to, and sign the discipline note (methods 4.1)."""

import hashlib
import json

from django.conf import settings
from django.db import transaction

from workshops import catalogue, clock, rules
from workshops.languages import local
from workshops.programme.models import Declaration, Party, Seat

NEITHER, SEVERAL = "neither", "several"


def note_lines(language):
    """The note in force, line by line, in this language."""
    return [local(line, language, settings.LANGUAGE_CODE) for line in catalogue.discipline()["lines"]]


def note_hash(language):
    """The hash of the note as read in this language: a signature refers to it."""
    return hashlib.sha256(json.dumps(note_lines(language), ensure_ascii=False).encode()).hexdigest()


@transaction.atomic
def sign_note(viewer, *, workshop, affinity):
    """Sign the note as it stands. `affinity` is the id of the party one is close to, `neither`, or `several`."""
    rules.require(rules.can_prepare(viewer, workshop))
    parties = {str(party_id) for party_id in Party.objects.filter(workshop=workshop).values_list("pk", flat=True)}
    rules.require(affinity in parties | {NEITHER, SEVERAL})
    declaration = Declaration(
        workshop=workshop,
        seat_id=viewer.seat_id,
        version=catalogue.discipline()["version"],
        text_hash=note_hash(viewer.language),
        language=viewer.language,
        signed_at=clock.now(),
    )
    declaration.seal(affinity=affinity).save(force_insert=True)
    return declaration


def has_signed(seat_id):
    """Whether this facilitator has signed the note in force."""
    return Declaration.objects.filter(seat_id=seat_id, version=catalogue.discipline()["version"]).exists()


def affinities(workshop, keys):
    """{seat: what they have said they are close to} of the team, by what each has signed last of the note in force."""
    signed = Declaration.objects.filter(workshop=workshop, version=catalogue.discipline()["version"])
    return {row.seat_id: row.open(keys, "affinity") for row in signed.order_by("signed_at")}


def who_has_not_signed(workshop):
    """The facilitators of the workshop whose signature is missing."""
    team = Seat.objects.filter(workshop=workshop, role=Seat.Role.FACILITATOR, ended_at=None)
    signed = Declaration.objects.filter(workshop=workshop, version=catalogue.discipline()["version"])
    return team.exclude(pk__in=signed.values("seat"))
