"""Who is here: a table that each server process keeps for its sockets. Older than 40 s means away."""

import datetime

from django.db.models import Exists, OuterRef

from workshops import clock
from workshops.programme.models import Session
from workshops.rooms.models import LastSeen, Presence

AWAY_AFTER = datetime.timedelta(seconds=40)


def here(room_ids):
    """{room: seats seen in it during the last 40 s} of these rooms."""
    found = {room_id: set() for room_id in room_ids}
    seen = Presence.objects.filter(room_id__in=room_ids, seen_at__gt=clock.now() - AWAY_AFTER)
    for room_id, seat_id in seen.values_list("room_id", "seat_id"):
        found[room_id].add(seat_id)
    return {room_id: frozenset(seats) for room_id, seats in found.items()}


def seen(process, pairs):
    """These (room, seat) pairs are connected to this process now."""
    now = clock.now()
    Presence.objects.bulk_create(
        [Presence(room_id=room_id, seat_id=seat_id, process=process, seen_at=now) for room_id, seat_id in pairs],
        update_conflicts=True,
        unique_fields=["room", "seat", "process"],
        update_fields=["seen_at"],
    )


def still_here(process, pairs):
    """All that this process has seen is still here; usually one statement, however many they are."""
    if Presence.objects.filter(process=process).update(seen_at=clock.now()) != len(pairs):
        seen(process, pairs)
    sitting = Presence.objects.filter(process=process, room=OuterRef("room"), seat=OuterRef("seat"))
    LastSeen.objects.filter(Exists(sitting)).update(seen_at=clock.now())


def gone(process, pairs):
    """These pairs have no socket left in this process."""
    for room_id, seat_id in pairs:
        Presence.objects.filter(process=process, room_id=room_id, seat_id=seat_id).delete()


def look_at(viewer, room):
    """This person has the room before their eyes; returns when they last had, or None the first time."""
    before = LastSeen.objects.filter(room=room, seat_id=viewer.seat_id).values_list("seen_at", flat=True).first()
    about = {"room": room, "seat_id": viewer.seat_id}
    LastSeen.objects.update_or_create(**about, defaults={"seen_at": clock.now()})
    return before


def forget_last_seen():
    """Nobody comes back into a session that is closed."""
    return LastSeen.objects.filter(room__session__state=Session.State.CLOSED).delete()[0]
