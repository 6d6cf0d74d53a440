"""What members of a party say to a question about a person, and what follows from it in rooms that are open."""

from django.db import transaction

from workshops import rules
from workshops.live import log
from workshops.programme import reading
from workshops.programme.assents import answer_assent
from workshops.programme.models import Admission, Assent, Seat
from workshops.rooms import attaching
from workshops.rooms.models import Room
from workshops.rooms.seating import let_in, lock, take_out, team_of
from workshops.running.door import OPEN_STATES, leave_rooms, tell_team
from workshops.running.suspending import reopen_if_all

Kind = Assent.Kind


@transaction.atomic
def answer_question(viewer, *, assent, answer):
    """A member of a party says whether this person may hear them; rooms that are open follow at once."""
    assent = answer_assent(viewer, assent=assent, answer=answer)
    if follows := FOLLOWS.get(assent.kind):
        follows(assent)
    return assent


def _settle_caucus(assent):
    settle_caucus(assent.party)


def settle_caucus(party):
    """In the caucuses that stand open: whoever of the team the party has accepted comes in; whoever it has not goes, with
    this commit, and what they have attached there goes with them."""
    team = team_of(party.workshop)
    accepted = {member.pk for member in team if rules.holds_caucus(member.pk, party)}
    caucuses = Room.objects.filter(session__workshop_id=party.workshop_id, session__state__in=OPEN_STATES, party=party)
    for member in team:
        hears = caucuses.filter(listeners__seat=member, listeners__until=None)
        if member.pk not in accepted:
            for room in take_out(member, hears):
                attaching.end_of(room, member)
            continue
        for room in lock(*caucuses.exclude(pk__in=hears)):
            let_in(room, member)
            log.record(room, "seat.admitted", subject_id=member.pk)


def _settle_interpreter(assent):
    if assent.held_at:
        reading.settle(Seat.objects.get(pk=assent.subject_id))


def _settle_observer(assent):
    """Without everyone's yes nobody looks on: they leave every room of a session with this commit. The team sees at its
    door when that changes, and no single answer."""
    observer = Seat.objects.select_related("workshop").get(pk=assent.subject_id)
    is_told = rules.may_look_on(observer)
    if not is_told:
        is_told = bool(leave_rooms(observer, Room.objects.filter(session__workshop_id=observer.workshop_id)))
        Admission.objects.filter(seat=observer, admitted_at__isnull=False).update(admitted_at=None)
    if is_told and Admission.objects.filter(seat=observer, ended_at=None, session__state__in=OPEN_STATES).exists():
        tell_team(observer.workshop, "seat.arrived", observer)


FOLLOWS = {
    Kind.CAUCUS_DOOR: _settle_caucus,
    Kind.CAUCUS_CHANGE: _settle_caucus,
    Kind.INTERPRETER: _settle_interpreter,
    Kind.OBSERVER: _settle_observer,
    Kind.REOPENING: lambda assent: reopen_if_all(assent.subject_id),
}
