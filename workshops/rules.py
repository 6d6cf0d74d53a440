"""Who may do what, and which keys a reader may hold. Predicates are `can_verb(viewer, thing)`; deny is the default."""

import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import Membership
from accounts.rules import has_role
from workshops import clock
from workshops.programme.evaluators import evaluated_by
from workshops.programme.models import Agreement, AgreementAnswer, Assent, ConsentAnswer, Party, Seat, Session
from workshops.records.models import Record
from workshops.rooms import circle
from workshops.rooms.asides import why_apart
from workshops.rooms.models import FloorMode, Listener, Message, Room
from workshops.rooms.standing import standing_of
from workshops.vault.context import Context, compartment

DESKS = (Room.Kind.STAFF, Room.Kind.HELP_DESK)  # rooms without a floor: whoever hears them writes when they like


class NotAllowed(Exception):
    """An act that is not open to this viewer now. Its text is written for that person."""


# --- keys ---------------------------------------------------------------------------------------------


def keys_for(viewer):
    """The keys of one person: the programme, the roster, their own, each room they hear; the team's for the team."""
    rooms = Listener.objects.filter(seat_id=viewer.seat_id, until=None).values_list("room_id", flat=True)
    kinds = ("programme", "roster", "board", "staff") if viewer.is_facilitator else ("programme", "roster", "board")
    return Context(
        frozenset(
            [compartment(kind, viewer.workshop_id) for kind in kinds]
            + [compartment("room", room_id) for room_id in rooms]
            + [compartment("own", viewer.seat_id)]
        )
    )


def keys_of_room(room):
    """The keys for rendering a room to those who hear it: its own, the names, the programme."""
    names = [compartment(kind, room.workshop_id) for kind in ("programme", "roster")]
    return Context(frozenset([compartment("room", room.pk), *names]))


def keys_of_results(session):
    """The keys of the rooms of a session in which exercises are gone through, and of the declarations that its team has
    made, for what finished runs give to its record (`exercises.results`). For whoever builds the record; who may read it
    is decided there."""
    rooms = Room.objects.filter(session=session, kind__in=Room.OF_RUNS).values_list("pk", flat=True)
    names = [compartment("room", room_id) for room_id in rooms]
    shared = [compartment(kind, session.workshop_id) for kind in ("programme", "roster")]
    return Context(frozenset([*names, *shared]))


def keys_of_releases(session):
    """The key of a plenary, for what parties have let it hear, which belongs into the record of its session. For whoever
    builds the record, and for nothing else that lies in that room."""
    tables = Room.objects.filter(session=session, kind=Room.Kind.PLENARY).values_list("pk", flat=True)
    return Context(frozenset(compartment("room", room_id) for room_id in tables))


def keys_to_reach(seat):
    """The key under which lies how to reach this person: for whoever writes to them, and for nothing else."""
    return Context(frozenset([compartment("own", seat.pk)]))


def keys_of_programme(*workshop_ids):
    """The keys of the plans of these workshops: for the desk of the staff who may see them."""
    return Context(frozenset(compartment("programme", workshop_id) for workshop_id in workshop_ids))


# --- standing -----------------------------------------------------------------------------------------


def is_current(viewer):
    """Whether the seat is still what it was when the viewer came: not ended, no right withdrawn since."""
    return Seat.objects.filter(pk=viewer.seat_id, epoch=viewer.epoch, ended_at=None).exists()


def is_member(viewer):
    """Whether this person belongs to the workshop now: its team, and whoever has finished the way in and stands by it."""
    seat = Seat.objects.filter(pk=viewer.seat_id, epoch=viewer.epoch, ended_at=None).first()
    return seat is not None and (seat.is_facilitator or (seat.arrived_at is not None and why_not_admit(seat) is None))


def can_hear(viewer, room):
    """Whether this viewer is in the room now."""
    return Listener.objects.filter(
        room=room, seat_id=viewer.seat_id, until=None, seat__epoch=viewer.epoch, seat__ended_at=None
    ).exists()


def can_run(viewer, session):
    """Facilitators of the workshop run its sessions."""
    return viewer.is_facilitator and viewer.workshop_id == session.workshop_id and is_current(viewer)


def can_prepare(viewer, workshop):
    """Facilitators of the workshop prepare it."""
    return viewer.is_facilitator and viewer.workshop_id == workshop.pk and is_current(viewer)


def can_be_reached(seat):
    """Whether anything may be sent to this person: they are here, take part, and have said yes to being reached."""
    consents = consents_of(seat)
    return seat.ended_at is None and bool(consents.get("take_part") and consents.get("follow_up"))


