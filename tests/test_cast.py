"""The cast is as it says, in every state of a session."""

import pytest

from tests.cast import STATES


@pytest.mark.parametrize("state", STATES)
def test_a_session_stands_in_the_state_asked_for(session_in, state):
    assert session_in(state).state == state


def test_a_session_has_its_people_where_they_belong(cast, session_in):
    session_in("live")
    heard = {
        room: sorted(str(seat) for seat in room.listeners.filter(until=None).values_list("seat_id", flat=True))
        for room in (cast.plenary, cast.caucus(cast.first), cast.caucus(cast.second), cast.staff_room)
    }
    assert list(heard.values()) == [
        sorted(str(seat.pk) for seat in seats)
        for seats in (
            cast.people.values(),
            (cast.amina, cast.bilal, cast.chen),
            (cast.ben, cast.dara, cast.eli),
            (cast.amina, cast.ben),
        )
    ]
