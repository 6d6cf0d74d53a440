"""Small tables: laid before, open with their item, and heard only by those who sit there."""

import uuid

import pytest

from tests import tables
from tests.cast import client_of, client_of_staff, viewer
from tests.live.scenario import say
from workshops.live import cursors
from workshops.live.reader import catch_up
from workshops.programme.models import FloorMode, Placement
from workshops.rooms import actions, at_tables, grouping
from workshops.rooms.grouping import Chosen, WrongParty
from workshops.rooms.models import Apart, GroupPlace, Listener, Message
from workshops.rooms.page import place_of
from workshops.rules import NotAllowed
from workshops.running import actions as running
from workshops.running import door


def sitting(room):
    """The names of those who hear a room, by the cast."""
    return set(room.listeners.filter(until=None).values_list("seat_id", flat=True))


def ids(*seats):
    return {seat.pk for seat in seats}


@pytest.fixture
def two_tables(cast):
    """Bilal with Dara, Chen with Eli."""
    cast.session_in("live")
    cast.tables = tables.start(cast, [cast.bilal, cast.dara], [cast.chen, cast.eli])
    return cast.tables


def test_tables_laid_before_the_lobby_open_with_their_item_and_lead_people_there(cast):
    item = tables.lay(cast, [cast.bilal, cast.dara], [cast.chen, cast.eli])
    assert not cast.workshop.rooms.filter(kind="small_group").exists()
    cast.session_in("live")
    first, second = tables.start(cast, item=item)
    assert (sitting(first), sitting(second)) == (ids(cast.bilal, cast.dara), ids(cast.chen, cast.eli))
    assert (first.is_open, second.is_open, cast.plenary.is_open) == (True, True, False)
    assert place_of(viewer(cast.eli), cast.session) == second
    assert place_of(viewer(cast.esi), cast.session) == cast.plenary
    page = client_of(cast.eli).get(f"/sessions/{cast.session.pk}/place/", follow=True)
    assert page.redirect_chain[-1][0] == f"/rooms/{second.pk}/"


def test_where_nobody_has_laid_tables_they_are_laid_when_the_item_begins(cast):
    cast.session_in("live")
    first, second = [sitting(room) for room in start_unlaid(cast)]
    assert first | second == ids(cast.bilal, cast.chen, cast.dara, cast.eli)
    assert [len(table & ids(cast.bilal, cast.chen)) for table in (first, second)] == [1, 1]


def start_unlaid(cast):
    item = tables.tables_item(cast)
    running.start_item(viewer(cast.amina), item=item)
    return tables.rooms(item)


def test_who_is_moved_hears_the_old_table_no_longer_and_may_not_speak_there(cast, two_tables):
    first, second = two_tables
    say(cast.dara, first, "Before she went.")
    cursor = cursors.make(first.pk, viewer(cast.dara), 0)
    tables.move(cast, cast.dara, 2)
    say(cast.bilal, first, "After she went.")
    assert '"bye": "removed"' in catch_up(viewer(cast.dara), first, cursor)
    assert not Message.objects.visible_to(viewer(cast.dara)).filter(room=first).exists()
    browser = client_of(cast.dara)
    assert [browser.get(f"/rooms/{first.pk}/{part}").status_code for part in ("", "frames/")] == [404, 404]
    with pytest.raises(NotAllowed, match="not in this room"):
        actions.post_message(viewer(cast.dara), room=first, text="And?", client_key=uuid.uuid4())
    assert place_of(viewer(cast.dara), cast.session) == second
    assert Listener.objects.get(room=second, seat=cast.dara).until is None


