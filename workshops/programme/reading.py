"""Which languages people read, and between which the interpreters work."""

from django.conf import settings
from django.db import transaction

from workshops import clock, rules
from workshops.programme import assents
from workshops.programme.models import Assent, LanguagePair, Party, Seat


@transaction.atomic
def choose_also_reads(viewer, *, languages):
    """What this person reads beside their own language: nothing of it is rendered for them alone."""
    rules.require(rules.is_current(viewer) and set(languages) <= set(dict(settings.LANGUAGES)))
    Seat.objects.filter(pk=viewer.seat_id).update(also_reads=sorted(languages))


@transaction.atomic
def set_language_pairs(viewer, *, seat, pairs):
    """Between which languages this interpreter works, as {(from, to)}. Every party is asked whether it agrees to them;
    until all do, nothing is given to them to render."""
    seat = Seat.objects.select_for_update().select_related("workshop").get(pk=seat.pk)
    known = set(dict(settings.LANGUAGES))
    rules.require(rules.can_prepare(viewer, seat.workshop) and seat.role == Seat.Role.INTERPRETER)
    rules.require(all(source != target and {source, target} <= known for source, target in pairs))
    LanguagePair.objects.filter(seat=seat).delete()
    LanguagePair.objects.bulk_create(LanguagePair(seat=seat, source=source, target=target) for source, target in sorted(pairs))
    if pairs:
        _ask_parties(seat)
    settle(seat)
    return seat


def _ask_parties(seat):
    about = {"kind": Assent.Kind.INTERPRETER, "subject_id": seat.pk}
    asked = Assent.objects.filter(**about, voided_at=None).values("party")
    members = {"seats__role": Seat.Role.PARTICIPANT, "seats__ended_at": None}
    for party in Party.objects.filter(workshop=seat.workshop, **members).exclude(pk__in=asked).distinct():
        assents.ask(party, **about)


def is_agreed(seat):
    """Whether every party has said yes to this interpreter."""
    parties = set(Party.objects.filter(workshop_id=seat.workshop_id).values_list("pk", flat=True))
    return parties == assents.held(kind=Assent.Kind.INTERPRETER, subject_id=seat.pk)


def settle(seat):
    """Once every party has agreed to this interpreter, their pairs count."""
    agreed_at = clock.now() if is_agreed(seat) else None
    LanguagePair.objects.filter(seat=seat).update(agreed_at=agreed_at)
