"""Reading a room's log: in order, for those who may hear it at that moment, and the same whoever listens beside one."""

import json

from django.db import connection

from tests.cast import viewer
from tests.live.scenarios import everybody_talks, hands_are_up, say
from workshops.live import cursors
from workshops.live.reader import catch_up, read_batch
from workshops.rooms.actions import hold_messages
from workshops.rooms.models import Listener
from workshops.running.door import remove_person


def heard(seat, room, position=0):
    """What this person would be sent of a room after a position, without the cursor."""
    who = viewer(seat)
    frame = json.loads(catch_up(who, room, cursors.make(room.pk, who, position)))
    frame.pop("c", None)
    return frame


class Meanwhile:
    """Does something once, between the first and the second statement of what is being read."""

    def __init__(self, act):
        self.act = act

    def __call__(self, execute, sql, params, many, context):
        """Runs around each statement."""
        result = execute(sql, params, many, context)
        if self.act and ("workshops_event" in sql or "workshops_listener" in sql):
            act, self.act = self.act, None
            rows = context["cursor"].fetchall()
            act()
            context["cursor"].fetchall = lambda: rows
        return result


def test_who_is_removed_while_a_room_is_read_hears_nothing_of_what_follows(cast, session_in):
    session_in("live")
    room, dara = cast.plenary, viewer(cast.dara)

    def remove_and_speak():
        remove_person(viewer(cast.amina), session=cast.session, seat=cast.dara)
        say(cast.bilal, cast.plenary, "Now that she is gone.")

    with connection.execute_wrapper(Meanwhile(remove_and_speak)):
        batch = read_batch(room.pk, 0)
    assert not batch.may_hear(dara) or "gone" not in batch.frame(room.pk, dara, 0)


def much_at_once(cast):
    """Hands are up, and what the one who speaks has said is held: every page shows something else."""
    hands_are_up(cast)
    hold_messages(viewer(cast.amina), room=cast.plenary, is_holding=True)
    say(cast.bilal, cast.plenary, "You stole it.")


def test_one_batch_for_many_gives_each_what_a_batch_of_their_own_gives(cast, still_clock):
    much_at_once(cast)
    room, batch = cast.plenary, read_batch(cast.plenary.pk, 0)
    for name, seat in cast.people.items():
        frame = json.loads(batch.frame(room.pk, viewer(seat), 0))
        frame.pop("c")
        assert frame == heard(seat, room), name


def test_a_batch_does_not_depend_on_who_is_served_first(cast, still_clock):
    much_at_once(cast)
    room, frames = cast.plenary, []
    for names in (sorted(cast.people), sorted(cast.people, reverse=True)):
        batch = read_batch(room.pk, 0)
        given = {name: json.loads(batch.frame(room.pk, viewer(cast.people[name]), 0)) for name in names}
        frames.append({name: frame["ops"] for name, frame in given.items()})
    assert frames[0] == frames[1]


def test_what_was_heard_is_not_heard_again(cast):
    everybody_talks(cast)
    room = cast.plenary
    assert heard(cast.dara, room, room.head)["ops"] == []


def test_a_stranger_hears_nothing(cast):
    everybody_talks(cast)
    for room in cast.workshop.rooms.all():
        hears = set(Listener.objects.filter(room=room, until=None).values_list("seat_id", flat=True))
        for seat in (*cast.people.values(), cast.farid):
            if seat.pk not in hears:
                assert heard(seat, room) == {"bye": "removed", "room": str(room.pk)}


def test_nothing_is_heard_of_a_room_by_who_has_left_the_workshop(cast):
    everybody_talks(cast)
    before = viewer(cast.dara)
    cast.dara.ended_at = cast.dara.created_at
    cast.dara.save()
    answer = catch_up(before, cast.plenary, cursors.make(cast.plenary.pk, before, 0))
    assert json.loads(answer) == {"bye": "removed", "room": str(cast.plenary.pk)}


def test_many_events_are_read_in_pieces_without_a_gap(cast, session_in):
    """The cursor of each piece leads to the next."""
    session_in("live")
    room, dara = cast.plenary, viewer(cast.dara)
    texts = [f"Sentence {number}." for number in range(210)]
    for text in texts:
        say(cast.ben, room, text)
    cursor, seen = cursors.make(room.pk, dara, room.head), []
    for _ in range(2):
        frame = json.loads(catch_up(dara, room, cursor))
        cursor = frame["c"]
        seen += [op["html"] for op in frame["ops"]]
    assert len(seen) == len(texts)
    assert all(text in html for text, html in zip(texts, seen, strict=True))
