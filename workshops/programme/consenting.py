"""Who has said yes to what, of a whole workshop: read where something is counted or written down about people."""

from workshops.programme.models import ConsentAnswer, Seat


def said_yes(workshop_id, *points):
    """The ids of the seats that are still here and whose newest answer to each of these points is yes."""
    newest = {}
    answers = ConsentAnswer.objects.filter(seat__workshop_id=workshop_id, point__in=points).order_by("answered_at")
    for seat_id, point, is_given in answers.values_list("seat_id", "point", "is_given"):
        newest[seat_id, point] = is_given
    here = Seat.objects.filter(workshop_id=workshop_id, ended_at=None).values_list("pk", flat=True)
    return {seat_id for seat_id in here if all(newest.get((seat_id, point)) for point in points)}
