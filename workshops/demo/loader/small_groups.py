"""The mixed tables of the story: laid for every item that has them; of past items with the rooms in which people sat."""

from workshops.demo.telling import story
from workshops.rooms.models import GroupPlace, Listener, Room, SmallGroup


def tables_of(told):
    """(phase, the rooms of the story that are its small tables) of every item at small tables."""
    rooms = {it["id"]: it for it in story()["rooms"] if it["kind"] == "small_group"}
    for phase in story()["agenda_phases"]:
        if phase["config"] == "MS":
            yield phase, [rooms[name] for name in phase["rooms"] if name in rooms]


def is_past(told, phase):
    """Whether people sat there before the telling begins."""
    return any(phase["id"] in session["phases"] for session in told.past_sessions)


def new_rooms(told):
    """{(phase, room): Room} of the small tables of past items."""
    for phase, tables in tables_of(told):
        item = told.items[phase["id"]]
        for it in tables if is_past(told, phase) else ():
            where = {"workshop": told.workshop, "session": item.session, "item": item, "floor_mode": item.floor_mode}
            yield (phase["id"], it["id"]), Room(kind=Room.Kind.SMALL_GROUP, **where)


def lay(told):
    """The tables and who has a place at each; the team comes and goes, and has none."""
    groups, places = [], []
    for phase, tables in tables_of(told):
        item = told.items[phase["id"]]
        for position, it in enumerate(tables, 1):
            group = SmallGroup(item=item, position=position, room=told.rooms.get((phase["id"], it["id"])))
            seats = [told.seats[person] for person in it["members"] if not told.seats[person].is_facilitator]
            groups.append(group)
            places += [GroupPlace(item=item, group=group, seat=seat) for seat in seats]
    SmallGroup.objects.bulk_create(groups)
    GroupPlace.objects.bulk_create(places)


def seat(told):
    """Who heard them: people from when the item began, the facilitators of the table until it ended."""
    for phase, tables in tables_of(told):
        item = told.items[phase["id"]]
        for it in tables if is_past(told, phase) else ():
            for person in it["members"]:
                seat, until = told.seats[person], item.ended_at
                ended = until if seat.is_facilitator else None
                yield Listener(room=told.rooms[phase["id"], it["id"]], seat=seat, since=item.began_at, until=ended)
