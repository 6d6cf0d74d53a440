"""What a facilitator does at all small tables of an item at once, from the console: nobody has to run from one to another."""

from django.db import transaction
from django.utils.translation import gettext as _

from workshops import rules
from workshops.live import log
from workshops.programme.models import AgendaItem
from workshops.rooms import floor, gathering, silence
from workshops.rooms.models import Room
from workshops.rooms.seating import lock


def tables_of(item):
    """The rooms of an item's small tables that are open."""
    return Room.objects.filter(item=item, kind=Room.Kind.SMALL_GROUP, is_open=True)


def _locked(viewer, item):
    rooms = lock(*tables_of(item).order_by("pk"))
    item = AgendaItem.objects.select_related("session__workshop").get(pk=item.pk)
    rules.require(rules.can_run(viewer, item.session))
    rules.require(gathering.is_on(item), _("Go on to this item first."))
    return rooms


@transaction.atomic
def reveal_tables(viewer, *, item):
    """Writing in silence: at each table all that was written there is shown, to those who sit there."""
    silent = [room for room in _locked(viewer, item) if silence.is_silent(room)]
    rules.require(silent, _("There is nothing to show now."))
    for room in silent:
        silence.show(room, viewer.seat_id)
    return silent


@transaction.atomic
def change_tables_floor(viewer, *, item, mode, slow_seconds=0):
    """Give every table of this item another floor mode now."""
    rooms = _locked(viewer, item)
    for room in rooms:
        floor.begin(room, mode=mode, slow_seconds=slow_seconds)
        log.record(room, "floor.changed", seat_id=viewer.seat_id)
    return rooms
