"""Whose numbers an evaluator reads."""

from accounts.models import Membership
from workshops.programme.models import Seat, Workshop


def evaluated_by(user):
    """The workshops of the organisations for which this person evaluates; never one they sit in, and no rehearsal."""
    reads_for = Membership.objects.current().filter(user_id=user.pk, role=Membership.Role.EVALUATOR)
    workshops = Workshop.objects.filter(organisation__in=reads_for.values("organisation"), is_rehearsal=False)
    return workshops.exclude(pk__in=Seat.objects.filter(user_id=user.pk).values("workshop"))