def can_convene(user, organisation):
    """Facilitators of an organisation begin its workshops."""
    return has_role(user, organisation, Membership.Role.FACILITATOR)


def require(allowed, reason=""):
    """Raises NotAllowed with the reason unless allowed."""
    if not allowed:
        raise NotAllowed(reason or _("This is not open to you now."))


# --- the way in ---------------------------------------------------------------------------------------


def consents_of(seat):
    """{point: given?} by the newest answer to each point."""
    answers = ConsentAnswer.objects.filter(seat=seat).order_by("answered_at")
    return dict(answers.values_list("point", "is_given"))


def open_agreements(seat):
    """Current agreements of the workshop that this person has not confirmed (or has objected to since)."""
    confirmed = set()
    for answer in AgreementAnswer.objects.filter(seat=seat).order_by("answered_at"):
        (confirmed.add if answer.is_confirmed else confirmed.discard)(answer.agreement_id)
    current = Agreement.objects.filter(workshop_id=seat.workshop_id, replaced_at=None)
    return [agreement for agreement in current if agreement.pk not in confirmed]


def why_not_admit(seat):
    """What is missing before this person may come in, or None."""
    if why := why_not_arrived(seat):
        return why
    if seat.role == Seat.Role.OBSERVER and not may_look_on(seat):
        return _("Not everyone at the table has said yes to this observer.")
    return None


def may_look_on(observer):
    """Whether every party stands behind this observer: each of its members who has come in has said yes."""
    said_yes = Assent.objects.filter(kind=Assent.Kind.OBSERVER, subject_id=observer.pk, voided_at=None).exclude(held_at=None)
    return not Party.objects.filter(workshop_id=observer.workshop_id).exclude(pk__in=said_yes.values("party")).exists()


def why_not_arrived(seat):
    """What this person has still to say before the way in is finished, or None. Staff have their own way in."""
    if seat.ended_at:
        return _("This person has left the workshop.")
    if seat.is_facilitator:
        return None
    if not consents_of(seat).get("take_part"):
        return _("Consent to take part is missing.")
    if open_agreements(seat):
        return _("Not all agreements are confirmed.")
    return None


def holds_caucus(facilitator_seat_id, party):
    """Whether the party has accepted this facilitator for its caucus: its newest question about anyone holds for this one."""
    newest = (
        Assent.objects.filter(party=party, kind__in=Assent.DOORS, voided_at=None, held_at__isnull=False)
        .order_by("-held_at")
        .first()
    )
    return bool(newest and newest.subject_id == facilitator_seat_id)


# --- speaking -----------------------------------------------------------------------------------------


def why_not_post(viewer, room, standing=None):
    """Why this viewer may not speak in this room now, in their language, or None. The room's row should be locked,
    and the standing read after that."""
    standing = standing or standing_of(viewer, room)
    return why_silenced(viewer, room, standing) or _why_floor_is_elsewhere(viewer, room)


def why_silenced(viewer, room, standing):
    """Why this viewer may put no word into this room now, whoever has the floor, or None."""
    if not standing.is_hearing:
        return _("You are not in this room.")
    return _why_session_is_silent(viewer, room, standing.state) or _why_person_is_silent(standing, room)


def _why_person_is_silent(standing, room):
    return why_apart(standing.admission, room)


def _why_session_is_silent(viewer, room, state):
    if state in (Session.State.STOPPED, Session.State.CLOSED):
        return _("The session has ended.")
    if state == Session.State.PAUSED and not viewer.is_facilitator:
        return _("Everything is paused. What you have written is kept.")
    if not room.is_open and not (viewer.is_facilitator and state == Session.State.LIVE):
        return _("Nobody speaks in this room at the moment.")
    return None


def _why_floor_is_elsewhere(viewer, room):
    if viewer.is_facilitator or room.kind in DESKS:
        return None
    if viewer.role == Seat.Role.OBSERVER:
        return _("Observers read and do not write.")
    if viewer.role == Seat.Role.INTERPRETER:
        return _("Interpreters render what others say, and add notes to it.")
    if outside := circle.why_outside(viewer, room):
        return outside
    return WHY_SILENT[room.floor_mode](viewer, room)


def _why_not_your_turn(viewer, room):
    if room.holder_id != viewer.seat_id:
        return _("It is somebody else's turn. You may write a draft meanwhile.")
    return None


def _why_not_in_silence(viewer, room):
    if room.revealed_at:
        return _("All has been shown. The facilitators go on from here.")
    if silent_text_of(viewer.seat_id, room):
        return _("You have written. Take it back if you would like to say it otherwise.")
    return None


