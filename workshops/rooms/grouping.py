"""Laying the small tables of an item: how many there are, who is to sit at each, who is never to sit with whom.

All of it can be done days before, and while the item is on: then people move at once (see `gathering`).
"""

import itertools
import secrets
from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from workshops import rules
from workshops.live import log
from workshops.programme.models import AgendaItem, Placement, Seat, Session
from workshops.rooms import gathering, rotation
from workshops.rooms.models import Apart, GroupPlace, Room, SmallGroup
from workshops.rooms.rotation import Member, Wishes
from workshops.rooms.seating import lock

OVER = (Session.State.STOPPED, Session.State.CLOSED)
SEATED = (Seat.Role.PARTICIPANT, Seat.Role.INTERPRETER)  # whoever observes or takes notes stays at the long table


@dataclass(frozen=True)
class Chosen:
    """Where one person is to sit: the position of a table, or None for the long table."""

    position: int | None
    is_pinned: bool = False
    is_host: bool = False


class WrongParty(rules.NotAllowed):
    """Somebody would be put at a small table of another party, and nobody has said twice that this is meant."""

    def __init__(self, seat, group):
        super().__init__(_("This small table is of one party alone. To seat somebody of another there, say so once more."))
        self.seat, self.group = seat, group


def people_of(item):
    """The seats that can be given a place at this item: while it is on those who are here, before it all who may come."""
    seats = Seat.objects.filter(workshop_id=item.session.workshop_id, role__in=SEATED, ended_at=None)
    if gathering.is_on(item):
        seats = seats.filter(pk__in=gathering.present(item.session_id))
    return list(seats.order_by("party__position", "created_at", "pk"))


def places_of(item):
    """{seat id: GroupPlace}."""
    return {place.seat_id: place for place in GroupPlace.objects.filter(item=item).select_related("group")}


def rounds_before(item):
    """The items of this session before this one in which people sit at small tables, in order."""
    before = AgendaItem.objects.filter(session_id=item.session_id, placement=Placement.SMALL_GROUPS)
    return before.filter(position__lt=item.position).order_by("position")


def met_before(item):
    """How often each two have shared a small table in earlier rounds of this session, as frozensets of ids."""
    tables, met = {}, Counter()
    for group_id, seat_id in GroupPlace.objects.filter(item__in=rounds_before(item)).values_list("group_id", "seat_id"):
        tables.setdefault(group_id, []).append(seat_id)
    for table in tables.values():
        met.update(frozenset(pair) for pair in itertools.combinations(table, 2))
    return met


def apart_in(viewer, workshop_id):
    """The sets of two who are not to share a small table, as the team keeps them: {frozenset: Apart}."""
    keys = rules.keys_for(viewer)
    rows = Apart.objects.visible_to(viewer).filter(workshop_id=workshop_id)
    return {frozenset(map(UUID, row.open(keys, "pair"))): row for row in rows}


def _locked(viewer, item):
    """All rooms of the session first, then the item, fresh."""
    rooms = lock(*Room.objects.filter(session_id=item.session_id))
    item = AgendaItem.objects.select_for_update(of=("self",)).select_related("session__workshop").get(pk=item.pk)
    rules.require(rules.can_prepare(viewer, item.session.workshop))
    rules.require(item.session.state not in OVER, _("This session is over."))
    rules.require(item.placement == Placement.SMALL_GROUPS, _("This item has no small tables."))
    return item, rooms


def _told(viewer, item, rooms):
    """While the item is on, people go where they are to sit now, and their pages follow."""
    if gathering.is_on(item):
        gathering.gather(item)
        plenary = next(room for room in rooms if room.kind == Room.Kind.PLENARY)
        log.record(plenary, "seat.moved", seat_id=viewer.seat_id)
    return item


@transaction.atomic
def arrange_groups(viewer, *, item, count=None):
    """Shuffle: everybody who is not pinned gets a place anew, mixed, and with few whom they have met before."""
    item, rooms = _locked(viewer, item)
    arrange(viewer, item, count, secrets.token_hex(8))  # pressed again it is another one
    return _told(viewer, item, rooms)


def arrange(viewer, item, count=None, seed=""):
    """The same, within the act of somebody who has locked the rooms of the session."""
    members = [Member(seat.pk, seat.party_id) for seat in people_of(item) if seat.party_id and _is_talking(seat)]
    count = count or item.groups.filter(party=None).count() or rotation.best_count(_sizes(members))
    groups = _lay(item, count)
    pins, stays = _staying(item, groups)
    members = [member for member in members if member.id not in stays]
    wishes = Wishes(met_before(item), pins, set(apart_in(viewer, item.session.workshop_id)))
    tables = rotation.seat_people(members, count, wishes, f"{item.pk} {seed}", rounds_before(item).count())
    places, hosts = places_of(item), _hosts_before(item)
    for group, table in zip(groups, tables, strict=True):
        for member in table:
            before = places.get(member.id)
            is_host = before.is_host if before else member.id in hosts
            chosen = Chosen(group.position, bool(before and before.is_pinned), is_host)
            _place(item, member.id, group, chosen)


