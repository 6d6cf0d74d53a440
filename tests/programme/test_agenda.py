"""Sessions are planned and changed until they begin; items until each of them has begun."""

from datetime import datetime

import pytest

from tests.cast import viewer
from workshops import rules
from workshops.programme import agenda
from workshops.programme.models import AgendaItem, Session
from workshops.programme.plan import plan_of
from workshops.rules import NotAllowed

ITEM = {
    "title": {"en": "Closing"},
    "prompt": {},
    "purpose": {},
    "placement": "plenary",
    "floor_mode": "round",
    "minutes": 5,
}
WHEN = {"local": datetime(2026, 10, 25, 2, 30), "zone": "Europe/Berlin", "fold": 1}


def order(cast):
    """The minutes of the items, in order: they tell them apart."""
    return [item.minutes for item in AgendaItem.objects.filter(session=cast.session)]


@pytest.fixture
def told_apart(cast):
    """Items of 1, 2, 3, 4 and 5 minutes."""
    items = list(AgendaItem.objects.filter(session=cast.session))
    for number, item in enumerate(items, 1):
        item.minutes = number
    AgendaItem.objects.bulk_update(items, ["minutes"])
    return items


def test_a_session_is_planned_by_the_clock_of_its_place(cast):
    session = agenda.plan_session(
        viewer(cast.amina), workshop=cast.workshop, title={"en": "Two"}, minutes=90, **WHEN
    )
    session = Session.objects.get(pk=session.pk)
    assert (session.local_start, session.tzid, session.fold) == ("2026-10-25T02:30", "Europe/Berlin", 1)
    assert session.starts_at.isoformat() == "2026-10-25T01:30:00+00:00"
    assert (session.position, session.state) == (1, "scheduled")


def test_only_another_hour_or_length_is_another_revision(cast):
    change = {"title": {"en": "New"}, "local": datetime(2026, 4, 16, 9), "zone": "UTC", "minutes": 90}
    revisions = [
        agenda.change_session(viewer(cast.amina), session=cast.session, **change).revision for _ in range(2)
    ]
    assert revisions == [1, 1]


@pytest.mark.parametrize("state", ["live", "paused", "stopped", "closed"])
def test_a_session_that_has_begun_keeps_its_plan(cast, session_in, state):
    session = session_in(state)
    change = {"title": {"en": "New"}, "local": datetime(2026, 4, 16, 9), "zone": "UTC", "minutes": 90}
    with pytest.raises(NotAllowed):
        agenda.change_session(viewer(cast.amina), session=session, **change)
    with pytest.raises(NotAllowed):
        agenda.drop_session(viewer(cast.amina), session=session)


def test_a_session_nobody_has_come_to_can_be_dropped(cast):
    agenda.drop_session(viewer(cast.amina), session=cast.session)
    assert Session.objects.filter(workshop=cast.workshop).count() == 0


def test_items_are_added_at_the_end(cast, told_apart):
    item = agenda.add_item(viewer(cast.ben), session=cast.session, **ITEM | {"minutes": 9})
    assert order(cast) == [1, 2, 3, 4, 5, 9]
    assert item.open(rules.keys_for(viewer(cast.bilal)), "title") == {"en": "Closing"}


@pytest.mark.parametrize(
    ("number", "is_up", "minutes"),
    [
        (2, True, [1, 3, 2, 4, 5]),
        (2, False, [1, 2, 4, 3, 5]),
        (0, True, [1, 2, 3, 4, 5]),
        (4, False, [1, 2, 3, 4, 5]),
    ],
)
def test_items_change_places_with_a_neighbour(cast, told_apart, number, is_up, minutes):
    agenda.move_item(viewer(cast.amina), item=told_apart[number], is_up=is_up)
    assert order(cast) == minutes


def test_what_has_begun_stays_where_it_is(cast, told_apart, session_in):
    session_in("live")
    first, second = AgendaItem.objects.filter(session=cast.session)[:2]
    agenda.move_item(viewer(cast.amina), item=second, is_up=True)
    assert order(cast) == [1, 2, 3, 4, 5]
    for act in (
        lambda: agenda.change_item(viewer(cast.amina), item=first, **ITEM),
        lambda: agenda.move_item(viewer(cast.amina), item=first, is_up=False),
        lambda: agenda.drop_item(viewer(cast.amina), item=first),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_items_are_changed_and_dropped_before_they_begin(cast, told_apart):
    agenda.change_item(viewer(cast.amina), item=told_apart[0], **ITEM | {"minutes": 30})
    agenda.drop_item(viewer(cast.amina), item=told_apart[1])
    assert order(cast) == [30, 3, 4, 5]


def test_nothing_is_added_to_a_session_that_is_over(cast, session_in):
    with pytest.raises(NotAllowed):
        agenda.add_item(viewer(cast.amina), session=session_in("stopped"), **ITEM)


def test_participants_plan_nothing(cast):
    for seat in (cast.bilal, cast.esi, cast.farid):
        with pytest.raises(NotAllowed):
            agenda.add_item(viewer(seat), session=cast.session, **ITEM)
        with pytest.raises(NotAllowed):
            agenda.plan_session(viewer(seat), workshop=cast.workshop, title={"en": "Two"}, minutes=90, **WHEN)


@pytest.mark.parametrize(
    ("minutes", "wanted"), [([90], 0), ([60, 31], 15), ([90, 90], 15), ([90, 90, 1], 30)]
)
def test_a_break_is_wanted_after_ninety_minutes(cast, minutes, wanted):
    AgendaItem.objects.filter(session=cast.session).delete()
    for length in minutes:
        agenda.add_item(viewer(cast.amina), session=cast.session, **ITEM | {"minutes": length})
    plan = plan_of(cast.session, rules.keys_for(viewer(cast.amina)))
    assert (plan.breaks_wanted, plan.air) == (wanted, 90 - sum(minutes))