def _why_too_soon(viewer, room):
    wait = seconds_to_wait(viewer, room)
    if wait > 0:
        return _("One message every %(seconds)d seconds: yours can go in %(wait)d.") % {
            "seconds": room.slow_seconds,
            "wait": wait,
        }
    return None


def seconds_to_wait(viewer, room):
    """In open_slow: whole seconds until this person may speak again. What they said in the floor before does not count."""
    if room.floor_mode != FloorMode.OPEN_SLOW or not room.slow_seconds:
        return 0
    said = Message.objects.filter(room=room, seat_id=viewer.seat_id, posted_at__gte=room.floor_since)
    last = said.aggregate(last=Max("posted_at"))["last"]
    if last is None:
        return 0
    left = last + datetime.timedelta(seconds=room.slow_seconds) - clock.now()
    return max(0, -(-left // datetime.timedelta(seconds=1)))


WHY_SILENT = {  # why somebody may not write in a floor of this mode, or None
    FloorMode.ROUND: _why_not_your_turn,
    FloorMode.QUEUE: _why_not_your_turn,
    FloorMode.SILENT_REVEAL: _why_not_in_silence,
    FloorMode.OPEN_SLOW: _why_too_soon,
    FloorMode.QUIET: lambda viewer, room: _("It is quiet now. You may write a draft for yourself."),
    FloorMode.FACILITATOR_ONLY: lambda viewer, room: _("The facilitators are speaking."),
    FloorMode.EXERCISE: lambda viewer, room: _("You write in the exercise now, not here."),
}


def silent_text_of(seat_id, room):
    """What this person has written in the silence and not taken back, or None."""
    return Message.objects.filter(room=room, seat_id=seat_id, withdrawn_at=None).exclude(silent_at=None).first()


def why_not_ask(viewer, room, standing=None):
    """Why this viewer may not ask a short question out of turn, or None: in a queue, once for each floor."""
    standing = standing or standing_of(viewer, room)
    if not standing.is_hearing:
        return _("You are not in this room.")
    if why := _why_session_is_silent(viewer, room, standing.state) or _why_person_is_silent(standing, room):
        return why
    if room.floor_mode != FloorMode.QUEUE or viewer.role != Seat.Role.PARTICIPANT:
        return _("Questions out of turn belong to raised hands.")
    if Message.objects.filter(room=room, seat_id=viewer.seat_id, is_question=True, posted_at__gte=room.floor_since):
        return _("You have asked your short question. Raise your hand to say more.")
    return None


def can_raise_hand(viewer, room):
    """In a queue, those who may speak in the room raise a hand; while all is paused too."""
    return (
        room.floor_mode == FloorMode.QUEUE
        and room.is_open
        and circle.is_inside(room, viewer.seat_id, viewer.party_id)
        and viewer.role == Seat.Role.PARTICIPANT
        and can_hear(viewer, room)
        and _why_person_is_silent(standing_of(viewer, room), room) is None
    )


# --- records ------------------------------------------------------------------------------------------


def can_read_record(viewer, record):
    """The team and the members of the parties read the record of their sessions, before its release and after it."""
    return Record.objects.visible_to(viewer).filter(pk=record.pk).exists() and is_member(viewer)


def keys_of_record(viewer, record):
    """The keys of one record for those around whose table it was made; for the team, why the NGO has opened it too."""
    require(can_read_record(viewer, record))
    names = [compartment("release", record.pk)] + [compartment("record", record.workshop_id)] * viewer.is_facilitator
    return Context(frozenset(names))


def keys_of_material(session):
    """The keys of what a record is made from: plans, names, the board. Of no room, and of nobody's own."""
    kinds = ("programme", "roster", "board")
    return Context(frozenset(compartment(kind, session.workshop_id) for kind in kinds))


def keys_for_building(record):
    """The key of a record for the house that builds it and keeps it true; to nobody is anything shown with it."""
    return Context(frozenset([compartment("release", record.pk)]))


def can_review(user, record):
    """Whether this member of staff may open the record for the NGO now: it is released, and not of their own workshop."""
    return Record.objects.reviewable_by(user).filter(pk=record.pk).exists()


def keys_of_released(user, record):
    """The keys of one released record for whoever reviews it. Before its release the NGO has no key in hand at all."""
    require(can_review(user, record))
    return Context(frozenset([compartment("release", record.pk), compartment("record", record.workshop_id)]))


def keys_to_evaluate(user, workshop, session=None):
    """The keys for an evaluator: of the reasons, and of the ratings of a session, which are counted and never shown singly."""
    require(evaluated_by(user).filter(pk=workshop.pk).exists())
    reasons = Context(frozenset([compartment("record", workshop.pk)]))
    return reasons | keys_of_results(session) | keys_of_programme(workshop.pk) if session else reasons
