"""What people may do in a run, and what nobody may: turns, repeats, pauses, calling, stopping, coming and going."""

import json

import pytest
from django.core.exceptions import ValidationError

from tests import pairs
from tests.cast import viewer
from workshops import catalogue
from workshops.exercises import actions
from workshops.exercises.beginning import free_for, start_runs
from workshops.exercises.models import Alert, Response, Run, StepDraft
from workshops.live.log import Event
from workshops.programme.models import FloorMode, Placement
from workshops.rooms import actions as rooms
from workshops.rooms.models import Listener, Room
from workshops.rooms.page import place_of
from workshops.rules import NotAllowed
from workshops.running import actions as running
from workshops.running import door


@pytest.fixture
def run(cast):
    """Bilal tells Dara; Chen and Eli sit in a pair of their own."""
    cast.session_in("live")
    return pairs.start(cast, [cast.bilal, cast.dara], [cast.chen, cast.eli])[0]


def hearers(room):
    return set(Listener.objects.filter(room=room, until=None).values_list("seat_id", flat=True))


def kinds_in(room):
    return list(Event.objects.filter(room=room).order_by("seq").values_list("kind", flat=True))


def test_each_pair_has_a_room_that_only_it_hears(cast, run):
    assert hearers(run.room) == {cast.bilal.pk, cast.dara.pk}
    assert not run.room.is_open
    assert [place_of(viewer(seat), cast.session).pk for seat in (cast.bilal, cast.dara)] == [run.room_id] * 2
    assert place_of(viewer(cast.eli), cast.session).kind == Room.Kind.PAIR
    assert place_of(viewer(cast.eli), cast.session).pk != run.room_id
    for seat in (cast.esi, cast.amina):
        assert place_of(viewer(seat), cast.session).kind == Room.Kind.PLENARY


def test_only_whose_turn_it_is_gives_something(cast, run):
    for seat in (cast.dara, cast.chen, cast.amina, cast.farid):
        with pytest.raises(NotAllowed):
            actions.give_response(viewer(seat), run=run, at="0.tell.1", values=pairs.GIVEN["tell"])
    for at in ("0.mirror.1", "1.tell.1", "0.tell.2", "nonsense"):
        with pytest.raises(NotAllowed):
            actions.give_response(viewer(cast.bilal), run=run, at=at, values=pairs.GIVEN["tell"])
    assert not Response.objects.exists()


@pytest.mark.parametrize("values", [{}, {"text": "Too short."}, {"text": "word " * 181}, {"text": "\u202e"}])
def test_what_is_not_as_declared_is_refused(cast, run, values):
    with pytest.raises(ValidationError) as refused:
        actions.give_response(viewer(cast.bilal), run=run, at="0.tell.1", values=values)
    assert list(refused.value.message_dict) == ["text"]


def test_a_second_press_gives_nothing_twice(cast, run):
    for _ in range(2):
        actions.give_response(viewer(cast.bilal), run=run, at="0.tell.1", values=pairs.GIVEN["tell"])
    assert Response.objects.count() == 1
    assert pairs.place_of(cast.bilal).step == "ask"


def test_below_five_one_says_what_is_off(cast, run):
    pairs.through(cast)
    pairs.give(cast.bilal)
    pairs.give(cast.dara)
    pairs.give(cast.dara)
    with pytest.raises(ValidationError) as refused:
        pairs.give(cast.bilal, accuracy=4)
    assert list(refused.value.message_dict) == ["off"]
    pairs.give(cast.bilal, accuracy=4, off=["a_word"])
    assert pairs.place_of(cast.bilal).attempt == 2


def test_a_draft_is_ones_own_and_goes_when_it_was_given(cast, run):
    actions.save_step_draft(viewer(cast.bilal), run=run, at="0.tell.1", content={"text": "Not yet"})
    for seat in (cast.dara, cast.amina, cast.ben):
        assert not StepDraft.objects.visible_to(viewer(seat)).exists()
    for seat in (cast.chen, cast.amina):
        with pytest.raises(NotAllowed):
            actions.save_step_draft(viewer(seat), run=run, at="0.tell.1", content={"text": "Mine"})
    pairs.give(cast.bilal)
    assert not StepDraft.objects.exists()


