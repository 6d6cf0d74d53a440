"""What everyone at the table promises. A new wording is a new agreement that replaces the old one."""

from django.db import transaction

from workshops import clock, rules
from workshops.programme.models import Agreement, AgreementAnswer, Workshop


def write_agreement(workshop, text, position=None):
    """The row itself; at the end unless a place is named."""
    if position is None:
        last = Agreement.objects.filter(workshop=workshop).order_by("-position").first()
        position = last.position + 1 if last else 0
    agreement = Agreement(workshop=workshop, position=position, made_at=clock.now())
    agreement.seal(text=text).save(force_insert=True)
    return agreement


@transaction.atomic
def add_agreement(viewer, *, workshop, text):
    """One more promise. Nobody comes in before having confirmed it too."""
    workshop = Workshop.objects.select_for_update().get(pk=workshop.pk)
    rules.require(rules.can_prepare(viewer, workshop))
    return write_agreement(workshop, text)


@transaction.atomic
def reword_agreement(viewer, *, agreement, text):
    """Another wording: everyone is asked again, whoever had confirmed the old one as well."""
    agreement = end_agreement(viewer, agreement=agreement)
    return write_agreement(agreement.workshop, text, agreement.position)


@transaction.atomic
def end_agreement(viewer, *, agreement):
    """This promise no longer holds; who confirmed it stays written."""
    agreement = Agreement.objects.select_for_update().select_related("workshop").get(pk=agreement.pk)
    rules.require(rules.can_prepare(viewer, agreement.workshop) and agreement.replaced_at is None)
    agreement.replaced_at = clock.now()
    agreement.save(update_fields=["replaced_at"])
    return agreement


def objections_of(workshop, keys):
    """{agreement: [(seat, their words)]} of the objections that still stand to what is in force: for the team."""
    newest = {}
    answers = AgreementAnswer.objects.filter(agreement__workshop=workshop, agreement__replaced_at=None)
    for answer in answers.filter(seat__ended_at=None).select_related("agreement").order_by("answered_at"):
        newest[answer.agreement_id, answer.seat_id] = answer
    found = {}
    for (agreement_id, seat_id), answer in newest.items():
        if not answer.is_confirmed and answer.objection is not None:
            found.setdefault(agreement_id, []).append((seat_id, answer.open(keys, "objection")))
    return found
