"""A workshop is begun: its keys, parties, agreements, sessions and agenda come from its format."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from tests.cast import viewer
from workshops import catalogue, rules
from workshops.programme import actions, rehearsal
from workshops.programme.actions import PartyDraft
from workshops.programme.models import AgendaItem, Agreement, Party, Seat, Session, Workshop
from workshops.rules import NotAllowed

PARTIES = [PartyDraft({"en": "North"}, {"en": "N"}), PartyDraft({"en": "South"}, {"en": "S"}, "Africa/Cairo")]


def begin(user, organisation, **changes):
    """A workshop of three mornings."""
    texts = {
        "title": {"en": "Fields"},
        "purpose": {"en": "To share the harvest."},
        "background": {},
        "asymmetry_note": {"en": "North holds the roads."},
    }
    facts = {
        "template": "problem_solving_short",
        "language": "en",
        "zone": "Europe/Berlin",
        "parties": PARTIES,
        "starts": datetime(2026, 3, 27, 9),
    }
    return actions.create_workshop(user, organisation=organisation, **texts | facts | changes)


@pytest.fixture
def workshop(cast):
    return begin(cast.users.amina, cast.organisation)


@pytest.fixture
def keys(cast, workshop):
    return rules.keys_for(viewer(Seat.objects.get(workshop=workshop, user=cast.users.amina)))


def test_its_texts_are_sealed_and_open_for_the_maker(workshop, keys):
    row = Workshop.objects.get(pk=workshop.pk)
    assert row.open(keys, "title") == {"en": "Fields"}
    assert row.open(keys, "asymmetry_note") == {"en": "North holds the roads."}
    assert b"Fields" not in bytes(row.title)


def test_the_maker_facilitates_it(cast, workshop, keys):
    seat = Seat.objects.get(workshop=workshop)
    assert (seat.role, seat.user, seat.open(keys, "display_name")) == (
        "facilitator",
        cast.users.amina,
        "Amina",
    )
    assert seat.open(keys, "record_alias") == "F-1"


def test_parties_get_the_marks_in_order(workshop, keys):
    found = [
        (party.mark, party.open(keys, "name"), party.zone)
        for party in Party.objects.filter(workshop=workshop)
    ]
    assert found == [("u", {"en": "North"}, "UTC"), ("l", {"en": "South"}, "Africa/Cairo")]


def test_sessions_follow_the_format_at_the_same_hour_of_the_clock(workshop):
    sessions = Session.objects.filter(workshop=workshop)
    assert [(session.local_start, session.minutes, session.items.count()) for session in sessions] == [
        ("2026-03-27T09:00", 140, 2),
        ("2026-03-28T09:00", 165, 2),
        ("2026-03-29T09:00", 195, 6),
    ]
    assert [session.starts_at.hour for session in sessions] == [8, 8, 7]  # the clocks go forward in the night


def test_the_agenda_is_that_of_the_format(workshop, keys):
    plan = catalogue.templates()["problem_solving_short"]["sessions"][0]["phases"]
    items = AgendaItem.objects.filter(session__workshop=workshop, session__position=0)
    assert [(item.placement, item.floor_mode, item.slow_seconds, item.minutes) for item in items] == [
        ("plenary", "round", 0, 45),
        ("caucus", "open_slow", 30, 60),
    ]
    assert [item.open(keys, "prompt") for item in items] == [{"en": phase["prompt"]["en"]} for phase in plan]


def test_texts_come_in_the_languages_asked_for(cast):
    workshop = begin(cast.users.amina, cast.organisation, languages=["en", "ar"])
    keys = rules.keys_for(viewer(Seat.objects.get(workshop=workshop)))
    texts = [agreement.open(keys, "text") for agreement in Agreement.objects.filter(workshop=workshop)]
    suggested = catalogue.templates()["problem_solving_short"]["agreements"]
    assert texts == [catalogue.agreements()[slug] for slug in suggested]


@pytest.mark.parametrize("name", ["ines", "noor", "zoe"])
def test_only_facilitators_of_the_organisation_begin_one(cast, name):
    before = Workshop.objects.count()
    with pytest.raises(NotAllowed):
        begin(getattr(cast.users, name), cast.organisation)
    assert Workshop.objects.count() == before


def test_three_and_four_parties_are_possible_and_a_fifth_has_no_mark(cast):
    workshop = begin(cast.users.amina, cast.organisation, parties=[*PARTIES, *PARTIES])
    assert "".join(Party.objects.filter(workshop=workshop).values_list("mark", flat=True)) == "ulcd"
    seat = Seat.objects.get(workshop=workshop)
    with pytest.raises(ValidationError):
        actions.add_party(viewer(seat), workshop=workshop, draft=PARTIES[0])


def test_a_party_is_renamed_and_keeps_its_mark(cast):
    actions.change_party(
        viewer(cast.ben), party=cast.first, draft=PartyDraft({"en": "Hills"}, {"en": "H"}, "UTC")
    )
    party = Party.objects.get(pk=cast.first.pk)
    assert (party.open(rules.keys_for(viewer(cast.ben)), "name"), party.mark) == ({"en": "Hills"}, "u")


def test_whoever_does_not_facilitate_it_changes_nothing(cast):
    texts = {name: {"en": "Mine"} for name in ("title", "purpose", "background", "asymmetry_note")}
    for seat in (cast.bilal, cast.esi, cast.farid):
        with pytest.raises(NotAllowed):
            actions.change_texts(viewer(seat), workshop=cast.workshop, **texts, zone="UTC")
        with pytest.raises(NotAllowed):
            actions.change_party(viewer(seat), party=cast.first, draft=PARTIES[0])
    workshop = Workshop.objects.get(pk=cast.workshop.pk)
    assert workshop.open(rules.keys_for(viewer(cast.amina)), "title") == {"en": "Water"}


def test_a_rehearsal_has_two_seats_a_party_and_a_session_today(cast, monkeypatch):
    now = datetime(2026, 4, 16, 8, 57, 12, tzinfo=UTC)
    monkeypatch.setattr("workshops.clock.now", lambda: now)
    workshop = rehearsal.begin_rehearsal(cast.users.amina, organisation=cast.organisation)
    assert workshop.is_rehearsal is True
    assert [party.seats.count() for party in workshop.parties.all()] == [2, 2]
    assert [session.starts_at for session in workshop.sessions.all()] == [
        datetime(2026, 4, 16, 9, tzinfo=UTC)
    ]