def test_the_floor_of_the_item_applies_at_each_table_and_moves_with_people(cast):
    cast.session_in("live")
    item = tables.tables_item(cast, mode=FloorMode.ROUND)
    first, second = tables.start(cast, [cast.bilal, cast.dara], [cast.chen, cast.eli], item=item)
    assert [{turn.seat_id for turn in room.turns.all()} for room in (first, second)] == [sitting(first), sitting(second)]
    holder = first.holder
    tables.move(cast, holder, 2)
    first.refresh_from_db(), second.refresh_from_db()
    assert first.holder_id in ids(cast.bilal, cast.dara) - {holder.pk}
    assert second.turns.last().seat_id == holder.pk


def test_next_item_closes_the_tables_and_another_round_takes_people_out_of_the_old_ones(cast, two_tables):
    first, _second = two_tables
    running.start_item(viewer(cast.ben), item=cast.item(Placement.PLENARY, FloorMode.QUEUE))
    first.refresh_from_db()
    assert (first.is_open, sitting(first)) == (False, ids(cast.bilal, cast.dara))
    again = tables.tables_item(cast, position=61)
    fresh = tables.start(cast, [cast.bilal, cast.eli], [cast.chen, cast.dara], item=again)
    assert sitting(first) == set()
    assert [sitting(room) for room in fresh] == [ids(cast.bilal, cast.eli), ids(cast.chen, cast.dara)]


def test_whoever_comes_late_goes_to_the_place_that_was_kept_and_else_is_placed_by_one_tap(cast):
    running.open_lobby(viewer(cast.amina), session=cast.session)
    cast.admit(cast.bilal, cast.dara)
    item = tables.lay(cast, [cast.bilal, cast.dara], [cast.chen])
    running.open_session(viewer(cast.amina), session=cast.session)
    _first, second = tables.start(cast, item=item)
    cast.admit(cast.chen, cast.eli)
    assert (sitting(second), place_of(viewer(cast.eli), cast.session)) == (ids(cast.chen), cast.plenary)
    staff = client_of_staff(cast.users.ben)
    staff.post(f"/items/{item.pk}/tables/", {"seat": str(cast.eli.pk), "table": "2"})
    assert sitting(second) == ids(cast.chen, cast.eli)
    door.remove_person(viewer(cast.ben), session=cast.session, seat=cast.eli)
    assert sitting(second) == ids(cast.chen)


def test_a_shuffle_keeps_the_pinned_the_hosts_and_the_apart_and_counts_earlier_rounds(cast):
    chair, item = viewer(cast.amina), tables.lay(cast, [cast.bilal, cast.dara], [cast.chen, cast.eli])
    places = {cast.bilal.pk: Chosen(2, is_pinned=True), cast.dara.pk: Chosen(1, is_host=True)}
    grouping.place_people(chair, item=item, places=places)
    grouping.arrange_groups(chair, item=item)
    assert placed(item) == {"bilal": 2, "chen": 1, "dara": 1, "eli": 2}
    after = tables.tables_item(cast, position=61)
    grouping.arrange_groups(chair, item=after)  # the host stays at her table; whom she has met goes on
    assert placed(after) == {"bilal": 1, "chen": 2, "dara": 1, "eli": 2}
    grouping.keep_apart(chair, workshop=cast.workshop, seats=[cast.bilal, cast.dara])
    grouping.arrange_groups(chair, item=after)
    assert placed(after) == {"bilal": 2, "chen": 1, "dara": 1, "eli": 2}


def placed(item):
    """{name: table}."""
    names = {"Bilal": "bilal", "Chen": "chen", "Dara": "dara", "Eli": "eli"}
    from workshops import rules

    return {
        names[place.seat.open(rules.keys_for(viewer(place.seat)), "display_name")]: place.group.position
        for place in GroupPlace.objects.filter(item=item).select_related("group", "seat__workshop")
    }


