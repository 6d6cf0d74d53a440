"""The balance of voice against its formulas: w_i, r_i = w_i/(W/m), s_g = W_g/W, gap = max s_g − 1/|G|; and where it listens."""

import uuid

import pytest

from tests.cast import client_of_staff, viewer
from tests.live.scenario import say
from workshops import clock
from workshops.programme.models import FloorMode, Placement, Session
from workshops.rooms import actions as rooms
from workshops.rooms.models import Message
from workshops.running import actions
from workshops.running.console import Console
from workshops.running.voice import Voice, voice_of

A, B = "first", "second"


def voice(minutes=20, sides=(A, B), **words):
    """A voice of people called a1, a2, b1, …: the first letter is the party."""
    of = {"a": A, "b": B, "c": "third"}
    return Voice(words, {name: of[name[0]] for name in words}, sides, minutes)


def test_figures_of_unequal_parties_are_those_of_the_formulas():
    told = voice(a1=30, a2=50, a3=20, b1=100)
    assert (told.total, told.even) == (200, 50)
    assert [told.ratio(name) for name in ("a1", "a2", "a3", "b1")] == [0.6, 1.0, 0.4, 2.0]
    assert (told.share(A), told.share(B), told.even_share, told.gap) == (0.5, 0.5, 0.5, 0.0)


def test_the_gap_is_that_of_the_loudest_party_against_an_even_share():
    told = voice(a1=10, a2=20, b1=90)
    assert (told.share(A), told.share(B), told.gap) == (0.25, 0.75, 0.25)
    three = voice(sides=(A, B, "third"), a1=1, b1=1, c1=2)
    assert (three.even_share, three.share("third")) == (1 / 3, 0.5)
    assert three.gap == pytest.approx(1 / 6)


def test_of_no_words_nothing_is_read():
    told = voice(a1=0, b1=0)
    assert (told.total, told.even, told.ratio("a1"), told.share(A), told.gap) == (0, 0.0, 0.0, None, None)
    assert (told.hint("a1"), told.is_leaning) == ("", False)
    assert (voice().even, voice().is_leaning) == (0.0, False)


def test_of_a_party_that_is_absent_the_share_is_nothing_and_no_floor_is_suggested():
    told = voice(a1=50, a2=50)
    assert (told.share(A), told.share(B), told.gap, told.is_leaning) == (1.0, 0.0, 0.5, False)


@pytest.mark.parametrize(
    ("minutes", "words", "hint"),
    [(20, 39, "quiet"), (20, 40, ""), (19, 0, ""), (20, 0, "quiet")],
)
def test_quiet_is_below_two_fifths_of_an_even_share_after_twenty_minutes(minutes, words, hint):
    assert voice(minutes, a1=words, a2=150 - words, b1=150).hint("a1") == hint


def test_long_is_more_than_twice_an_even_share():
    assert (voice(a1=201, a2=0, b1=99).hint("a1"), voice(a1=200, a2=0, b1=100).hint("a1")) == ("long", "")


@pytest.mark.parametrize(("first", "leans"), [(39, True), (40, False), (60, False), (61, True)])
def test_it_leans_outside_forty_to_sixty_per_cent(first, leans):
    assert voice(a1=first, b1=100 - first).is_leaning is leans
    assert voice(19, a1=first, b1=100 - first).is_leaning is False


def test_it_listens_at_the_shared_table_to_members_of_parties_and_nowhere_else(cast):
    session = cast.session_in("live")
    say(cast.bilal, cast.plenary, "one two three")
    say(cast.dara, cast.plenary, "one two three four five")
    say(cast.amina, cast.plenary, "Thank you both for this")  # the team is not counted
    taken_back = say(cast.chen, cast.plenary, "I take this back")
    rooms.withdraw_message(viewer(cast.chen), message=taken_back)
    rooms.hold_messages(viewer(cast.amina), room=cast.plenary, is_holding=True)
    say(cast.eli, cast.plenary, "Nobody has heard this yet")
    say(cast.dara, cast.help_desk(cast.dara), "I need a pause")
    cast.start(Placement.CAUCUS, FloorMode.OPEN_SLOW)
    say(cast.bilal, cast.caucus(cast.first), "Between us and nobody else")
    told = voice_of(session, cast.plenary)
    assert told.words == {cast.bilal.pk: 3, cast.chen.pk: 0, cast.dara.pk: 5, cast.eli.pk: 0}
    assert (told.even, told.ratio(cast.dara.pk)) == (2.0, 2.5)
    assert (told.share(cast.first.pk), told.share(cast.second.pk), told.gap) == (3 / 8, 5 / 8, 1 / 8)


def test_an_item_has_its_own_balance_over_all_the_times_it_was_on(cast):
    session = cast.session_in("live")
    first, second = cast.session.items.first(), cast.item(Placement.PLENARY, FloorMode.QUEUE)
    say(cast.bilal, cast.plenary, "one two")
    actions.start_item(viewer(cast.amina), item=second)
    Message.objects.create(
        room=cast.plenary, seat=cast.dara, client_key=uuid.uuid4(), language="en", words=7,
        posted_at=clock.now(),
    )
    actions.start_item(viewer(cast.amina), item=first)
    say(cast.dara, cast.plenary, "three four five")
    assert voice_of(session, cast.plenary, first).words[cast.bilal.pk] == 2
    assert voice_of(session, cast.plenary, first).words[cast.dara.pk] == 3
    assert voice_of(session, cast.plenary, second).words[cast.dara.pk] == 7
    assert voice_of(session, cast.plenary).words[cast.dara.pk] == 10


def test_the_team_reads_the_numbers_and_nobody_else_sees_a_trace(cast, client_of):
    cast.session_in("live")
    say(cast.bilal, cast.plenary, "one two three")
    say(cast.dara, cast.plenary, "four")
    shown = Console(viewer(cast.ben), Session.objects.get(pk=cast.session.pk)).shares
    assert [(share, now) for _bench, share, now in shown] == [(75, 75), (25, 25)]
    console = client_of_staff(cast.users.ben).get(f"/sessions/{cast.session.pk}/console/people/").text
    assert ("75 %" in console, 'class="spark spark--balance"' in console) == (True, True)
    page = client_of(cast.bilal).get(f"/rooms/{cast.plenary.pk}/").text
    assert ("spark" in page, "75 %" in page) == (False, False)