def test_what_was_written_for_a_step_that_is_over_stays_a_draft(cast, run):
    actions.save_step_draft(viewer(cast.bilal), run=run, at="0.tell.1", content={"text": "Not yet"})
    actions.close_run(viewer(cast.ben), run=run)
    with pytest.raises(NotAllowed):
        actions.give_response(viewer(cast.bilal), run=run, at="0.tell.1", values=pairs.GIVEN["tell"])
    assert StepDraft.objects.visible_to(viewer(cast.bilal)).count() == 1


def test_a_pause_has_no_name_and_stops_the_clock(cast, run):
    actions.pause_run(viewer(cast.dara), run=run)
    assert Event.objects.filter(room=run.room, kind="run.paused", seat_id=None).count() == 1
    with pytest.raises(NotAllowed):
        pairs.give(cast.bilal)
    actions.save_step_draft(viewer(cast.bilal), run=run, at="0.tell.1", content={"text": "Meanwhile"})
    began = pairs.run_of(cast.bilal).places.get().began_at
    actions.resume_run(viewer(cast.bilal), run=run)
    assert pairs.run_of(cast.bilal).places.get().began_at > began
    pairs.give(cast.bilal)


def test_a_pause_of_the_session_is_one_of_every_pair(cast, run):
    running.pause_session(viewer(cast.ben), session=cast.session)
    with pytest.raises(NotAllowed):
        pairs.give(cast.bilal)
    running.resume_session(viewer(cast.ben), session=cast.session)
    pairs.give(cast.bilal)


def test_who_needs_to_stop_is_named_to_the_team_only(cast, run):
    actions.stop_run(viewer(cast.dara), run=run)
    assert Run.objects.get(pk=run.pk).state == Run.State.STOPPED_SAFETY
    assert Event.objects.get(room=run.room, kind="run.ended").seat_id is None
    alert = Alert.objects.get(run=run)
    assert (alert.kind, alert.seat_id) == ("stopped", cast.dara.pk)
    assert kinds_in(cast.staff_room)[-1] == "run.flagged"
    assert pairs.run_of(cast.chen).is_live  # the other pair goes on


def test_a_facilitator_comes_only_when_called_and_then_they_can_talk(cast, run):
    with pytest.raises(NotAllowed):
        actions.join_run(viewer(cast.amina), run=run)
    actions.call_facilitator(viewer(cast.dara), run=run)
    for seat in (cast.chen, cast.esi):
        with pytest.raises(NotAllowed):
            actions.join_run(viewer(seat), run=run)
    actions.join_run(viewer(cast.amina), run=run)
    assert hearers(run.room) == {cast.bilal.pk, cast.dara.pk, cast.amina.pk}
    rooms.post_message(viewer(cast.bilal), room=run.room, text="Thank you for coming.", client_key=run.pk)
    with pytest.raises(NotAllowed):  # the call is answered: nobody else of the team comes in by it
        actions.join_run(viewer(cast.ben), run=run)
    actions.leave_run(viewer(cast.amina), run=run)
    assert hearers(run.room) == {cast.bilal.pk, cast.dara.pk}
    with pytest.raises(NotAllowed):
        rooms.post_message(viewer(cast.bilal), room=run.room, text="Alone again.", client_key=cast.bilal.pk)
    assert [kind for kind in kinds_in(run.room) if kind.startswith("run.")] == ["run.called", "run.joined", "run.left"]


def test_the_third_try_that_fails_calls_and_a_rating_of_one_only_flags(cast, run):
    pairs.through(cast)
    for seat in (cast.bilal, cast.dara, cast.dara):
        pairs.give(seat)
    pairs.give(cast.bilal, accuracy=1, off=["facts"])
    with pytest.raises(NotAllowed):
        actions.join_run(viewer(cast.amina), run=run)
    pairs.give(cast.dara)
    pairs.give(cast.bilal, accuracy=3, off=["facts"])
    pairs.give(cast.dara)
    pairs.give(cast.bilal, accuracy=4, off=["facts"])
    assert sorted(Alert.objects.values_list("kind", flat=True)) == ["low_rating", "unsettled"]
    actions.join_run(viewer(cast.ben), run=run)
    for alert in Alert.objects.filter(answered_at=None):
        actions.answer_alert(viewer(cast.ben), alert=alert)
    assert not Alert.objects.filter(answered_at=None).exists()


