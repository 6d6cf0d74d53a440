"""The course of a session: lobby, opening, agenda, pause, stop, close. Facts for everyone go to the plenary's log."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from workshops import clock, rules
from workshops.exercises.course import end_unfinished
from workshops.exercises.models import Run
from workshops.live import log
from workshops.programme.declaring import has_signed
from workshops.programme.models import Admission, AgendaItem, Party, Placement, Session, Undo
from workshops.rooms import broadcasting, circle, floor, gathering, grouping, guests
from workshops.rooms.models import Room
from workshops.rooms.seating import lock
from workshops.running import checkin
from workshops.running.door import make_rooms, rooms_of, seat_caucus_facilitators
from workshops.running.offering import moment, offer

State = Session.State


def locked(viewer, session):
    """For an act of the team: rooms first, then the session's row, both fresh: the order of locks everywhere."""
    rooms = lock(*rooms_of(session))
    session = Session.objects.select_for_update().select_related("workshop").get(pk=session.pk)
    rules.require(rules.can_run(viewer, session))
    return session, rooms


def plenary_among(rooms):
    """The plenary among the rooms of a session, or None."""
    return next((room for room in rooms if room.kind == Room.Kind.PLENARY), None)


def turn(session, rooms, state, kind, seat_id, **changes):
    """Bring the session into another state and tell the plenary."""
    for name, value in ({"state": state} | changes).items():
        setattr(session, name, value)
    session.save(update_fields=["state", *changes])
    if plenary := plenary_among(rooms):
        log.record(plenary, kind, seat_id=seat_id)
    return session


@transaction.atomic
def open_lobby(viewer, *, session):
    """People may come and wait; rooms exist from now on but nobody is in them."""
    session, _rooms = locked(viewer, session)
    rules.require(not session.workshop.suspended_at, _("This workshop is suspended."))
    rules.require(has_signed(viewer.seat_id), _("Sign the discipline note first."))
    if session.state == State.SCHEDULED:
        make_rooms(session)
        seat_caucus_facilitators(session)
        lead = {} if session.lead_id else {"lead_id": viewer.seat_id}
        turn(session, lock(*rooms_of(session)), State.LOBBY, "lobby.opened", viewer.seat_id, **lead)
    return session


@transaction.atomic
def open_session(viewer, *, session):
    """Begin with those admitted. Each party must have somebody; whoever is missing never blocks it."""
    session, rooms = locked(viewer, session)
    rules.require(session.state == State.LOBBY, _("Open the lobby first."))
    rules.require(not session.workshop.suspended_at, _("This workshop is suspended."))
    rules.require(not parties_missing(session), _("Each party needs somebody in the room before it opens."))
    turn(session, rooms, State.LIVE, "session.opened", viewer.seat_id, opened_at=clock.now())
    first = session.items.first()
    return begin_item(session, rooms, first, viewer) if first else session


def parties_missing(session):
    """The parties of whom nobody is admitted yet."""
    here = Admission.objects.filter(session=session, admitted_at__isnull=False, ended_at=None, seat__role="participant")
    parties = set(here.values_list("seat__party_id", flat=True))
    return [party for party in Party.objects.filter(workshop_id=session.workshop_id) if party.pk not in parties]


@transaction.atomic
def start_item(viewer, *, item):
    """Go on to this item, or back to it: its rooms open, all others of the session fall silent."""
    session, rooms = locked(viewer, item.session)
    rules.require(session.state in (State.LIVE, State.PAUSED), _("The session is not running."))
    before = _place_of(session, rooms, item)
    begin_item(session, rooms, item, viewer)
    if before["item"] not in (None, str(item.pk)):
        left = {"ends_at": moment(session.item_ends_at)}
        offer(viewer, Undo.Kind.GO_ON, plenary_among(rooms), subject_id=item.pk, was=before, left=left)
    return session


def _place_of(session, rooms, item):
    """Where the session stands before it goes on to an item: enough to come back."""
    floors = {str(room.pk): [room.floor_mode, room.slow_seconds, room.turn_seconds] for room in rooms if room.is_open}
    return {
        "item": session.current_item_id and str(session.current_item_id),
        "ends_at": moment(session.item_ends_at),
        "began_at": moment(item.began_at),
        "ended_at": moment(item.ended_at),
        "floors": floors,
    }


def begin_item(session, rooms, item, viewer):
    """The item begins, whatever came before; the rooms are locked."""
    now = clock.now()
    if session.current_item_id and session.current_item_id != item.pk:
        AgendaItem.objects.filter(pk=session.current_item_id).update(ended_at=now)
    AgendaItem.objects.filter(pk=item.pk).update(began_at=item.began_at or now, ended_at=None)
    session.current_item = item
    minutes = datetime.timedelta(minutes=item.minutes)
    session.item_ends_at = None if session.is_slow else _clock_of(session) + minutes  # over days no clock counts down
    session.save(update_fields=["current_item", "item_ends_at"])
    for room in rooms:
        _place(room, item)
    _lay_tables(viewer, session, item)
    broadcasting.end(plenary_among(rooms))
    log.record(plenary_among(rooms), "item.started", seat_id=viewer.seat_id, subject_id=item.pk)
    return session


def _clock_of(session):
    """The moment at which the session's clock stands: while all is paused it stands still."""
    return session.paused_at or clock.now()


# In pairs and at small tables nobody talks at the long one.
TALKS = {
    Placement.PLENARY: Room.Kind.PLENARY,
    Placement.FISHBOWL: Room.Kind.PLENARY,
    Placement.CAUCUS: Room.Kind.CAUCUS,
}


