"""The plan and the team change while rooms stand open, and the rooms hear of it."""

from functools import partial

from tests.cast import make_user, viewer
from workshops import rules
from workshops.live.log import Event
from workshops.programme import agenda
from workshops.programme.models import FloorMode, Placement
from workshops.rooms import actions as rooms
from workshops.rooms.models import Listener
from workshops.running import changes

ITEM = {"placement": Placement.PLENARY, "floor_mode": FloorMode.ROUND, "minutes": 5}
TEXTS = {name: {"en": "Closing"} for name in ("title", "prompt", "purpose")}


def add_item(cast):
    """Amina adds an item."""
    act = partial(agenda.add_item, viewer(cast.amina), session=cast.session, **TEXTS, **ITEM)
    return changes.change_plan(viewer(cast.amina), session=cast.session, act=act)


def heard(room, kind):
    """How often a room has heard this."""
    return Event.objects.filter(room_id=room.pk, kind=kind).count()


def test_before_the_lobby_opens_nobody_hears_of_the_plan(cast):
    add_item(cast)
    assert Event.objects.filter(kind="agenda.changed").count() == 0


def test_a_running_session_hears_of_its_plan_in_the_plenary_only(cast, session_in):
    session_in("live")
    add_item(cast)
    assert heard(cast.plenary, "agenda.changed") == 1
    assert Event.objects.filter(kind="agenda.changed").count() == 1


def test_whoever_leaves_is_out_of_every_room_with_hand_and_turn(cast, session_in):
    session_in("live")
    room = cast.start(Placement.PLENARY, FloorMode.QUEUE)
    rooms.raise_hand(viewer(cast.dara), room=room)
    rooms.raise_hand(viewer(cast.bilal), room=room)
    assert cast.plenary.holder_id == cast.dara.pk
    dara = viewer(cast.dara)
    changes.end_seat(viewer(cast.amina), seat=cast.dara)
    assert Listener.objects.filter(seat=cast.dara, until=None).count() == 0
    assert cast.plenary.holder_id == cast.bilal.pk
    assert [rules.can_hear(dara, room) for room in (cast.plenary, cast.caucus(cast.second))] == [False, False]


def test_a_colleague_who_joins_hears_the_table_and_the_team_and_no_caucus(cast, session_in):
    session_in("live")
    hana = make_user("Hana", cast.organisation, "facilitator")
    seat = changes.add_colleague(viewer(cast.amina), workshop=cast.workshop, user=hana)
    kinds = sorted(Listener.objects.filter(seat=seat, until=None).values_list("room__kind", flat=True))
    assert kinds == ["help_desk"] * 5 + ["plenary", "staff"]