def test_two_ratings_of_one_end_it_and_flag(cast, run):
    for seat in (cast.bilal, cast.dara, cast.dara):
        pairs.give(seat)
    pairs.give(cast.bilal, accuracy=1, off=["facts"])
    pairs.give(cast.dara)
    pairs.give(cast.bilal, accuracy=1, off=["feeling"])
    assert Run.objects.get(pk=run.pk).state == Run.State.STOPPED_SAFETY
    assert sorted(Alert.objects.values_list("kind", flat=True)) == ["low_rating", "rated_out"]


def test_when_somebody_is_taken_out_the_run_is_closed(cast, run):
    door.remove_person(viewer(cast.amina), session=cast.session, seat=cast.dara)
    assert Run.objects.get(pk=run.pk).state == Run.State.CLOSED_UNFINISHED
    assert hearers(run.room) == {cast.bilal.pk}


def test_stop_closes_every_run(cast, run):
    running.stop_session(viewer(cast.ben), session=cast.session)
    assert set(Run.objects.values_list("state", flat=True)) == {Run.State.CLOSED_UNFINISHED}


def test_pairs_stay_as_they_are_when_the_agenda_goes_on_and_may_finish(cast, run):
    cast.start(Placement.PLENARY, FloorMode.OPEN_SLOW)
    cast.session.refresh_from_db()
    assert place_of(viewer(cast.bilal), cast.session).kind == Room.Kind.PLENARY
    pairs.give(cast.bilal)


def test_the_plenary_is_silent_while_people_are_in_pairs(cast, run):
    with pytest.raises(NotAllowed):
        rooms.post_message(viewer(cast.esi), room=cast.plenary, text="Hello?", client_key=run.pk)
    assert not cast.plenary.is_open


# --- making pairs


def test_nobody_is_in_two_pairs_and_each_crosses_parties(cast, run):
    item = pairs.pairs_item(cast)
    cast.session.refresh_from_db()
    for groups in ([[cast.bilal.pk, cast.eli.pk]], [], [[cast.esi.pk, cast.bilal.pk]], [[cast.farid.pk, cast.esi.pk]]):
        with pytest.raises(NotAllowed):
            start_runs(viewer(cast.amina), item=item, groups=groups, first_voice="lot")
    assert Run.objects.count() == 2


def test_a_pair_of_one_party_is_refused(cast):
    cast.session_in("live")
    with pytest.raises(NotAllowed):
        pairs.start(cast, [cast.bilal, cast.chen])
    with pytest.raises(NotAllowed):
        pairs.start(cast, [cast.bilal, cast.dara], [cast.dara, cast.chen])
    assert not Run.objects.exists()


def test_pairs_start_when_their_item_is_on(cast):
    cast.session_in("live")
    with pytest.raises(NotAllowed):
        start_runs(viewer(cast.amina), item=pairs.pairs_item(cast), groups=[[cast.bilal.pk, cast.dara.pk]], first_voice="lot")


def test_who_is_free_and_whose_run_was_called_off(cast, run):
    item = pairs.pairs_item(cast)
    assert free_for(item).members == []
    actions.stop_run(viewer(cast.dara), run=run)
    free = free_for(item)
    assert {member.id for member in free.members} == set(free.again) == {cast.bilal.pk, cast.dara.pk}


def test_a_run_gives_its_choices_in_the_order_in_which_they_were_declared(cast, run):
    declared = catalogue.exercises()["mirror_listening"]
    assert json.dumps(Run.objects.get(pk=run.pk).declaration) == json.dumps(declared)


def test_a_run_keeps_the_declaration_it_was_begun_with(cast, run, monkeypatch):
    monkeypatch.setitem(catalogue.exercises(), "mirror_listening", {"parts": []})
    pairs.give(cast.bilal)
    assert pairs.place_of(cast.bilal).step == "ask"
