"""Whose turn it is: the server decides, parties alternate, and a pass cannot be told from a turn."""

import datetime
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import viewer
from workshops import clock
from workshops.live.log import Event
from workshops.programme.models import Placement
from workshops.rooms import actions, floor
from workshops.rooms.models import FloorMode, FloorRequest, Room
from workshops.rules import NotAllowed
from workshops.running.door import remove_person

ELSEWHERE = "It is somebody else's turn. You may write a draft meanwhile."


@pytest.fixture
def in_mode(cast, session_in):
    """`in_mode("round")`: the plenary, in that floor mode."""
    session_in("live")
    return lambda mode: cast.start(Placement.PLENARY, mode)


def holder(room):
    """Who has the floor now, by name of the cast; None when nobody has."""
    room.refresh_from_db()
    return room.holder_id


def order_of(room):
    """The seats in the order of the round."""
    return [turn.seat for turn in room.turns.select_related("seat")]


def parties_of(seats):
    """Their parties, as letters."""
    known = {}
    return "".join(known.setdefault(seat.party_id, "ABCDE"[len(known)]) for seat in seats)


# --- round ----------------------------------------------------------------------------------------------


def test_a_round_gives_one_turn_to_each_and_alternates_the_parties(cast, in_mode, say, silence):
    room = in_mode(FloorMode.ROUND)
    seats = order_of(room)
    assert {seat.pk for seat in seats} == {seat.pk for seat in (cast.bilal, cast.chen, cast.dara, cast.eli)}
    assert parties_of(seats) == "ABAB"
    for seat in seats:
        assert holder(room) == seat.pk
        others = [other for other in seats if other != seat]
        assert [silence(other, room) for other in others] == [ELSEWHERE] * 3
        say(seat, room)
    assert holder(room) is None
    assert [silence(seat, room) for seat in seats] == [ELSEWHERE] * 4


def test_facilitators_speak_in_a_round_without_taking_a_turn(cast, in_mode, say):
    room = in_mode(FloorMode.ROUND)
    before = holder(room)
    say(cast.amina, room)
    assert holder(room) == before


@given(st.lists(st.integers(1, 6), min_size=2, max_size=4), st.data())
def test_unequal_parties_alternate_as_long_as_they_can(sizes, data):
    seats = [SimpleNamespace(party_id=party) for party, size in enumerate(sizes) for _ in range(size)]
    first = data.draw(st.sampled_from(range(len(sizes))))
    order = floor.alternate(data.draw(st.permutations(seats)), first)
    assert sorted(map(id, order)) == sorted(map(id, seats))
    assert order[0].party_id == first
    for row in range(max(sizes)):
        expected = sorted(party for party, size in enumerate(sizes) if size > row)
        begin = sum(min(size, row) for size in sizes)
        assert sorted(seat.party_id for seat in order[begin : begin + len(expected)]) == expected


def test_either_party_may_come_first(cast, in_mode):
    room = in_mode(FloorMode.ROUND)
    first = set()
    for _ in range(40):
        floor.begin(room, mode=FloorMode.ROUND)
        first.add(order_of(room)[0].party_id)
    assert first == {cast.first.pk, cast.second.pk}


def test_who_comes_late_speaks_last(cast, in_mode):
    room = in_mode(FloorMode.ROUND)
    late = order_of(room)[1]
    remove_person(viewer(cast.amina), session=cast.session, seat=late)
    cast.admit(late)
    assert order_of(room)[-1] == late
    assert len(order_of(room)) == 4


def test_who_comes_after_the_last_turn_has_the_floor(cast, in_mode, say):
    room = in_mode(FloorMode.ROUND)
    late = order_of(room)[-1]
    remove_person(viewer(cast.amina), session=cast.session, seat=late)
    for seat in order_of(room):
        say(seat, room)
    assert holder(room) is None
    cast.admit(late)
    assert holder(room) == late.pk


def test_admitting_somebody_twice_gives_no_second_turn(cast, in_mode, say):
    room = in_mode(FloorMode.ROUND)
    done = order_of(room)[0]
    say(done, room)
    cast.admit(done)
    assert len(order_of(room)) == 4


