"""A word to whoever has the turn where a session lasts days: one mail a turn, at half of it, by day, and neutral like every
other. Whoever is in the room, has written or has passed is not disturbed; and who is not reached by mail is not called."""

from workshops import clock
from workshops.followups.appointments import in_waking_hours
from workshops.followups.models import Dispatch
from workshops.programme.models import Session
from workshops.rooms import presence
from workshops.rooms.models import FloorRequest, FloorTurn, Room

TURN = "turn"


def write_nudges():
    """What the sweep calls: a row for each turn whose moment has come. Returns how many are new."""
    return sum(_write(room) for room in _waiting())


def moment_of(room):
    """When whoever holds the floor of this room hears of it: at half of their turn, by day where they are. Of a turn that is
    over before the day begins, at its beginning."""
    half = in_waking_hours(room.held_since + (room.turn_due_at - room.held_since) / 2, room.holder.zone)
    return half if half < room.turn_due_at else in_waking_hours(room.held_since, room.holder.zone)


def still_waits(dispatch):
    """Whether it is still the turn of this person, in a room where people may write now."""
    place = _places(Room.objects.filter(session__state=Session.State.LIVE), dispatch.seat_id)
    return dispatch.subject_id in {each.pk for each in place}


def _waiting():
    """The rooms in which somebody has a turn of hours, while their session is live and the turn is not over."""
    rooms = Room.objects.filter(session__state=Session.State.LIVE, is_open=True, holder__isnull=False)
    return rooms.filter(turn_due_at__gt=clock.now()).select_related("holder")


def _write(room):
    is_here = room.holder_id in presence.here([room.pk])[room.pk]
    place = next(iter(_places([room], room.holder_id)), None)
    if is_here or place is None or moment_of(room) > clock.now():
        return False
    _row, is_new = Dispatch.objects.get_or_create(
        subject_kind=TURN, subject_id=place.pk, revision=0, kind=Dispatch.Kind.TURN, seat_id=room.holder_id, defaults=_facts(room)
    )
    return is_new


def _facts(room):
    now = clock.now()
    return {
        "starts_at": room.turn_due_at,  # until then; the mail says so
        "minutes": 0,
        "made_at": now,
        "due_at": now,
        "expires_at": room.turn_due_at,
    }


def _places(rooms, seat_id):
    """The turns this person has now in these rooms: a place in a round, or a raised hand that was given the floor."""
    held = {"room__in": rooms, "room__holder_id": seat_id, "seat_id": seat_id, "ended_at": None}
    return [*FloorTurn.objects.filter(began_at__isnull=False, **held), *FloorRequest.objects.filter(given_at__isnull=False, **held)]
