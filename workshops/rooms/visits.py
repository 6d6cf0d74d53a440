"""What the party of a caucus is asked about a guest."""

from workshops.programme.models import Assent

GUEST = Assent.Kind.CAUCUS_GUEST


def question_of(room):
    """The open question of this caucus, or None."""
    asked = Assent.objects.filter(kind=GUEST, version=str(room.pk), held_at=None, voided_at=None)
    return asked.order_by("-asked_at").first()
