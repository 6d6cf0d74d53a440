"""How many are still writing: a number, never names, and only at a table the parties share."""

import datetime

from workshops import clock
from workshops.programme.models import Seat
from workshops.rooms.asides import SHARED
from workshops.rooms.models import Draft

LATELY = datetime.timedelta(minutes=2)


def count_still_writing(session):
    """People who have saved a draft in an open shared room within the last two minutes."""
    lately = Draft.objects.filter(room__session=session, room__kind__in=SHARED, room__is_open=True)
    lately = lately.filter(saved_at__gt=clock.now() - LATELY).exclude(seat__role=Seat.Role.FACILITATOR)
    return lately.values("seat_id").distinct().count()
