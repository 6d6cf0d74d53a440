"""What meeting again leaves on the desk of a facilitator: people to be asked, people to be told."""

from django.db.models import Count, Q

from workshops.followups.dispatch import to_tell
from workshops.followups.models import FollowUp
from workshops.programme.desk import Owed
from workshops.programme.models import Workshop


def add_owed(entries):
    """Put it behind what each workshop on the desk owes already."""
    by_id = {entry.id: entry for entry in entries}
    left = Count("askings", filter=Q(askings__asked_at=None, askings__seat__ended_at=None))
    checks = FollowUp.objects.filter(workshop__in=by_id, kind=FollowUp.Kind.WELFARE_CHECK).select_related("origin")
    for check in checks.annotate(left=left).filter(left__gt=0):
        due_at = check.origin and check.origin.welfare_due_at
        by_id[check.workshop_id].owed.append(Owed("welfare", check.left, due_at=due_at, subject_id=check.pk))
    for workshop in Workshop.objects.filter(pk__in=by_id, seats__dispatches__isnull=False).distinct():
        if count := len({dispatch.seat_id for dispatch in to_tell(workshop)}):
            by_id[workshop.pk].owed.append(Owed("telling", count))
