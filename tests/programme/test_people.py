"""Seats: who gets one, under which name in records, and what ends with one."""

import pytest

from tests.cast import client_of, make_user, viewer
from workshops import rules
from workshops.programme import people
from workshops.programme.models import Pass, Seat
from workshops.rules import NotAllowed

FACTS = {"language": "en", "zone": "UTC"}


def add(cast, role="participant", **more):
    """A seat that Amina adds."""
    return people.add_seat(viewer(cast.amina), workshop=cast.workshop, role=role, **FACTS | more)


def alias_of(cast, seat):
    """The name in records."""
    return seat.open(rules.keys_for(viewer(cast.amina)), "record_alias")


def test_names_in_records_count_within_the_party(cast):
    seats = [add(cast, party=cast.first), add(cast, party=cast.first), add(cast, party=cast.second)]
    assert [alias_of(cast, seat) for seat in seats] == ["U-3", "U-4", "L-3"]


def test_a_number_is_never_given_twice(cast):
    gone = add(cast, party=cast.first)
    people.end_seat(viewer(cast.amina), seat=gone)
    assert alias_of(cast, gone) == "U-3"
    assert alias_of(cast, add(cast, party=cast.first)) == "U-4"


@pytest.mark.parametrize(
    ("role", "alias"), [("interpreter", "I-1"), ("observer", "O-2"), ("note_taker", "N-1")]
)
def test_others_are_called_after_their_role(cast, role, alias):
    seat = add(cast, role, name="Rhea")
    assert (alias_of(cast, seat), seat.party_id) == (alias, None)


def test_a_participant_sits_with_a_party_of_this_workshop(cast):
    for party in (None, cast.farid.party):
        with pytest.raises(NotAllowed):
            add(cast, party=party)


def test_nobody_becomes_a_facilitator_by_a_pass(cast):
    with pytest.raises(NotAllowed):
        add(cast, "facilitator")


def test_a_colleague_of_the_organisation_joins_the_team(cast):
    hana = make_user("Hana", cast.organisation, "facilitator")
    assert list(people.who_could_join(cast.workshop)) == [hana]
    seat = people.add_colleague(viewer(cast.amina), workshop=cast.workshop, user=hana)
    assert (seat.role, seat.user, alias_of(cast, seat)) == ("facilitator", hana, "F-3")
    assert list(people.who_could_join(cast.workshop)) == []


@pytest.mark.parametrize("name", ["ines", "noor", "zoe", "ben"])
def test_who_facilitates_nothing_here_or_sits_already_does_not_join(cast, name):
    with pytest.raises(NotAllowed):
        people.add_colleague(viewer(cast.amina), workshop=cast.workshop, user=getattr(cast.users, name))


def test_a_colleague_who_left_takes_the_old_seat_again(cast):
    people.end_seat(viewer(cast.amina), seat=cast.ben)
    seat = people.add_colleague(viewer(cast.amina), workshop=cast.workshop, user=cast.users.ben)
    assert (seat.pk, seat.ended_at) == (cast.ben.pk, None)


def test_ending_a_seat_closes_every_door_at_once(cast):
    browser = client_of(cast.dara)
    assert browser.get("/arrival/").status_code == 302
    epoch = Seat.objects.get(pk=cast.dara.pk).epoch
    people.end_seat(viewer(cast.ben), seat=cast.dara)
    seat = Seat.objects.get(pk=cast.dara.pk)
    assert seat.ended_at is not None and seat.epoch == epoch + 1
    assert Pass.objects.filter(seat=seat, revoked_at=None).count() == 0
    assert browser.get("/arrival/").status_code == 404


def test_the_last_facilitator_stays(cast):
    people.end_seat(viewer(cast.amina), seat=cast.ben)
    with pytest.raises(NotAllowed, match="Add a colleague first"):
        people.end_seat(viewer(cast.amina), seat=cast.amina)


def test_the_team_of_another_workshop_changes_nobody(cast):
    for seat in (cast.farid, cast.bilal):
        with pytest.raises(NotAllowed):
            people.end_seat(viewer(seat), seat=cast.dara)
        with pytest.raises(NotAllowed):
            people.change_seat(viewer(seat), seat=cast.dara, name="X", **FACTS)
