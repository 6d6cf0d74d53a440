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
    asked = list(Seat.objects.filter(party=party, role=Seat.Role.PARTICIPANT, ended_at=None))
    rules.require(bool(asked), _("This party has no members yet."))
    now = clock.now()
    open_questions = Assent.objects.filter(party=party, kind=Assent.Kind.CAUCUS_DOOR, held_at=None, voided_at=None)
    open_questions.update(voided_at=now)
    assent = Assent.objects.create(party=party, kind=Assent.Kind.CAUCUS_DOOR, subject_id=facilitator.pk, asked_at=now)
    AssentAnswer.objects.bulk_create(AssentAnswer(assent=assent, seat=seat) for seat in asked)
    return assent


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


def questions_to(seat):
    """What this person has been asked and is still open, as their answers: empty until they give one."""
    is_open = AssentAnswer.objects.filter(seat=seat, assent__held_at=None, assent__voided_at=None)
    return is_open.select_related("assent").order_by("assent__asked_at")
