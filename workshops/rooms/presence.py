"""Who is here: a table that each server process keeps for its sockets. Older than 40 s means away."""

from workshops import clock
from workshops.rooms.models import Presence


def seen(process, pairs):
    """These (room, seat) pairs are connected to this process now."""
    now = clock.now()
    Presence.objects.bulk_create(
        [Presence(room_id=room_id, seat_id=seat_id, process=process, seen_at=now) for room_id, seat_id in pairs],
        update_conflicts=True,
        unique_fields=["room", "seat", "process"],
        update_fields=["seen_at"],
    )


def gone(process, pairs):
    """These pairs have no socket left in this process."""
    for room_id, seat_id in pairs:
        Presence.objects.filter(process=process, room_id=room_id, seat_id=seat_id).delete()
