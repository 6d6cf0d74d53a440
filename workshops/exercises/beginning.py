"""Beginning an exercise: who can go through an item of the agenda, and the acts that begin its runs."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from workshops import clock, rules
from workshops.exercises import meeting, pairing, rights
from workshops.exercises.company import Company, by_turns
from workshops.exercises.engine import Exercise
from workshops.exercises.models import Place, Run, RunSeat, Telling
from workshops.live import log
from workshops.programme import offer
from workshops.programme.models import AgendaItem, Seat
from workshops.rooms.models import Room
from workshops.rooms.rotation import Member
from workshops.rooms.seating import let_in, lock, make_room, team_of

CALLED_OFF = (Run.State.STOPPED_SAFETY, Run.State.CLOSED_UNFINISHED, Run.State.NOT_TAKEN)


@dataclass(frozen=True)
class Free:
    """Who may go through an item now. `again`: those whose run of this item was called off."""

    members: list
    again: frozenset


def free_for(item):
    """The participants in the plenary who are in no run of this item."""
    runs = Run.objects.filter(item=item)
    busy = set(runs.exclude(state__in=CALLED_OFF).values_list("members__seat_id", flat=True))
    again = set(runs.filter(state__in=CALLED_OFF).values_list("members__seat_id", flat=True))
    seats = Seat.objects.filter(
        listening__room__session_id=item.session_id,
        listening__room__kind=Room.Kind.PLENARY,
        listening__until=None,
        role=Seat.Role.PARTICIPANT,
        party__isnull=False,
        ended_at=None,
    ).order_by("party__position", "created_at", "pk")
    members = [Member(seat.pk, seat.party_id) for seat in seats if seat.pk not in busy]
    return Free(members, frozenset(again))


@transaction.atomic
def start_runs(viewer, *, item, groups, first_voice):
    """These groups (lists of ids of seats) begin, each in a room of its own. `first_voice`: a party's id, lot, alternate.

    Whoever is in no group stays at the long table.
    """
    plenary, item = _locked(viewer, item)
    company = offer.company_of(item)
    rules.require(company in (Run.Company.PAIRS, Run.Company.GROUPS), _("People do not go through this item in pairs or groups."))
    free = {member.id: member for member in free_for(item).members}
    chosen = [seat_id for group in groups for seat_id in group]
    rules.require(chosen and len(set(chosen)) == len(chosen) and set(chosen) <= set(free), _("Somebody has a pair already."))
    groups = [[free[seat_id] for seat_id in group] for group in groups]
    rules.require(all(map(pairing.crosses, groups)), _("In each pair people of two parties meet."))
    _require_ready(viewer, item, [[member.id for member in group] for group in groups])
    firsts = pairing.first_parties(groups, first_voice, item.pk)
    for group, first in zip(groups, firsts, strict=True):
        room = make_room(item.session.workshop, ROOMS[company], session=item.session, item=item)
        tellings = pairing.tellings(group, first, by_all=company == Run.Company.GROUPS)
        _begin(viewer, item, room, company, pairing.sides(group, first), tellings, [])
    log.record(plenary, "pairs.started", subject_id=item.pk)
    return item


ROOMS = {Run.Company.PAIRS: Room.Kind.PAIR, Run.Company.GROUPS: Room.Kind.EXERCISE}


@transaction.atomic
def start_at_table(viewer, *, item, first_party):
    """The parties go through it at the table, those who are in the plenary now; the team and whoever looks on see what
    everybody sees. `first_party`: the id of the party that tells first."""
    plenary, item = _locked(viewer, item)
    rules.require(offer.company_of(item) == Run.Company.PARTIES, _("The parties do not go through this item at the table."))
    rules.require(not Run.objects.filter(item=item).exclude(state__in=CALLED_OFF).exists(), _("This has begun already."))
    sides = pairing.sides(free_for(item).members, first_party)
    rules.require(len(sides) > 1, _("Of two parties somebody has to be at the table."))
    _require_ready(viewer, item, [[member.id for side in sides for member in side]])
    room = make_room(item.session.workshop, Room.Kind.EXERCISE, session=item.session, item=item)
    guests = Seat.objects.filter(listening__room=plenary, listening__until=None).exclude(role=Seat.Role.FACILITATOR)
    _begin(viewer, item, room, Run.Company.PARTIES, sides, None, [*guests, *team_of(item.session.workshop)])
    log.record(plenary, "pairs.started", subject_id=item.pk)
    return item


def _require_ready(viewer, item, groups):
    why = meeting.why_not_begin(viewer, item, groups)
    rules.require(why is None, why)


def _locked(viewer, item):
    (plenary,) = lock(Room.objects.get(session_id=item.session_id, kind=Room.Kind.PLENARY))
    item = AgendaItem.objects.select_related("session__workshop").get(pk=item.pk)
    rules.require(rights.can_begin(viewer, item), _("Go on to this item first."))
    return plenary, item


def _begin(viewer, item, room, company, sides, tellings, guests):
    """The run, with who goes through it and where it stands. `sides`: [[Member]]; `tellings`: [Roles] of people, or
    None where each side tells as one."""
    declaration, now = offer.declared(item, rules.keys_for(viewer)), clock.now()
    version = offer.newest(item.session.workshop_id, item.exercise)
    people = Seat.objects.filter(pk__in=[member.id for side in sides for member in side])
    let_in(room, *people, *guests)
    run = Run.objects.create(
        room=room,
        item=item,
        company=company,
        declaration=None if version else declaration,
        version=version,
        record_level=declaration["record"]["level"],
        began_at=now,
    )
    ids = tuple(tuple(member.id for member in side) for side in sides)
    for number, side in enumerate(ids):
        for place, seat_id in enumerate(side):
            RunSeat.objects.create(run=run, seat_id=seat_id, side=number, position=place)
    _write_tellings(run, ids, tellings)
    for position in Exercise(declaration).stand(Company(ids, tellings or by_turns(ids)), []).places:
        Place.objects.create(run=run, telling=position.telling, step=position.step, attempt=1, began_at=now)
    return run


def _write_tellings(run, sides, tellings):
    side_of = {person: number for number, side in enumerate(sides) for person in side}
    for place, roles in enumerate(tellings or by_turns(sides)):
        (teller, *_), (listener, *_) = roles.tellers, roles.listeners
        Telling.objects.create(
            run=run,
            position=place,
            teller_id=teller if tellings else None,
            listener_id=listener if tellings and len(roles.listeners) == 1 else None,
            teller_side=side_of[teller],
            listener_side=side_of[listener],
        )