def test_who_is_removed_takes_their_turn_with_them(cast, in_mode):
    room = in_mode(FloorMode.ROUND)
    first, second, *_ = order_of(room)
    remove_person(viewer(cast.amina), session=cast.session, seat=first)
    assert holder(room) == second.pk


def test_a_facilitator_goes_on(cast, in_mode):
    room = in_mode(FloorMode.ROUND)
    second = order_of(room)[1]
    actions.move_floor_on(viewer(cast.ben), room=room)
    assert holder(room) == second.pk


# --- passing --------------------------------------------------------------------------------------------


def trace(room, seen):
    """What the room's log says after event number `seen`: kinds and facts, not who stood in between."""
    return list(Event.objects.filter(room=room, seq__gt=seen).order_by("seq").values_list("kind", "facts"))


def test_a_pass_leaves_the_same_trace_as_the_end_of_a_turn(cast, in_mode):
    room = in_mode(FloorMode.ROUND)
    traces, columns = [], []
    for act in (actions.pass_floor, actions.move_floor_on):
        room.refresh_from_db()
        seen, seat = room.head, room.holder
        who = seat if act is actions.pass_floor else cast.ben
        act(viewer(who), room=room)
        traces.append(trace(room, seen))
        event = Event.objects.filter(room=room).latest("seq")
        columns.append((event.kind, event.seat_id, event.subject_id == holder(room)))
    assert traces[0] == traces[1] == [("floor.given", {})]
    assert columns[0] == columns[1] == ("floor.given", None, True)


def test_only_who_has_the_floor_may_pass(cast, in_mode):
    room = in_mode(FloorMode.ROUND)
    for name, seat in cast.people.items():
        if seat.pk != room.holder_id:
            with pytest.raises(NotAllowed):
                actions.pass_floor(viewer(seat), room=room)
            assert holder(room) == room.holder_id, name


# --- queue ----------------------------------------------------------------------------------------------


def raise_hands(room, *seats):
    """These people raise their hands, one after the other."""
    for seat in seats:
        actions.raise_hand(viewer(seat), room=room)


def test_the_first_hand_in_a_free_queue_has_the_floor(cast, in_mode):
    room = in_mode(FloorMode.QUEUE)
    raise_hands(room, cast.dara)
    assert holder(room) == cast.dara.pk


def test_a_queue_alternates_the_parties(cast, in_mode, say):
    room = in_mode(FloorMode.QUEUE)
    raise_hands(room, cast.bilal, cast.chen, cast.dara, cast.eli)
    spoke = []
    while holder(room):
        spoke.append(room.holder)
        say(room.holder, room)
    assert [seat.pk for seat in spoke] == [seat.pk for seat in (cast.bilal, cast.dara, cast.chen, cast.eli)]


def test_without_hands_of_the_others_one_party_goes_on(cast, in_mode, say):
    room = in_mode(FloorMode.QUEUE)
    raise_hands(room, cast.bilal, cast.chen)
    say(cast.bilal, room)
    assert holder(room) == cast.chen.pk


def test_only_who_has_the_floor_speaks_in_a_queue(cast, in_mode, silence):
    room = in_mode(FloorMode.QUEUE)
    assert silence(cast.dara, room) == ELSEWHERE
    raise_hands(room, cast.bilal, cast.dara)
    assert silence(cast.dara, room) == ELSEWHERE
    assert silence(cast.bilal, room) is None
    assert silence(cast.dara, room) is None


def test_raising_a_hand_twice_is_raising_it_once(cast, in_mode):
    room = in_mode(FloorMode.QUEUE)
    raise_hands(room, cast.bilal, cast.dara, cast.dara)
    assert FloorRequest.objects.count() == 2


def test_a_hand_may_be_lowered(cast, in_mode, say):
    room = in_mode(FloorMode.QUEUE)
    raise_hands(room, cast.bilal, cast.dara)
    actions.lower_hand(viewer(cast.dara), room=room)
    say(cast.bilal, room)
    assert holder(room) is None


