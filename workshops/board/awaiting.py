"""What waits for one person on the board: for whoever leads them there."""

from django.utils.translation import ngettext

from workshops.board.models import Ballot, Card, Owner
from workshops.programme.models import Assent, AssentAnswer


def awaits(seat):
    """In words, or nothing."""
    return " · ".join(filter(None, (_polls(seat), _questions(seat), _asked(seat))))


def _polls(seat):
    number = Ballot.objects.filter(seat=seat, cast_at=None, poll__closed_at=None).count()
    return number and ngettext("one poll waits for your ballot", "%(number)d polls wait for your ballot", number) % {"number": number}


def _questions(seat):
    unanswered = AssentAnswer.objects.filter(
        seat=seat, answer="", assent__kind=Assent.Kind.CARD, assent__held_at=None, assent__voided_at=None
    )
    number = Card.objects.filter(pk__in=unanswered.values("assent__subject_id")).count()
    return number and ngettext("your party is asked about a card", "your party is asked about %(number)d cards", number) % {"number": number}


def _asked(seat):
    number = Owner.objects.filter(seat=seat, confirmed_at=None, declined_at=None).count()
    return number and ngettext("somebody asks you to take something on", "%(number)d times somebody asks you to take something on", number) % {"number": number}