def test_a_table_of_one_party_is_guarded_by_a_second_question(cast, two_tables):
    chair, item = viewer(cast.amina), tables.tables_item(cast)
    grouping.add_group(chair, item=item, party=cast.second)
    guarded = tables.rooms(item)[2]
    staff, url = client_of_staff(cast.users.amina), f"/items/{item.pk}/tables/"
    form = {"seat": str(cast.bilal.pk), "table": "3"}
    for _twice in range(2):
        asked = staff.post(url, form)
        assert (asked.status_code, sitting(guarded)) == (409, set())
    assert "You are about to seat <bdi>Bilal</bdi> at small table 3, which is for <bdi>Lowland</bdi> alone." in asked.text
    with pytest.raises(WrongParty):  # said twice, but of another party's table
        said = {(cast.bilal.pk, cast.first.pk)}
        grouping.place_people(chair, item=item, places={cast.bilal.pk: Chosen(3)}, confirmed=said)
    staff.post(url, form | {"confirmed": f"{cast.bilal.pk}.{cast.second.pk}"})
    assert sitting(guarded) == ids(cast.bilal)


def test_two_who_are_to_be_apart_are_known_to_the_team_only(cast, two_tables):
    item, staff = tables.tables_item(cast), client_of_staff(cast.users.ben)
    staff.post(f"/items/{item.pk}/tables/apart/", {"one": str(cast.bilal.pk), "other": str(cast.dara.pk)})
    (apart,) = Apart.objects.all()
    assert bytes(apart.pair).find(str(cast.bilal.pk).encode()) == -1
    page = staff.get(f"/items/{item.pk}/tables/").text
    assert "are not to share a table." in page
    assert [list(Apart.objects.visible_to(viewer(seat))) for seat in (cast.bilal, cast.esi, cast.farid)] == [[]] * 3
    staff.post(f"/apart/{apart.pk}/removal/")
    assert not Apart.objects.exists()


def test_the_form_carries_out_only_what_was_changed_and_refuses_what_somebody_else_has_changed(cast):
    item, staff = tables.lay(cast, [cast.bilal, cast.dara], [cast.chen, cast.eli]), client_of_staff(cast.users.ben)
    keys = {name: getattr(cast, name).pk.hex for name in ("bilal", "chen", "dara", "eli")}
    drawn = {f"{part}_{keys[name]}": value for name, at in placed(item).items() for part, value in (("at", at), ("was", f"{at}.0.0"))}
    answer = staff.post(f"/items/{item.pk}/tables/", drawn | {f"at_{keys['eli']}": "1", f"pin_{keys['bilal']}": "on"})
    assert (answer.status_code, placed(item)) == (302, {"bilal": 1, "chen": 2, "dara": 1, "eli": 1})
    assert GroupPlace.objects.get(seat=cast.bilal).is_pinned
    stale = staff.post(f"/items/{item.pk}/tables/", drawn | {f"at_{keys['eli']}": ""})
    assert (stale.status_code, placed(item)["eli"]) == (422, 1)
    assert "Somebody else has changed this meanwhile: Eli." in stale.text


def test_what_was_written_in_silence_is_shown_at_every_table_at_once_to_those_who_sit_there(cast):
    cast.session_in("live")
    item = tables.tables_item(cast, mode=FloorMode.SILENT_REVEAL)
    first, second = tables.start(cast, [cast.bilal, cast.dara], [cast.chen, cast.eli], item=item)
    say(cast.dara, first, "A siren for both."), say(cast.eli, second, "A market on the bridge.")
    assert not Message.objects.visible_to(viewer(cast.bilal)).filter(room=first).exists()
    client_of_staff(cast.users.ben).post(f"/items/{item.pk}/tables/reveal/")
    seen = {name: Message.objects.visible_to(viewer(getattr(cast, name))).count() for name in ("bilal", "chen", "ben")}
    assert seen == {"bilal": 1, "chen": 1, "ben": 0}
    at_tables.change_tables_floor(viewer(cast.ben), item=item, mode=FloorMode.ROUND)
    assert [room.turns.count() for room in (first, second)] == [2, 2]
    with pytest.raises(NotAllowed):
        at_tables.reveal_tables(viewer(cast.bilal), item=item)
