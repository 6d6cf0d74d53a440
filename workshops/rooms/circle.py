"""A fishbowl: an inner circle writes, the others read. The circle is one party, or people chosen by name.

The seam for a clarifying question (methods 1: whoever reads may ask only that): whoever holds the floor may write even
from outside. So the floor mode decides whether, and to whom, it is given; the circle never gives it by itself.
"""

import secrets

from django.utils.translation import gettext as _

from workshops.programme.models import Party, Seat
from workshops.rooms.models import CircleSeat


def is_inside(room, seat_id, party_id):
    """Whether this seat may write here as far as the circle is concerned. Without a fishbowl everybody is inside."""
    if not room.is_fishbowl:
        return True
    if room.circle_party_id:
        return party_id == room.circle_party_id
    return CircleSeat.objects.filter(room=room, seat_id=seat_id).exists()


def why_outside(viewer, room):
    """Why somebody who reads may not write now, or None. The team may, and so may whoever has been given the floor."""
    if viewer.is_facilitator or room.holder_id == viewer.seat_id or is_inside(room, viewer.seat_id, viewer.party_id):
        return None
    return _("The inner circle is speaking; you read.")


def inside(room, seats):
    """Those of these seats who are of the circle, in their order."""
    return [seat for seat in seats if is_inside(room, seat.pk, seat.party_id)]


def begin(room):
    """A fishbowl begins in this room: by lot with one of the parties; a second one in the same room with the next party."""
    parties = list(Party.objects.filter(workshop_id=room.workshop_id).order_by("position"))
    first = following(room, parties) if room.circle_party_id else secrets.choice(parties) if parties else None
    choose(room, party=first)


def end(room):
    """Everybody may write again as the floor says; which party began is kept for the next time."""
    if room.is_fishbowl:
        room.is_fishbowl = False
        room.save(update_fields=["is_fishbowl"])


def swap(room):
    """Those who read write now: the next party, or of people chosen by name all participants who were outside."""
    if room.circle_party_id:
        parties = list(Party.objects.filter(workshop_id=room.workshop_id).order_by("position"))
        return choose(room, party=following(room, parties))
    within = set(CircleSeat.objects.filter(room=room).values_list("seat_id", flat=True))
    return choose(room, seats=[seat for seat in people_of(room) if seat.pk not in within])


def choose(room, party=None, seats=()):
    """This party, or these people, are the circle."""
    room.is_fishbowl, room.circle_party = True, party
    room.save(update_fields=["is_fishbowl", "circle_party"])
    CircleSeat.objects.filter(room=room).delete()
    CircleSeat.objects.bulk_create(CircleSeat(room=room, seat=seat) for seat in (seats if party is None else ()))


def following(room, parties):
    """The party after the one that writes."""
    ids = [party.pk for party in parties]
    place = ids.index(room.circle_party_id) if room.circle_party_id in ids else -1
    return parties[(place + 1) % len(parties)]


def people_of(room):
    """The participants who hear the room."""
    seats = Seat.objects.filter(listening__room=room, listening__until=None, role=Seat.Role.PARTICIPANT, ended_at=None)
    return list(seats.order_by("party__position", "created_at", "pk"))
