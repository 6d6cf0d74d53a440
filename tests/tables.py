"""Small tables for tests: an item at which people sit at them, and who sits where."""

from tests.cast import viewer
from workshops.programme.models import AgendaItem, FloorMode, Placement
from workshops.rooms import grouping
from workshops.rooms.grouping import Chosen
from workshops.rooms.models import Room
from workshops.running import actions as running


def tables_item(cast, position=60, placement=Placement.SMALL_GROUPS, mode=FloorMode.OPEN_SLOW):
    """An item of the session at small tables (or a fishbowl), at that place of the agenda."""
    found = AgendaItem.objects.filter(session=cast.session, position=position).first()
    if found is None:
        found = AgendaItem(session=cast.session, position=position, placement=placement, floor_mode=mode, minutes=20)
        found.seal(title={"en": f"Item {position}"}, prompt={"en": "What did you hear?"}).save(force_insert=True)
    return found


def lay(cast, *tables, item=None):
    """These lists of seats at one small table each."""
    item = item or tables_item(cast)
    while item.groups.count() < len(tables):
        grouping.add_group(viewer(cast.amina), item=item)
    places = {seat.pk: Chosen(number) for number, table in enumerate(tables, 1) for seat in table}
    grouping.place_people(viewer(cast.amina), item=item, places=places)
    return item


def start(cast, *tables, item=None):
    """And the item begins; returns the rooms in the order of the tables."""
    item = lay(cast, *tables, item=item)
    running.start_item(viewer(cast.amina), item=item)
    cast.session.refresh_from_db()
    return rooms(item)


def rooms(item):
    """The rooms of an item's tables, as they are now."""
    return [Room.objects.get(small_group=group) for group in item.groups.all()]


def move(cast, seat, number, item=None):
    """Amina seats somebody at another table."""
    item = item or tables_item(cast)
    grouping.place_people(viewer(cast.amina), item=item, places={seat.pk: Chosen(number)})
