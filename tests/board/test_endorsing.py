"""A party stands behind a card: an Assent. Outside nothing is seen before it holds, inside only a count."""

import pytest

from tests.cast import client_of, client_of_staff, viewer
from workshops import rules
from workshops.board import actions
from workshops.board.endorsing import answer_endorsement, ask_endorsement
from workshops.live.log import Event
from workshops.programme.models import Assent

CHIPS = ("Upstream stands behind it", "Upstream يقف وراءها")  # Eli reads Arabic


@pytest.fixture
def asked(cast, write):
    """A card, about which the first party is asked."""
    cast.session_in("live")
    card = write("dara")
    ask_endorsement(viewer(cast.ben), card=card, party=cast.first)
    return card


def pages(cast, card):
    """{name: what this person reads of the card and of the board}."""
    browsers = {name: client_of(seat) for name, seat in cast.guests.items()}
    browsers |= {"amina": client_of_staff(cast.users.amina), "ben": client_of_staff(cast.users.ben)}
    urls = (f"/cards/{card.pk}/", f"/workshops/{cast.workshop.pk}/board/")
    return {name: "".join(browser.get(url).text for url in urls) for name, browser in browsers.items()}


def who_sees_it(cast, card):
    """Who reads that the first party stands behind it."""
    return {name for name, page in pages(cast, card).items() if any(chip in page for chip in CHIPS)}


def test_it_is_seen_when_the_last_has_said_yes_and_not_before(cast, asked):
    answer_endorsement(viewer(cast.bilal), card=asked, answer="yes")
    assert who_sees_it(cast, asked) == set()
    answer_endorsement(viewer(cast.chen), card=asked, answer="yes")
    assert who_sees_it(cast, asked) == set(cast.people)


def test_inside_there_is_a_count_and_outside_not_even_the_question(cast, asked):
    answer_endorsement(viewer(cast.bilal), card=asked, answer="no")
    read = pages(cast, asked)
    assert {name for name, page in read.items() if "1 of 2 have answered." in page} == {"bilal", "chen"}
    assert {name for name, page in read.items() if "Your party is asked" in page} == {"bilal", "chen"}


def test_only_the_caucus_hears_of_question_and_answers(cast, asked):
    answer_endorsement(viewer(cast.bilal), card=asked, answer="no")
    kinds = Event.objects.filter(kind__startswith="endorsement.")
    assert set(kinds.values_list("room", "seat_id")) == {(cast.caucus(cast.first).pk, None)}
    assert kinds.count() == 2


def test_a_changed_text_voids_it(cast, asked):
    for seat in (cast.bilal, cast.chen):
        answer_endorsement(viewer(seat), card=asked, answer="yes")
    actions.change_card(viewer(cast.dara), card=asked, version=1, title="Other", body="Words.")
    assert who_sees_it(cast, asked) == set()
    with pytest.raises(rules.NotAllowed):
        answer_endorsement(viewer(cast.bilal), card=asked, answer="yes")


def test_asking_again_goes_on_with_what_was_asked(cast, asked):
    answer_endorsement(viewer(cast.bilal), card=asked, answer="yes")
    ask_endorsement(viewer(cast.amina), card=asked, party=cast.first)
    answer_endorsement(viewer(cast.chen), card=asked, answer="yes")
    assert Assent.objects.filter(kind="card", held_at__isnull=False).count() == 1


def test_a_member_asks_their_own_party_and_no_other(cast, write):
    card = write("dara")
    with pytest.raises(rules.NotAllowed):
        ask_endorsement(viewer(cast.dara), card=card, party=cast.first)
    with pytest.raises(rules.NotAllowed):
        ask_endorsement(viewer(cast.esi), card=card, party=cast.first)
    assert ask_endorsement(viewer(cast.dara), card=card, party=cast.second).party == cast.second


def test_whoever_was_not_asked_has_no_answer(cast, asked):
    for seat in (cast.dara, cast.ben, cast.esi):
        with pytest.raises(rules.NotAllowed):
            answer_endorsement(viewer(seat), card=asked, answer="yes")
