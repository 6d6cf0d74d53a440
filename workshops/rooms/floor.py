"""Whose turn it is. Rounds have an order drawn up when they begin; a queue alternates between the parties."""

import datetime
import itertools
import secrets
from collections import Counter

from django.db.models import Q, Sum

from workshops import clock
from workshops.live import log
from workshops.programme.models import Seat, Session
from workshops.rooms import circle, renderings
from workshops.rooms.asides import kept_out_of
from workshops.rooms.models import FloorMode, FloorRequest, FloorTurn, Message, Readiness

TURNS = (FloorMode.ROUND, FloorMode.QUEUE)  # one person after the other
ONE_MORE = datetime.timedelta(minutes=1)


def begin(room, *, mode, slow_seconds=0, turn_seconds=None):
    """Give the room this floor mode anew: hands go down, who was ready is asked again, and a round gets its order. The
    room is locked."""
    clear(room)
    room.floor_mode, room.slow_seconds, room.floor_began_at = mode, slow_seconds, clock.now()
    room.turn_seconds = room.turn_seconds if turn_seconds is None else turn_seconds
    room.save(update_fields=["floor_mode", "slow_seconds", "floor_began_at", "turn_seconds"])
    if mode == FloorMode.ROUND:
        draw_up_round(room)
        go_on(room)


def clear(room):
    """Nobody's turn, no hand up, nothing asked, nothing revealed. The room is locked."""
    FloorRequest.objects.filter(room=room, ended_at=None).update(ended_at=clock.now())
    FloorTurn.objects.filter(room=room).delete()
    Readiness.objects.filter(room=room).delete()
    room.holder = room.held_since = room.turn_ends_at = room.ready_asked_at = room.revealed_at = None
    room.turn_due_at = None
    room.save(update_fields=["holder", "held_since", "turn_ends_at", "turn_due_at", "ready_asked_at", "revealed_at"])


def draw_up_round(room):
    """One turn each, parties alternating, first voice by lot. Who only reads for now is not waited for."""
    aside = kept_out_of(room)
    seats = [seat for seat in writers(room) if seat.pk not in aside]
    parties = sorted({seat.party_id for seat in seats}, key=str)
    first = secrets.choice(parties) if parties else None
    FloorTurn.objects.bulk_create(
        FloorTurn(room=room, seat=seat, position=position) for position, seat in enumerate(alternate(seats, first))
    )


def speakers(room):
    """The participants who hear the room, in the order of their seats."""
    return list(
        Seat.objects.filter(
            listening__room=room, listening__until=None, role=Seat.Role.PARTICIPANT, ended_at=None
        ).order_by("created_at", "pk")
    )


def writers(room):
    """Those of them who may write as far as the room is concerned: of a fishbowl the inner circle."""
    return circle.inside(room, speakers(room))


def alternate(seats, first_party):
    """Seats in turn by party, `first_party` first; when a party has no one left the others go on."""
    parties = sorted({seat.party_id for seat in seats}, key=lambda party: (party != first_party, str(party)))
    columns = [[seat for seat in seats if seat.party_id == party] for party in parties]
    return [seat for row in itertools.zip_longest(*columns) for seat in row if seat]


def go_on(room, *, waits=True):
    """End the turn of whoever holds the floor and give it to the next, if there is one. The room is locked. `waits`: in a
    round, until what was said is there in the language of everyone."""
    now = clock.now()
    FloorTurn.objects.filter(room=room, seat=room.holder_id, began_at__isnull=False, ended_at=None).update(ended_at=now)
    FloorRequest.objects.filter(room=room, seat=room.holder_id, given_at__isnull=False, ended_at=None).update(
        ended_at=now
    )
    if waits and renderings.is_awaited(room):
        following = None
    else:
        following = next_turn(room) if room.floor_mode == FloorMode.ROUND else next_hand(room)
    give(room, following)


