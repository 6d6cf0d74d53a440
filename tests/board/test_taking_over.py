"""What an exercise has brought is laid on the board, once, under the mark of whose it is, with where it comes from."""

import pytest

from tests import runs
from tests.cast import client_of, client_of_staff, viewer
from workshops import rules
from workshops.board import taking_over
from workshops.board.models import Card, CardMove
from workshops.exercises import actions as exercises
from workshops.exercises import giving
from workshops.exercises.course import Course
from workshops.exercises.models import Run


@pytest.fixture
def finished(cast):
    """`finished(slug)`: a run at the table that has come to its end, and went well."""

    def go_through(slug, step="never"):
        cast.session_in("live")
        (run,) = runs.begin(cast, slug, "parties")
        runs.until(run, step)
        return Run.objects.get(pk=run.pk)

    return go_through


def gifts(run):
    return giving.gifts_of(Course(Run.objects.select_related("room__workshop", "item__session").get(pk=run.pk)))


def test_needs_and_fears_are_given_by_each_party_once_it_has_let_them_out(cast, finished):
    run = finished("needs_fears_exchange")
    found = gifts(run)
    assert {(it.kind, it.party_id) for it in found} == {(kind, party.pk) for kind in ("need", "limit") for party in (cast.first, cast.second)}
    assert all(it.is_restated and it.text for it in found)
    assert len({it.key for it in found}) == len(found)


def test_nothing_is_given_before_the_end_or_by_what_was_stopped(cast, finished):
    run = finished("needs_fears_exchange", "overlap")
    assert gifts(run) == []
    exercises.close_run(viewer(cast.amina), run=run)
    assert gifts(run) == []


def test_what_two_people_told_each_other_stays_with_them(cast):
    cast.session_in("live")
    run = runs.begin(cast, "onion", "pairs")[0]
    runs.until(run, "never")
    assert Run.objects.get(pk=run.pk).state == Run.State.COMPLETED
    assert gifts(run) == []


def test_constraints_become_limits(finished):
    assert {it.kind for it in gifts(finished("constraint_swap"))} == {"limit"}


def test_a_facilitator_takes_them_over_once(cast, finished):
    run = finished("needs_fears_exchange")
    amina, ben = viewer(cast.amina), viewer(cast.ben)
    (offer,) = taking_over.offers_for(amina, cast.workshop)
    assert offer.count == len(gifts(run))
    made = taking_over.take_over(amina, workshop=cast.workshop, run=run)
    assert len(made) == offer.count
    assert taking_over.take_over(ben, workshop=cast.workshop, run=run) == []
    assert taking_over.offers_for(ben, cast.workshop) == []
    cards = Card.objects.filter(origin=run)
    assert cards.count() == offer.count == CardMove.objects.filter(card__in=cards).count()
    assert {card.restated_version for card in cards} == {1}
    assert {card.column for card in cards} == {"needs_limits"}
    said = {card.versions.get().open(rules.keys_for(amina), "title") for card in cards}
    assert said == {it.text for it in gifts(run)}


def test_participants_are_offered_nothing_and_see_the_cards_and_where_they_come_from(cast, finished):
    run = finished("needs_fears_exchange")
    board = f"/workshops/{cast.workshop.pk}/board/"
    amina, dara = client_of_staff(cast.users.amina), client_of(cast.dara)
    assert "Take over" in amina.get(board).text
    assert "Take over" not in dara.get(board).text
    assert dara.post(f"{board}origins/", {"run": run.pk}).status_code == 404
    assert amina.post(f"{board}origins/", {"run": run.pk}).status_code == 302
    assert "Take over" not in amina.get(board).text
    card = Card.objects.filter(origin=run).first()
    title = card.versions.get().open(rules.keys_for(viewer(cast.amina)), "title")
    assert title in dara.get(board).text
    page = dara.get(f"/cards/{card.pk}/").text
    assert "From the exercise “Needs and fears across the table”" in page
    assert "The other side has said it back" in page


def test_a_line_that_is_too_long_for_a_title_stands_whole_below_it(cast, finished, monkeypatch):
    run = finished("needs_fears_exchange")
    text = "A need that goes on and on " * 8
    long = giving.Gift("key", "need", cast.first.pk, text.strip(), "en", True)
    monkeypatch.setattr(taking_over, "gifts_of", lambda course: [long])
    (card,) = taking_over.take_over(viewer(cast.amina), workshop=cast.workshop, run=run)
    said, keys = card.versions.get(), rules.keys_for(viewer(cast.amina))
    assert len(said.open(keys, "title")) <= 120 and said.open(keys, "title").endswith("…")
    assert said.open(keys, "body") == text.strip()