def _place(room, item):
    if room.is_of_run or room.kind == Room.Kind.SMALL_GROUP:
        return  # a pair opens with the facilitator it has called; of small tables see `gathering`
    if room.kind == Room.Kind.PLENARY:
        _draw_circle(room, item)
    elif room.kind == Room.Kind.CAUCUS:
        guests.see_out(room)
    room.is_open = room.kind == TALKS.get(item.placement)
    room.save(update_fields=["is_open"])
    if room.is_open:
        floor.begin(room, mode=item.floor_mode, slow_seconds=item.slow_seconds, turn_seconds=item.turn_seconds)
        log.record(room, "floor.changed", subject_id=item.pk)
    else:
        floor.rest(room)


def _draw_circle(plenary, item):
    """A fishbowl has its inner circle before the floor is given to anybody; other items have none."""
    was_fishbowl = plenary.is_fishbowl
    if item.placement == Placement.FISHBOWL:
        circle.begin(plenary)
    else:
        circle.end(plenary)
    if was_fishbowl or plenary.is_fishbowl:
        log.record(plenary, "circle.changed", subject_id=item.pk)


def _lay_tables(viewer, session, item):
    """Small tables open with their item as they were prepared; where nobody has, they are laid now. Others close."""
    if not gathering.has_tables(item):
        return gathering.close_groups(session.pk)
    item.session = session
    if not item.groups.exists():
        grouping.arrange(viewer, item)
    return gathering.open_groups(item)


@transaction.atomic
def add_minutes(viewer, *, session, minutes):
    """More time (or less) for the current item."""
    session, rooms = locked(viewer, session)
    rules.require(session.state in (State.LIVE, State.PAUSED) and session.item_ends_at is not None)
    base = max(session.item_ends_at, _clock_of(session))
    session.item_ends_at = base + datetime.timedelta(minutes=minutes)
    session.save(update_fields=["item_ends_at"])
    log.record(plenary_among(rooms), "item.extended", seat_id=viewer.seat_id, subject_id=session.current_item_id)
    return session


@transaction.atomic
def pause_session(viewer, *, session):
    """Everyone stops writing, at once and without a reason; nothing is lost."""
    session, rooms = locked(viewer, session)
    if session.state == State.LIVE:
        pause(session, rooms, viewer.seat_id)
        offer(viewer, Undo.Kind.PAUSE, plenary_among(rooms), left={"paused_at": moment(session.paused_at)})
    return session


def pause(session, rooms, seat_id=None, kind=Session.PauseKind.OPEN):
    """The same by whoever may, or by nobody in particular. Rooms and session are locked."""
    if session.state == State.LIVE:
        facts = {"state": State.PAUSED, "paused_at": clock.now(), "pause_kind": kind, "pauses_at": None}
        for name, value in (facts | {"pause_ends_at": None}).items():
            setattr(session, name, value)
        session.save(update_fields=[*facts, "pause_ends_at"])
        log.record(plenary_among(rooms), "session.paused", seat_id=seat_id)
    return session


@transaction.atomic
def resume_session(viewer, *, session):
    """Go on where all stopped; the clock of the item has stood still. After a long pause each is asked for a yes."""
    session, rooms = locked(viewer, session)
    if session.state == State.PAUSED:
        go_on(session, rooms, viewer)
    return session


def go_on(session, rooms, viewer):
    """A paused session is live again; the rooms are locked."""
    stood_still = clock.now() - session.paused_at
    ends_at = session.item_ends_at and session.item_ends_at + stood_still
    facts = {"pause_kind": Session.PauseKind.OPEN, "paused_at": None, "pause_ends_at": None, "pauses_at": None, "item_ends_at": ends_at}
    turn(session, rooms, State.LIVE, "session.resumed", viewer.seat_id, **facts)
    if stood_still >= checkin.LONG_PAUSE:
        checkin.ask_everybody(session)


@transaction.atomic
def stop_session(viewer, *, session):
    """Stop, always and at once. There is no state of a session in which this is refused."""
    session, rooms = locked(viewer, session)
    if session.state not in (State.STOPPED, State.CLOSED):
        stop(session, rooms, viewer.seat_id)
    return session


def stop(session, rooms, seat_id=None):
    """The same by whoever may. Rooms and session are locked."""
    for room in rooms:
        room.is_open = False
        room.save(update_fields=["is_open"])
    end_unfinished(Run.objects.filter(room__in=rooms).select_related("room"))
    if plenary := plenary_among(rooms):
        broadcasting.end(plenary)
    turn(session, rooms, State.STOPPED, "session.stopped", seat_id, stopped_at=clock.now())


@transaction.atomic
def close_session(viewer, *, session, welfare_by, welfare_due_at, next_session=None, no_further_meeting=""):
    """The paperwork after Stop: who asks each person how they are, and when we meet again or who decided to end."""
    session, rooms = locked(viewer, session)
    rules.require(session.state == State.STOPPED, _("Stop the session before you close it."))
    rules.require(bool(next_session or no_further_meeting), _("Name the next meeting, or who decided to end."))
    session.seal(no_further_meeting=no_further_meeting or None)
    return turn(
        session,
        rooms,
        State.CLOSED,
        "session.closed",
        viewer.seat_id,
        closed_at=clock.now(),
        welfare_by=welfare_by,
        welfare_due_at=welfare_due_at,
        next_session=next_session,
        no_further_meeting=session.no_further_meeting,
    )