def go_on_after_interpretation(room):
    """What a round waited for is there, or is no longer needed: the next person speaks. The room is locked."""
    is_waiting = room.floor_mode == FloorMode.ROUND and room.holder_id is None and next_turn(room)
    if is_waiting and not renderings.is_awaited(room):
        go_on(room)


def give(room, place):
    """Give the floor to a FloorTurn or a FloorRequest, or free it (None). The room is locked."""
    now = clock.now()
    if isinstance(place, FloorTurn):
        place.began_at = now
        place.save(update_fields=["began_at"])
    elif place:
        place.given_at = now
        place.save(update_fields=["given_at"])
    room.holder_id, room.held_since = (place.seat_id, now) if place else (None, None)
    hours = place and slow_hours(room)
    is_timed = place and room.turn_seconds and not hours
    room.turn_ends_at = now + datetime.timedelta(seconds=room.turn_seconds) if is_timed else None
    room.turn_due_at = now + datetime.timedelta(hours=hours) if hours else None
    room.save(update_fields=["holder", "held_since", "turn_ends_at", "turn_due_at"])
    log.record(room, "floor.given", subject_id=room.holder_id)


def slow_hours(room):
    """How many hours a turn has in a session over days; None in any other. The plan cannot change any more."""
    return Session.objects.filter(rooms=room).values_list("turn_hours", flat=True).first()


def next_turn(room):
    """The next place in the round whose person still hears the room."""
    return FloorTurn.objects.filter(room=room, began_at=None).filter(_still_here(room)).first()


def hands_up(room):
    """The hands that wait, in the order in which the server would give the floor: parties alternate, and within them
    whoever has said least since this floor began comes first."""
    waiting = list(
        FloorRequest.objects.filter(room=room, given_at=None, ended_at=None)
        .filter(_still_here(room))
        .select_related("seat")
    )
    if len(waiting) > 1:
        said = words_said(room)
        waiting.sort(key=lambda hand: (said[hand.seat_id], hand.asked_at))
    last = _party_that_spoke_last(room)
    ordered = []
    while waiting:
        chosen = next((hand for hand in waiting if hand.seat.party_id != last), waiting[0])
        waiting.remove(chosen)
        ordered.append(chosen)
        last = chosen.seat.party_id
    return ordered


def words_said(room):
    """{seat: words that the room has heard of them} since this floor began."""
    heard = Message.objects.filter(room=room, posted_at__gte=room.floor_since, silent_at=None, withdrawn_at=None)
    return Counter(dict(heard.order_by().values_list("seat_id").annotate(words=Sum("words"))))


def next_hand(room):
    """The hand whose turn it is, or None."""
    return next(iter(hands_up(room)), None)


def _party_that_spoke_last(room):
    given = FloorRequest.objects.filter(room=room, given_at__isnull=False).select_related("seat").order_by("given_at")
    last = given.last()
    return last and last.seat.party_id


def _still_here(room):
    return Q(seat__listening__room=room, seat__listening__until=None, seat__ended_at=None)


def join(room, seat):
    """Somebody who comes while a round is on speaks last in it. The room is locked."""
    if not circle.is_inside(room, seat.pk, seat.party_id):
        return
    if room.floor_mode != FloorMode.ROUND or FloorTurn.objects.filter(room=room, seat=seat, ended_at=None).exists():
        return
    last = FloorTurn.objects.filter(room=room).order_by("-position").values_list("position", flat=True).first()
    FloorTurn.objects.create(room=room, seat=seat, position=0 if last is None else last + 1)
    if room.holder_id is None:
        go_on(room)


def leave(room, seat):
    """Somebody who goes takes their hand and their turn with them. The room is locked."""
    now = clock.now()
    FloorTurn.objects.filter(room=room, seat=seat, began_at=None).delete()
    FloorRequest.objects.filter(room=room, seat=seat, given_at=None, ended_at=None).update(ended_at=now)
    if room.holder_id == seat.pk:
        go_on(room)


def rest(room):
    """Nobody's turn: the room is silent while the others meet elsewhere. The room is locked."""
    clear(room)
    log.record(room, "floor.changed")
