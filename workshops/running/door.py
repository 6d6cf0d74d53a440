"""How people come into a session and leave it: asking, admitting, removing."""

from django.db import transaction
from django.utils.translation import gettext as _

from workshops import clock, rules
from workshops.exercises.course import go_on_without_those_who_left
from workshops.exercises.models import Run
from workshops.live import log
from workshops.programme.models import Admission, Party, Seat, Session, Undo
from workshops.rooms import floor, gathering
from workshops.rooms.models import Room
from workshops.rooms.seating import help_desk_of, let_in, lock, make_room, staff_room_of, take_out, team_of
from workshops.running.offering import moment, offer

OPEN_STATES = (Session.State.LOBBY, Session.State.LIVE, Session.State.PAUSED)


def rooms_of(session):
    """The plenary and the caucuses of a session, in order of id."""
    return Room.objects.filter(session=session).order_by("pk")


def plenary_of(session):
    """The plenary of a session, or None before its lobby has opened."""
    return Room.objects.filter(session=session, kind=Room.Kind.PLENARY).first()


def make_rooms(session):
    """A plenary, and a caucus for each party; the team hears the plenary, nobody hears a caucus yet."""
    workshop = session.workshop
    if plenary_of(session) is None:
        let_in(make_room(workshop, Room.Kind.PLENARY, session=session), *team_of(workshop))
        for party in Party.objects.filter(workshop=workshop):
            make_room(workshop, Room.Kind.CAUCUS, session=session, party=party)
    staff_room_of(workshop)


@transaction.atomic
def ask_admission(viewer, *, session):
    """A person who has arrived asks to come in; the team sees it in its room."""
    seat = Seat.objects.select_related("workshop").get(pk=viewer.seat_id)
    rules.require(rules.is_current(viewer) and session.workshop_id == viewer.workshop_id)
    rules.require(not viewer.is_facilitator)  # the team is in already
    rules.require(session.state in (Session.State.SCHEDULED, *OPEN_STATES), _("This meeting is over."))
    help_desk_of(seat)
    admission, is_new = Admission.objects.get_or_create(session=session, seat=seat, defaults={"asked_at": clock.now()})
    if is_new:
        tell_team(session.workshop, "seat.arrived", seat)
    return admission


@transaction.atomic
def admit(viewer, *, admission):
    """A facilitator lets a person in: into the plenary, and into the caucus of their party."""
    session, seat = admission.session, admission.seat
    rooms = lock(*rooms_of(session))
    rules.require(rules.can_run(viewer, session) and session_state(session) in OPEN_STATES)
    missing = rules.why_not_admit(seat)
    rules.require(missing is None, missing)
    if Admission.objects.filter(pk=admission.pk, admitted_at__isnull=False, ended_at=None).exists():
        return admission  # pressed twice: nobody gets a second turn in a round by it
    Admission.objects.filter(pk=admission.pk).update(
        admitted_at=clock.now(), admitted_by_id=viewer.seat_id, ended_at=None
    )
    for room in rooms:
        if room.kind == Room.Kind.PLENARY or (room.party_id and room.party_id == seat.party_id):
            let_in(room, seat)
            log.record(room, "seat.admitted", subject_id=seat.pk)
            if seat.role == Seat.Role.PARTICIPANT:
                floor.join(room, seat)
    gathering.welcome(session.pk)
    tell_team(session.workshop, "seat.admitted", seat)
    tell_person(seat, "door.opened")
    return admission


@transaction.atomic
def remove_person(viewer, *, session, seat):
    """A facilitator takes a person out of the session's rooms, at once; the help desk stays open to them."""
    rules.require(rules.can_run(viewer, session) and seat.workshop_id == session.workshop_id)
    rules.require(not seat.is_facilitator, _("Facilitators hand over; they are not removed."))
    sat_in = [str(room.pk) for room in leave_rooms(seat, Room.objects.filter(session=session))]
    admission = Admission.objects.filter(session=session, seat=seat).first()
    if admission:
        was = {"rooms": sat_in, "admitted_at": moment(admission.admitted_at)}
        admission.ended_at, admission.admitted_at = clock.now(), None
        admission.save(update_fields=["ended_at", "admitted_at"])
        if sat_in:
            left = {"ended_at": moment(admission.ended_at)}
            offer(viewer, Undo.Kind.REMOVE, plenary_of(session), subject_id=seat.pk, was=was, left=left)
    tell_team(session.workshop, "seat.removed", seat)


def leave_rooms(seat, rooms):
    """The seat hears these rooms no longer; its hand and its turn go with it. Returns the rooms."""
    left = take_out(seat, rooms)
    for room in left:
        floor.leave(room, seat)
    go_on_without_those_who_left(Run.objects.filter(room__in=left).select_related("room"))
    return left


def seat_caucus_facilitators(session):
    """Each caucus is heard by the facilitator its party has accepted, and by no other of the team."""
    for room in rooms_of(session).filter(kind=Room.Kind.CAUCUS).select_related("party"):
        for member in team_of(session.workshop):
            if rules.holds_caucus(member.pk, room.party):
                let_in(room, member)


def session_state(session):
    """The state as it stands in the database now."""
    return Session.objects.select_for_update().values_list("state", flat=True).get(pk=session.pk)


def tell_team(workshop, kind, seat):
    """A line in the log of the team's room, so that whoever looks at the arrivals looks again."""
    (room,) = lock(staff_room_of(workshop))
    log.record(room, kind, subject_id=seat.pk)


def tell_person(seat, kind):
    """A line in the log of the person's private line: the one room that whoever waits can hear."""
    (room,) = lock(help_desk_of(seat))
    log.record(room, kind, subject_id=seat.pk)
