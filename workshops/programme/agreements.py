"""What everyone at the table promises. A new wording is a new agreement that replaces the old one."""

from django.db import transaction

from workshops import clock, rules
from workshops.programme.models import Agreement, Workshop


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
