"""A fishbowl: some write, the others read; the server holds to it, and one button turns it round."""

import pytest

from tests import tables
from tests.cast import client_of_staff, viewer
from tests.live.scenario import say
from workshops.programme.models import FloorMode, Placement
from workshops.rooms import actions, fishbowl
from workshops.rooms.models import Room
from workshops.rules import NotAllowed, why_not_post
from workshops.running import actions as running

READS = "The inner circle is speaking; you read."


@pytest.fixture
def bowl(cast):
    """`bowl(mode)`: the long table, a fishbowl in which the first party writes."""

    def begin(mode=FloorMode.OPEN_SLOW):
        cast.session_in("live")
        running.start_item(viewer(cast.amina), item=tables.tables_item(cast, placement=Placement.FISHBOWL, mode=mode))
        fishbowl.choose_circle(viewer(cast.amina), room=cast.plenary, party=cast.first)
        return cast.plenary

    return begin


def silence(cast, room):
    """{name: why they may not write} of the four of the parties."""
    room.refresh_from_db()
    return {name: why_not_post(viewer(getattr(cast, name)), room) for name in ("bilal", "chen", "dara", "eli")}


def test_only_the_circle_writes_until_it_is_swapped(cast, bowl):
    room = bowl()
    assert silence(cast, room) == {"bilal": None, "chen": None, "dara": READS, "eli": READS}
    with pytest.raises(NotAllowed, match=READS):
        say(cast.dara, room)
    say(cast.amina, room)
    client_of_staff(cast.users.ben).post(f"/rooms/{room.pk}/circle/swap/")
    assert silence(cast, room) == {"bilal": READS, "chen": READS, "dara": None, "eli": None}


def test_people_can_be_chosen_by_name_and_swapped_too(cast, bowl):
    room, staff = bowl(), client_of_staff(cast.users.amina)
    assert staff.post(f"/rooms/{room.pk}/circle/", {"who": "people"}).status_code == 422
    staff.post(f"/rooms/{room.pk}/circle/", {"who": "people", "people": [str(cast.chen.pk), str(cast.dara.pk)]})
    assert silence(cast, room) == {"bilal": READS, "chen": None, "dara": None, "eli": READS}
    fishbowl.swap_circle(viewer(cast.amina), room=room)
    assert silence(cast, room) == {"bilal": None, "chen": READS, "dara": READS, "eli": None}


def test_in_a_round_only_the_circle_has_turns_and_in_a_queue_only_it_raises_hands(cast, bowl):
    room = bowl(FloorMode.ROUND)
    assert {turn.seat_id for turn in room.turns.all()} == {cast.bilal.pk, cast.chen.pk}
    actions.change_floor(viewer(cast.amina), room=room, mode=FloorMode.QUEUE)
    actions.raise_hand(viewer(cast.bilal), room=room)
    with pytest.raises(NotAllowed):
        actions.raise_hand(viewer(cast.dara), room=room)


def test_whoever_is_given_the_floor_may_write_from_outside(cast, bowl):
    """The seam for one clarifying question."""
    room = bowl(FloorMode.QUEUE)
    Room.objects.filter(pk=room.pk).update(holder=cast.dara)
    assert silence(cast, room)["dara"] is None


def test_another_item_ends_it_and_a_second_fishbowl_begins_with_the_other_party(cast, bowl):
    room = bowl()
    cast.start(Placement.PLENARY, FloorMode.OPEN_SLOW)
    assert set(silence(cast, room).values()) == {None}
    running.start_item(viewer(cast.amina), item=tables.tables_item(cast, position=61, placement=Placement.FISHBOWL))
    assert silence(cast, room) == {"bilal": READS, "chen": READS, "dara": None, "eli": None}
    with pytest.raises(NotAllowed):
        fishbowl.swap_circle(viewer(cast.bilal), room=room)
