"""The board's page: live for who sits at the table, the same part drawn again as drawn at first, few queries for many cards."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.board import table
from tests.cast import client_of, client_of_staff, viewer
from workshops.board.endorsing import ask_endorsement
from workshops.programme.models import Seat

TOKENS = re.compile(r'csrfmiddlewaretoken" value="[^"]*')


def test_what_is_fetched_again_is_what_the_page_shows(cast, polled):
    cast.session_in("live")
    polled({"bilal": 1})
    url = f"/workshops/{cast.workshop.pk}/board/"
    for name, seat in cast.people.items():
        browser = client_of_staff(seat.user) if seat.user else client_of(seat)
        page, part = browser.get(url).text, browser.get(url, headers={"HX-Request": "true"}).text
        assert TOKENS.sub("", part.strip()) in TOKENS.sub("", page), name
        assert not part.lstrip().startswith("<!doctype")


def test_it_listens_to_the_plenary_and_ones_own_caucus_and_to_nothing_else(cast, write):
    cast.session_in("live")
    write("dara")
    heard = {
        name: set(re.findall(r'data-room="([0-9a-f-]+)"', client_of(seat).get(f"/workshops/{cast.workshop.pk}/board/").text))
        for name, seat in cast.guests.items()
    }
    plenary, first, second = (str(room.pk) for room in (cast.plenary, cast.caucus(cast.first), cast.caucus(cast.second)))
    assert heard["bilal"] == {plenary, first}
    assert heard["eli"] == {plenary, second}
    assert heard["esi"] == {plenary}


def test_before_the_first_lobby_the_board_is_there_and_nobody_listens(cast, write):
    write("dara")
    page = client_of(cast.bilal).get(f"/workshops/{cast.workshop.pk}/board/").text
    assert "Gauges in pairs" in page
    assert "data-cursor" not in page


@pytest.mark.parametrize("name", ["bilal", "amina"])
def test_many_cards_take_as_many_queries_as_one(cast, name):
    def queries():
        seat = cast.people[name]
        browser = client_of_staff(seat.user) if seat.user else client_of(seat)
        with CaptureQueriesContext(connection) as caught:
            browser.get(f"/workshops/{cast.workshop.pk}/board/")
        return len(caught)

    table.committed(cast, card=table.adopted(cast, "One"))
    one = queries()
    for title in ("Two", "Three"):
        card = table.adopted(cast, title)
        table.committed(cast, card=card)
        ask_endorsement(viewer(cast.amina), card=card, party=cast.first)
    assert queries() == one


def test_the_way_from_the_lobby_says_what_waits(cast, polled):
    polled({})
    assert "one poll waits for your ballot" in client_of(cast.bilal).get("/arrival/lobby/").text
    assert "one poll waits" not in client_of(cast.esi).get("/arrival/lobby/").text


def test_links_to_the_board_stand_where_people_are(cast):
    cast.session_in("live")
    url = f'href="/workshops/{cast.workshop.pk}/board/"'
    amina, bilal = client_of_staff(cast.users.amina), client_of(cast.bilal)
    assert url in bilal.get(f"/rooms/{cast.plenary.pk}/").text
    for page in (f"/workshops/{cast.workshop.pk}/", f"/sessions/{cast.session.pk}/console/"):
        assert url in amina.get(page).text


def test_whoever_has_not_finished_the_way_in_finds_no_board(cast):
    Seat.objects.filter(pk=cast.bilal.pk).update(arrived_at=None)
    assert client_of(cast.bilal).get(f"/workshops/{cast.workshop.pk}/board/").status_code == 404