def test_a_facilitator_gives_the_floor_out_of_order(cast, in_mode, silence):
    room = in_mode(FloorMode.QUEUE)
    raise_hands(room, cast.bilal, cast.dara, cast.chen)
    hand = FloorRequest.objects.get(seat=cast.chen)
    actions.give_floor(viewer(cast.ben), request=hand)
    assert holder(room) == cast.chen.pk
    assert silence(cast.bilal, room) == ELSEWHERE
    with pytest.raises(NotAllowed, match="no longer up"):
        actions.give_floor(viewer(cast.ben), request=hand)


@pytest.mark.parametrize("name", ["amina", "esi", "farid"])
def test_no_hand_of_facilitators_observers_and_strangers(cast, in_mode, name):
    room = in_mode(FloorMode.QUEUE)
    with pytest.raises(NotAllowed):
        raise_hands(room, getattr(cast, name))


@pytest.mark.parametrize("mode", [FloorMode.ROUND, FloorMode.OPEN_SLOW, FloorMode.FACILITATOR_ONLY])
def test_hands_are_for_the_queue(cast, in_mode, mode):
    room = in_mode(mode)
    with pytest.raises(NotAllowed):
        raise_hands(room, cast.dara)


def test_who_is_removed_takes_their_hand_and_the_floor_with_them(cast, in_mode):
    room = in_mode(FloorMode.QUEUE)
    raise_hands(room, cast.bilal, cast.chen, cast.dara)
    for seat in (cast.dara, cast.bilal):
        remove_person(viewer(cast.amina), session=cast.session, seat=seat)
    assert holder(room) == cast.chen.pk
    assert [hand.seat_id for hand in FloorRequest.objects.filter(ended_at=None)] == [cast.chen.pk]


@pytest.mark.parametrize("act", [actions.move_floor_on, actions.hold_messages, actions.change_floor])
@pytest.mark.parametrize("name", ["dara", "esi", "farid"])
def test_only_facilitators_lead(cast, in_mode, act, name):
    room = in_mode(FloorMode.QUEUE)
    more = {actions.hold_messages: {"is_holding": True}, actions.change_floor: {"mode": FloorMode.ROUND}}
    with pytest.raises(NotAllowed):
        act(viewer(getattr(cast, name)), room=room, **more.get(act, {}))


# --- the other modes ------------------------------------------------------------------------------------


def test_only_facilitators_speak_when_they_have_the_floor(cast, in_mode, silence):
    room = in_mode(FloorMode.FACILITATOR_ONLY)
    said = {name: silence(seat, room) for name, seat in cast.people.items()}
    assert said == {
        "amina": None,
        "ben": None,
        **dict.fromkeys(("bilal", "chen", "dara", "eli"), "The facilitators are speaking."),
        "esi": "Observers read and do not write.",
    }


def test_open_slow_waits_between_two_messages_of_one_person(cast, in_mode, silence, monkeypatch):
    room, began = in_mode(FloorMode.OPEN_SLOW), clock.now()
    Room.objects.filter(pk=room.pk).update(slow_seconds=30)
    said = {}
    for second in (0, 1, 29.5, 30, 30.5):
        monkeypatch.setattr(clock, "now", lambda: began + datetime.timedelta(seconds=second))  # noqa: B023
        said[second] = silence(cast.dara, room)
    wait = "One message every 30 seconds: yours can go in {}."
    assert said == {0: None, 1: wait.format(29), 29.5: wait.format(1), 30: None, 30.5: wait.format(30)}
    assert silence(cast.bilal, room) is None
    assert [silence(cast.amina, room) for _ in range(2)] == [None, None]


def test_another_mode_takes_hands_and_turns_down(cast, in_mode):
    room = in_mode(FloorMode.QUEUE)
    raise_hands(room, cast.bilal, cast.dara)
    actions.change_floor(viewer(cast.amina), room=room, mode=FloorMode.OPEN_SLOW, slow_seconds=5)
    room.refresh_from_db()
    assert (room.floor_mode, room.slow_seconds, room.holder_id) == (FloorMode.OPEN_SLOW, 5, None)
    assert FloorRequest.objects.filter(ended_at=None).count() == 0
