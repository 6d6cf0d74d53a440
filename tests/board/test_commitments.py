"""Commitments: from what was adopted only, and nobody takes anything on but by their own word."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from tests.board import table
from tests.cast import client_of, client_of_staff, viewer
from workshops import rules
from workshops.board import committing
from workshops.board.models import Commitment, Owner
from workshops.live.log import Event


@pytest.fixture
def commitment(cast):
    """Made from a joint strategy; nobody has taken it on."""
    cast.session_in("live")
    return table.committed(cast)


def take(cast, commitment, *names, is_taken=True):
    """These people say yes (or no) for themselves."""
    for name in names:
        committing.answer_ownership(viewer(cast.people[name]), commitment=commitment, is_taken=is_taken)


def page(cast, name, commitment):
    """The commitment's page as this person reads it."""
    seat = cast.people[name]
    browser = client_of_staff(seat.user) if seat.user else client_of(seat)
    return browser.get(f"/commitments/{commitment.pk}/").text


def test_only_what_has_been_adopted_is_committed_to(cast, judged):
    with pytest.raises(rules.NotAllowed):
        table.committed(cast, card=judged())


def test_a_pilot_ends_within_ninety_days(cast, polled):
    from workshops.board import polling

    poll = polled({"bilal": 6, "chen": 6, "dara": 1, "eli": 1})
    polling.close_poll(viewer(cast.amina), poll=poll)
    day = datetime.date(2030, 1, 1)
    facts = {"card": poll.card, "title": "Try", "done_when": "Tried.", "start_on": day}
    with pytest.raises(ValidationError):
        committing.make_commitment(viewer(cast.dara), **facts, due_on=day + datetime.timedelta(days=91))
    committing.make_commitment(viewer(cast.dara), **facts, due_on=day + datetime.timedelta(days=90))


def test_to_propose_somebody_is_to_ask_them_and_only_they_see_it(cast, commitment):
    committing.ask_owner(viewer(cast.amina), commitment=commitment, seat=cast.bilal)
    assert Owner.objects.get().confirmed_at is None
    asked = {name for name in cast.people if "Somebody asks whether you would take this on" in page(cast, name, commitment)}
    assert asked == {"bilal"}
    assert set(Event.objects.filter(kind="owner.asked").values_list("room", flat=True)) == {cast.caucus(cast.first).pk}
    take(cast, commitment, "bilal", is_taken=False)
    assert not Event.objects.filter(kind="commitment.confirmed").exists()


def test_nobody_is_made_an_owner_by_others(cast, commitment):
    for name in ("amina", "chen", "dara"):
        committing.ask_owner(viewer(cast.people[name]), commitment=commitment, seat=cast.bilal)
    assert "nobody has said yes yet" in page(cast, "dara", commitment)
    take(cast, commitment, "bilal")
    assert "Bilal" in page(cast, "dara", commitment)


def test_staff_and_guests_without_party_own_nothing(cast, commitment):
    for name in ("amina", "esi"):
        with pytest.raises(rules.NotAllowed):
            take(cast, commitment, name)
    with pytest.raises(rules.NotAllowed):
        committing.ask_owner(viewer(cast.dara), commitment=commitment, seat=cast.esi)


def test_it_moves_when_each_party_has_somebody(cast, commitment):
    take(cast, commitment, "dara")
    for act in (committing.follow_commitment, lambda who, commitment: committing.change_commitment(who, commitment=commitment, status="on_track")):
        with pytest.raises(rules.NotAllowed):
            act(viewer(cast.dara), commitment=commitment)
    take(cast, commitment, "bilal")
    committing.follow_commitment(viewer(cast.dara), commitment=commitment)
    committing.change_commitment(viewer(cast.bilal), commitment=commitment, status="on_track", note="Four sheets.")
    now = Commitment.objects.get()
    assert (now.column, now.status) == ("follow_up", "on_track")


def test_only_owners_and_facilitators_say_where_it_stands(cast, commitment):
    take(cast, commitment, "dara", "bilal")
    with pytest.raises(rules.NotAllowed):
        committing.change_commitment(viewer(cast.eli), commitment=commitment, status="done")
    with pytest.raises(ValidationError):
        committing.change_commitment(viewer(cast.ben), commitment=commitment, status="blocked")
    committing.change_commitment(viewer(cast.ben), commitment=commitment, status="blocked", blocked_by="external")
    assert Commitment.objects.get().blocked_by == "external"


def test_to_let_go_takes_all_owners_and_a_facilitator(cast, commitment):
    take(cast, commitment, "dara", "bilal")
    release = {"commitment": commitment, "status": "released"}
    committing.let_go(viewer(cast.dara), commitment=commitment)
    for name in ("amina", "dara"):
        with pytest.raises(rules.NotAllowed):
            committing.change_commitment(viewer(cast.people[name]), **release)
    committing.let_go(viewer(cast.bilal), commitment=commitment)
    with pytest.raises(rules.NotAllowed):
        committing.change_commitment(viewer(cast.bilal), **release)
    committing.change_commitment(viewer(cast.amina), **release)
    assert Commitment.objects.get().status == "released"


def test_two_open_ones_are_enough_for_one_person(cast, commitment):
    second, third = (table.committed(cast, card=commitment.card, title=title) for title in ("Sign them", "Frame them"))
    for each in (commitment, second):
        take(cast, each, "dara", "bilal")
    with pytest.raises(ValidationError):
        take(cast, third, "dara")
    committing.change_commitment(viewer(cast.dara), commitment=second, status="done")
    take(cast, third, "dara")


def test_steps_are_lines_with_dates(cast, commitment):
    dara = client_of(cast.dara)
    url = f"/cards/{commitment.card_id}/commitments/"
    work = {"title": "Read", "done_when": "A sheet", "start_on": "2030-01-01", "due_on": "2030-02-01"}
    for wrong in ("Soon", "2030-13-01 Never", "2030-01-05", "\n".join(f"2030-01-0{day} Step" for day in range(1, 7))):
        assert dara.post(url, work | {"milestones": wrong}).status_code == 422
    assert dara.post(url, work | {"milestones": "2030-01-05 The format is agreed\n"}).status_code == 302
    made = Commitment.objects.latest("made_at")
    steps = made.open(rules.keys_for(viewer(cast.dara)), "milestones")
    assert steps == [{"title": "The format is agreed", "due": "2030-01-05", "done": None}]
    assert "The format is agreed" in page(cast, "bilal", made)
