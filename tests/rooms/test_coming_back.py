"""Coming back: told once where we are, what one may read of what was said last, how much is new, and whose turn it is."""

import datetime
import re

import pytest

from tests.cast import viewer
from workshops import clock
from workshops.live import pokes
from workshops.programme.models import FloorMode, Placement, Seat, Session
from workshops.rooms import presence, wording
from workshops.rooms.actions import withdraw_message
from workshops.rooms.models import LastSeen, Message
from workshops.running.actions import pause_session, stop_session
from workshops.running.sweep import sweep


@pytest.fixture
def away(monkeypatch):
    """`away(minutes=40)`: so much later."""
    gone, now = [], clock.now
    monkeypatch.setattr(clock, "now", lambda: now() + sum(gone, datetime.timedelta()))
    return lambda **by: gone.append(datetime.timedelta(**by))


@pytest.fixture
def told(client_of):
    """`told(cast.dara, room)`: what this person's page says of their absence; None when nothing."""

    def told(seat, room):
        page = client_of(seat).get(f"/rooms/{room.pk}/").text
        found = re.search(r"<section class=\"back\".*?</section>", page, re.S)
        return found and " ".join(re.sub(r"<[^>]+>", " ", found[0]).split())

    return told


@pytest.fixture
def left(cast, plenary, told, away):
    """Dara has seen the table, and has been away for a day."""
    assert told(cast.dara, plenary) is None
    away(days=1)
    return plenary


def test_it_is_said_once_what_was_missed(cast, left, say, told):
    cast.start(Placement.PLENARY, FloorMode.OPEN_SLOW)
    say(cast.bilal, left, "The first well is dry.")
    say(cast.bilal, left, "The second one too.")
    says = told(cast.dara, left)
    assert "You were last here on" in says and "Read the 2 new statements" in says
    assert "Bilal The second one too." in says and "The first well" not in says
    assert "Everyone may write." in says
    assert told(cast.dara, left) is None  # and no more


def test_the_way_leads_to_the_first_that_is_new_by_a_page_of_its_own(cast, left, say, client_of):
    first = say(cast.bilal, left, "The first of many.")
    last = [say(cast.eli, left, f"Number {number}.") for number in range(30)][-1]
    page = client_of(cast.dara).get(f"/rooms/{left.pk}/").text
    assert f'data-jump href="?before={first.pk}#message-{first.pk}"' in page and f'id="message-{first.pk}"' not in page
    assert f'data-jump href="?before={last.pk}#message-{last.pk}"' in page
    assert f'id="message-{first.pk}"' in client_of(cast.dara).get(f"/rooms/{left.pk}/?before={first.pk}").text


@pytest.mark.parametrize(("minutes", "is_told"), [(29, False), (31, True)])
def test_a_short_absence_is_none(cast, plenary, told, away, minutes, is_told):
    told(cast.dara, plenary)
    away(minutes=minutes)
    assert (told(cast.dara, plenary) is not None) == is_told


def test_who_listens_is_not_away(cast, plenary, told, away):
    told(cast.dara, plenary)
    pair = {(plenary.pk, cast.dara.pk)}
    presence.seen(pokes.PROCESS, pair)
    away(minutes=50)
    presence.still_here(pokes.PROCESS, pair)
    away(minutes=20)
    assert told(cast.dara, plenary) is None


def test_nothing_new_is_said_too_and_ones_own_words_are_not_new(cast, left, say, told):
    say(cast.dara, left, "From another device.")
    assert "Nothing new was said meanwhile." in told(cast.dara, left)


def test_what_one_may_not_read_is_neither_quoted_nor_counted(cast, left, say, told):
    taken_back = say(cast.bilal, left, "Taken back.")
    say(cast.bilal, left, "This stands.")
    for text, changed in (("Held words.", {"held_at": clock.now()}), ("Silent words.", {"silent_at": clock.now()})):
        Message.objects.filter(pk=say(cast.bilal, left, text).pk).update(**changed)
    withdraw_message(viewer(cast.bilal), message=taken_back)
    says = told(cast.dara, left)
    assert "Bilal This stands." in says and "Read the 1 new statement" in says
    assert not re.search("Taken back|Held words|Silent words", says)


def test_what_was_put_otherwise_is_quoted_as_it_stands(cast, left, say, told):
    message = say(cast.bilal, left, "The old words.")
    wording.edit_message(viewer(cast.bilal), message=message, text="The new words.")
    assert "The new words." in told(cast.dara, left)


def test_each_room_has_its_own_and_one_does_not_tell_of_another(cast, left, say, told):
    cast.start(Placement.CAUCUS, FloorMode.OPEN_SLOW)
    caucus = cast.caucus(cast.second)
    say(cast.eli, caucus, "Only among us.")
    assert "Only among us" not in told(cast.dara, left)
    assert told(cast.dara, caucus) is None  # there she has never been
    assert "Only among us" not in (told(cast.bilal, left) or "")


def test_whose_turn_it_is(cast, left, told, away):
    Seat.objects.update(language="en")
    cast.start(Placement.PLENARY, FloorMode.ROUND)
    left.refresh_from_db()
    holder = Seat.objects.get(pk=left.holder_id)
    order = [turn.seat for turn in left.turns.select_related("seat")]
    for seat in order[:3]:
        told(seat, left)
    away(hours=2)
    said = {seat.pk: told(seat, left) for seat in order[:3]}
    names = {seat.pk: name.capitalize() for name, seat in cast.people.items()}
    assert "It is your turn." in said[holder.pk]
    assert f"Now {names[order[0].pk]} , then you" in said[order[1].pk]
    assert f"Now {names[order[0].pk]} , then {names[order[1].pk]}" in said[order[2].pk]


def test_where_nothing_goes_on_nobody_is_told_anything(cast, left, told):
    stop_session(viewer(cast.amina), session=cast.session)
    assert told(cast.dara, left) is None


def test_in_a_pause_one_is(cast, left, told):
    pause_session(viewer(cast.amina), session=cast.session)
    assert told(cast.dara, left) is not None


def test_when_somebody_was_here_goes_with_the_session(cast, left):
    assert LastSeen.objects.filter(seat=cast.dara).exists()
    assert sweep()["last_seen"] == 0
    for state in ("stopped", "closed"):
        cast._step(viewer(cast.amina), Session.State(state))
    assert (sweep()["last_seen"], LastSeen.objects.count()) == (1, 0)
