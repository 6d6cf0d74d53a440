"""Making pairs for an item of the agenda: who can be paired, the proposal, and the act that begins the runs."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from workshops import catalogue, clock, rules
from workshops.exercises import pairing, rights
from workshops.exercises.engine import Exercise
from workshops.exercises.models import Run, Telling
from workshops.exercises.pairing import Member
from workshops.live import log
from workshops.programme.models import AgendaItem, Placement, Seat
from workshops.rooms.models import Room
from workshops.rooms.seating import let_in, lock, make_room

CALLED_OFF = (Run.State.STOPPED_SAFETY, Run.State.CLOSED_UNFINISHED)


@dataclass(frozen=True)
class Free:
    """Who may be paired for an item now. `again`: those whose run of this item was called off."""

    members: list
    again: frozenset


def free_for(item):
    """The participants in the plenary who are in no run of this item."""
    runs = Run.objects.filter(item=item)
    busy = set(runs.exclude(state__in=CALLED_OFF).values_list("tellings__teller_id", flat=True))
    again = set(runs.filter(state__in=CALLED_OFF).values_list("tellings__teller_id", flat=True))
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


def is_for_pairs(item):
    """Whether people go through this item in pairs."""
    return item.placement == Placement.PAIRS and item.exercise in catalogue.exercises()


@transaction.atomic
def start_pairs(viewer, *, item, groups, first_voice):
    """These groups (lists of ids of seats) begin, each in a room of its own. `first_voice`: a party's id, lot, alternate.

    Whoever has no pair stays at the long table.
    """
    (plenary,) = lock(Room.objects.get(session_id=item.session_id, kind=Room.Kind.PLENARY))
    item = AgendaItem.objects.select_related("session__workshop").get(pk=item.pk)
    rules.require(rights.can_pair(viewer, item), _("Go on to this item first."))
    rules.require(is_for_pairs(item), _("This item is not for pairs."))
    free = {member.id: member for member in free_for(item).members}
    chosen = [seat_id for group in groups for seat_id in group]
    rules.require(chosen and len(set(chosen)) == len(chosen) and set(chosen) <= set(free), _("Somebody has a pair already."))
    groups = [[free[seat_id] for seat_id in group] for group in groups]
    rules.require(all(map(pairing.crosses, groups)), _("In each pair people of two parties meet."))
    firsts = pairing.first_parties(groups, first_voice, item.pk)
    for group, first in zip(groups, firsts, strict=True):
        _begin(item, group, first)
    log.record(plenary, "pairs.started", subject_id=item.pk)
    return item


def _begin(item, group, first):
    declaration, now = catalogue.exercises()[item.exercise], clock.now()
    room = make_room(item.session.workshop, Room.Kind.PAIR, session=item.session, item=item)
    let_in(room, *Seat.objects.filter(pk__in=[member.id for member in group]))
    position = Exercise(declaration).first()
    run = Run.objects.create(
        room=room,
        item=item,
        declaration=declaration,
        record_level=declaration["record"]["level"],
        step=position.step,
        began_at=now,
        step_began_at=now,
    )
    for place, roles in enumerate(pairing.tellings(group, first)):
        Telling.objects.create(run=run, position=place, teller_id=roles.teller, listener_id=roles.listener)
    return run
