"""People at their small tables while an item is on: rooms open with it, and each hears one of them, only while seated there.

The rooms of the session are locked by whoever calls; what happens is recorded in the rooms it happens in.
"""

from workshops import clock
from workshops.live import log
from workshops.programme import offer
from workshops.programme.models import Placement, Seat, Session
from workshops.rooms import floor
from workshops.rooms.models import GroupPlace, Listener, Presence, Room
from workshops.rooms.seating import let_in, make_room


def has_tables(item):
    """Whether people sit at small tables: not where they go through an exercise in groups, each in a room of its own."""
    return item.placement == Placement.SMALL_GROUPS and offer.company_of(item) is None


def is_on(item):
    """Whether people sit at the small tables of this item now."""
    session = item.session
    return has_tables(item) and session.is_running and session.current_item_id == item.pk


def present(session_id):
    """The ids of the seats that hear the plenary of a session, without the team."""
    hearing = Listener.objects.filter(room__session_id=session_id, room__kind=Room.Kind.PLENARY, until=None)
    return hearing.exclude(seat__role=Seat.Role.FACILITATOR).values_list("seat_id", flat=True)


def open_groups(item):
    """The item begins: its tables get their rooms, people sit down, and its floor applies at each."""
    close_groups(item.session_id, but=item)
    gather(item)


def welcome(session_id):
    """Somebody has come late: if a place was kept for them at a small table, they go there."""
    session = Session.objects.select_related("current_item__session__workshop").get(pk=session_id)
    if session.current_item and is_on(session.current_item):
        gather(session.current_item)


def close_groups(session_id, but=None):
    """Small tables fall silent, and the team goes away from them. Who sat there may read on what was said, until there
    are others to sit at. Rooms of the item `but` are left as they are."""
    for room in _rooms(session_id).values():
        if but is None or room.item_id != but.pk:
            _hush(room)


def gather(item):
    """Everybody who is here sits where they are to sit, and nowhere else. Whoever moves is out of the old room with this
    commit, before anything more is said there."""
    groups = {group.pk: group for group in item.groups.all()}
    for group in groups.values():
        if group.room_id is None:
            group.room = make_room(item.session.workshop, Room.Kind.SMALL_GROUP, session=item.session, item=item)
            group.save(update_fields=["room"])
    rooms, wanted = _rooms(item.session_id), _wanted(item)
    sitting = Listener.objects.filter(room__in=rooms, until=None).exclude(seat__role=Seat.Role.FACILITATOR)
    for listener in sitting.select_related("seat"):
        if wanted.get(listener.seat_id) != listener.room_id:
            rise(rooms[listener.room_id], listener.seat)
    heard = set(Listener.objects.filter(room__in=rooms, until=None).values_list("seat_id", "room_id"))
    for seat in Seat.objects.filter(pk__in=wanted).order_by("created_at", "pk"):
        if (seat.pk, wanted[seat.pk]) not in heard:
            sit_down(rooms[wanted[seat.pk]], seat)
    laid = {group.room_id for group in groups.values()}
    for room in rooms.values():
        if room.pk in laid and not room.is_open:
            _open(room, item)
        elif room.item_id == item.pk and room.pk not in laid:
            _hush(room)


def _rooms(session_id):
    """{id: Room} of the small tables of a session, one object for each."""
    return {room.pk: room for room in Room.objects.filter(session_id=session_id, kind=Room.Kind.SMALL_GROUP)}


def _wanted(item):
    places = GroupPlace.objects.filter(item=item, seat_id__in=list(present(item.session_id)))
    return dict(places.values_list("seat_id", "group__room_id"))


def _open(room, item):
    room.is_open = True
    room.save(update_fields=["is_open"])
    floor.begin(room, mode=item.floor_mode, slow_seconds=item.slow_seconds)
    log.record(room, "floor.changed", subject_id=item.pk)


def _hush(room):
    if room.is_open:
        room.is_open = False
        room.save(update_fields=["is_open"])
        floor.rest(room)
    for seat in Seat.objects.filter(listening__room=room, listening__until=None, role=Seat.Role.FACILITATOR):
        rise(room, seat)


def sit_down(room, seat):
    """The seat hears this room from now on."""
    let_in(room, seat)
    log.record(room, "seat.admitted", subject_id=seat.pk)
    if seat.role == Seat.Role.PARTICIPANT:
        floor.join(room, seat)


def rise(room, seat):
    """The seat hears this room no longer, with this commit; its hand and its turn there go with it.

    Its epoch stays as it is: no right of the person has ended, and their other rooms go on.
    """
    Listener.objects.filter(room=room, seat=seat, until=None).update(until=clock.now())
    Presence.objects.filter(room=room, seat=seat).delete()
    log.record(room, "seat.removed", subject_id=seat.pk)
    floor.leave(room, seat)