def _is_talking(seat):
    return seat.role == Seat.Role.PARTICIPANT


def _sizes(members):
    return list(Counter(member.party for member in members).values())


def _lay(item, count):
    """The mixed tables of an item, as many as that; those too many go, the last first."""
    groups = list(item.groups.filter(party=None))
    for group in groups[count:]:
        group.delete()
    return groups[:count] + [_new_group(item) for _ in range(count - len(groups))]


def _new_group(item):
    last = item.groups.last()
    return SmallGroup.objects.create(item=item, position=last.position + 1 if last else 1)


def _staying(item, groups):
    """({seat: number of a mixed table} of the pinned and of hosts of the round before, seats at tables of one party)."""
    numbers = {group.pk: number for number, group in enumerate(groups)}
    kept, stays = {}, set()
    for seat_id, place in places_of(item).items():
        if place.group_id not in numbers:
            stays.add(seat_id)
        elif place.is_pinned or place.is_host:
            kept[seat_id] = numbers[place.group_id]
    by_position = {group.position: numbers[group.pk] for group in groups}
    for seat_id, position in _hosts_before(item).items():
        if position in by_position and seat_id not in stays:
            kept.setdefault(seat_id, by_position[position])
    return kept, stays


def _hosts_before(item):
    """{seat: position of the table} of the hosts of the round before."""
    last = rounds_before(item).last()
    hosts = GroupPlace.objects.filter(item=last, is_host=True) if last else GroupPlace.objects.none()
    return dict(hosts.values_list("seat_id", "group__position"))


@transaction.atomic
def place_people(viewer, *, item, places, confirmed=frozenset()):
    """Seat these people: {seat id: Chosen}. At a table of one party nobody of another is seated by one press: `confirmed`
    are the (seat id, party id) of whom it has been said twice, of that party; anybody else is refused."""
    item, rooms = _locked(viewer, item)
    seats = {seat.pk: seat for seat in people_of(item)}
    groups = {group.position: group for group in item.groups.all()}
    for seat_id, chosen in places.items():
        group = groups.get(chosen.position)
        rules.require(seat_id in seats, _("This person is not at the table."))
        rules.require(group or chosen.position is None, _("This small table is gone."))
        if group and group.party_id and not _is_meant(seats[seat_id], group, confirmed, item):
            raise WrongParty(seats[seat_id], group)
    for seat_id, chosen in places.items():
        _place(item, seat_id, groups.get(chosen.position), chosen)
    return _told(viewer, item, rooms)


def _is_meant(seat, group, confirmed, item):
    sits_there = GroupPlace.objects.filter(item=item, seat=seat, group=group).exists()
    return sits_there or seat.party_id == group.party_id or (seat.pk, group.party_id) in confirmed


def _place(item, seat_id, group, chosen):
    if group is None:
        GroupPlace.objects.filter(item=item, seat_id=seat_id).delete()
        return
    facts = {"group": group, "is_pinned": chosen.is_pinned, "is_host": chosen.is_host}
    GroupPlace.objects.update_or_create(item=item, seat_id=seat_id, defaults=facts)


@transaction.atomic
def add_group(viewer, *, item, party=None):
    """One more small table; of one party alone, if one is named."""
    item, rooms = _locked(viewer, item)
    rules.require(party is None or party.workshop_id == item.session.workshop_id)
    group = _new_group(item)
    group.party = party
    group.save(update_fields=["party"])
    _told(viewer, item, rooms)
    return group


@transaction.atomic
def drop_group(viewer, *, item):
    """The last small table goes; whoever sat there is at the long table until they are given another place."""
    item, rooms = _locked(viewer, item)
    if last := item.groups.last():
        last.delete()
    return _told(viewer, item, rooms)


@transaction.atomic
def keep_apart(viewer, *, workshop, seats):
    """These two are not to share a small table in this workshop. Nobody but the team ever knows."""
    rules.require(rules.can_prepare(viewer, workshop))
    known = Seat.objects.filter(workshop=workshop, pk__in=[seat.pk for seat in seats], ended_at=None)
    pair = frozenset(known.values_list("pk", flat=True))
    rules.require(len(pair) == 2, _("Name two people."))
    if before := apart_in(viewer, workshop.pk).get(pair):
        return before
    apart = Apart(workshop=workshop).seal(pair=sorted(map(str, pair)))
    apart.save(force_insert=True)
    return apart


@transaction.atomic
def let_together(viewer, *, apart):
    """These two may share a small table again."""
    rules.require(rules.can_prepare(viewer, apart.workshop))
    Apart.objects.visible_to(viewer).filter(pk=apart.pk).delete()
