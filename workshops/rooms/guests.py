"""A guest in a caucus of another party. Nobody is put into one: each of its members is asked, and silence is not yes.

A facilitator can only ask, and only after a page has said what would follow. The question is about this room and this
person; it ends with the item, and so does the visit.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from workshops import clock, rules
from workshops.live import log
from workshops.programme import assents
from workshops.programme.models import Assent, Seat
from workshops.rooms import gathering
from workshops.rooms.models import Listener, Room
from workshops.rooms.seating import help_desk_of, lock
from workshops.rooms.visits import GUEST, question_of


@transaction.atomic
def ask_guest(viewer, *, room, seat, party_id=None):
    """Ask each member of a party whether this person of another one may come into its caucus. `party_id` is the party that
    was named on the page which asked twice: what was said of another party, or not at all, asks nobody."""
    (room,) = lock(room)
    rules.require(room.kind == Room.Kind.CAUCUS and rules.can_run(viewer, room.session) and room.session.is_running)
    seat = Seat.objects.get(pk=seat.pk)
    hears_session = Listener.objects.filter(room__session_id=room.session_id, room__kind=Room.Kind.PLENARY, seat=seat, until=None)
    rules.require(hears_session.exists() and seat.role == Seat.Role.PARTICIPANT, _("This person is not at the table."))
    rules.require(seat.party_id != room.party_id, _("This is the person’s own caucus."))
    rules.require(party_id == room.party_id, _("Say once more that this is meant."))
    open_one = question_of(room)
    if open_one and open_one.subject_id == seat.pk:
        return open_one  # pressed twice: nobody is asked twice
    _void(room)
    assent = assents.ask(room.party, kind=GUEST, subject_id=seat.pk, version=str(room.pk))
    log.record(room, "guest.asked", seat_id=viewer.seat_id)
    return assent


@transaction.atomic
def answer_guest(viewer, *, room, answer):
    """One member says yes or no. With the last yes the guest comes in; until then nobody outside learns anything."""
    asked = question_of(room)
    rules.require(asked is not None and rules.can_hear(viewer, room), _("This question is closed."))
    guest = Seat.objects.select_related("workshop").get(pk=asked.subject_id)
    room, desk = lock(room, help_desk_of(guest))
    assent = assents.answer_assent(viewer, assent=asked, answer=answer)
    log.record(room, "guest.answered")
    if assent.held_at:
        gathering.sit_down(room, guest)
        log.record(desk, "door.opened", subject_id=guest.pk)
    return assent


def see_out(room):
    """The item is over: guests of a caucus go, and what was asked about one is asked no longer. The room is locked."""
    if question_of(room):
        _void(room)
        log.record(room, "guest.answered")
    here = Seat.objects.filter(listening__room=room, listening__until=None, role=Seat.Role.PARTICIPANT)
    for guest in here.exclude(party_id=room.party_id):
        gathering.rise(room, guest)


def _void(room):
    Assent.objects.filter(kind=GUEST, version=str(room.pk), held_at=None, voided_at=None).update(voided_at=clock.now())
