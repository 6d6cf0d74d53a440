"""Asking a party, and hearing its answer. Whatever a party does anywhere, it does by an Assent."""

from django.db import transaction
from django.utils.translation import gettext as _

from workshops import clock, rules
from workshops.programme.models import Assent, AssentAnswer, Seat


@transaction.atomic
def ask_caucus_door(viewer, *, party, facilitator):
    """Ask every member of a party whether this facilitator may hear its caucus. An open question is replaced."""
    rules.require(rules.can_prepare(viewer, party.workshop))
    rules.require(facilitator.is_facilitator and facilitator.workshop_id == party.workshop_id)
    open_questions = Assent.objects.filter(party=party, kind=Assent.Kind.CAUCUS_DOOR, held_at=None, voided_at=None)
    open_questions.update(voided_at=clock.now())
    return ask(party, kind=Assent.Kind.CAUCUS_DOOR, subject_id=facilitator.pk)


def ask(party, *, kind, subject_id, version="1", **which):
    """Ask every member of a party about one version of one thing (or those of them to whom `which` applies); who may
    ask is for the caller to say."""
    asked = list(Seat.objects.filter(party=party, role=Seat.Role.PARTICIPANT, ended_at=None, **which))
    rules.require(bool(asked), _("This party has no members yet."))
    assent = Assent.objects.create(
        party=party, kind=kind, subject_id=subject_id, version=version, asked_at=clock.now()
    )
    AssentAnswer.objects.bulk_create(AssentAnswer(assent=assent, seat=seat) for seat in asked)
    return assent


def void(*, kind, subject_id):
    """A changed text is another thing: what parties were asked about it, and what they said, counts no longer."""
    Assent.objects.filter(kind=kind, subject_id=subject_id, voided_at=None).update(voided_at=clock.now())


def held(*, kind, subject_id, version="1"):
    """The ids of the parties that stand behind this version of a thing."""
    about = Assent.objects.filter(kind=kind, subject_id=subject_id, version=version, voided_at=None)
    return set(about.exclude(held_at=None).values_list("party_id", flat=True))


@transaction.atomic
def answer_assent(viewer, *, assent, answer):
    """One person's yes, no, or wish for a change. With the last yes of those asked, it holds."""
    assent = Assent.objects.select_for_update().select_related("party").get(pk=assent.pk)
    own = AssentAnswer.objects.filter(assent=assent, seat_id=viewer.seat_id).first()
    rules.require(own is not None and rules.is_current(viewer))
    rules.require(assent.held_at is None and assent.voided_at is None, _("This question is closed."))
    own.answer, own.answered_at = answer, clock.now()
    own.save(update_fields=["answer", "answered_at"])
    if holds(assent):
        assent.held_at = clock.now()
        assent.save(update_fields=["held_at"])
    return assent


def holds(assent):
    """Rule `all`: each person who was asked and is still of the party has said yes. Silence is not yes."""
    still_here = AssentAnswer.objects.filter(assent=assent, seat__ended_at=None)
    return still_here.exists() and not still_here.exclude(answer=AssentAnswer.Answer.YES).exists()


TO_PARTIES = (Assent.Kind.CAUCUS_DOOR, Assent.Kind.INTERPRETER)  # about a person: asked on the way in


def questions_to(seat, kinds=TO_PARTIES):
    """What this person has been asked and is still open, as their answers: empty until they give one."""
    is_open = AssentAnswer.objects.filter(seat=seat, assent__kind__in=kinds, assent__held_at=None, assent__voided_at=None)
    return is_open.select_related("assent").order_by("assent__asked_at")
