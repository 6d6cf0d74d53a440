"""Ten seconds to take an act back: an act of its own, on the clock of the house, only if all is still as it was left."""

import datetime

import pytest

from tests.cast import viewer
from tests.live.scenario import say
from workshops import clock
from workshops.live.log import Event
from workshops.programme.models import (
    Admission,
    AgendaItem,
    AgreementAnswer,
    FloorMode,
    Placement,
    Session,
    Undo,
)
from workshops.rooms import actions as rooms
from workshops.rooms.models import Listener, Message, Room
from workshops.rules import NotAllowed
from workshops.running import actions, door, muting, pausing, switches
from workshops.running.offering import offered_to
from workshops.running.undoing import take_back


def state_of(cast):
    """All that these acts change, without the moments at which they did."""
    session = Session.objects.get(pk=cast.session.pk)
    admission = Admission.objects.get(session=session, seat=cast.dara)
    heard = Listener.objects.filter(seat=cast.dara, until=None, room__session=session).values_list("room_id", flat=True)
    rooms_now = Room.objects.filter(session=session).order_by("pk")
    return {
        "session": (session.state, session.current_item_id, session.pause_kind, session.pause_ends_at),
        "items": list(AgendaItem.objects.filter(session=session).values_list("pk", "began_at", "ended_at")),
        "dara": (admission.muted_at, admission.admitted_at, admission.ended_at, set(heard)),
        "rooms": list(rooms_now.values_list("is_open", "is_holding", "floor_mode", "slow_seconds")),
    }


def of_session(act, **more):
    return lambda cast, seat: act(viewer(seat), session=cast.session, **more)


def of_dara(act, **more):
    return lambda cast, seat: act(viewer(seat), session=cast.session, seat=cast.dara, **more)


def of_table(act, **more):
    return lambda cast, seat: act(viewer(seat), room=cast.plenary, **more)


def go_on(cast, seat):
    return actions.start_item(viewer(seat), item=cast.item(Placement.CAUCUS, FloorMode.OPEN_SLOW))


ACTS = {
    "pause": of_session(actions.pause_session),
    "cool": of_session(pausing.pause_for, minutes=10),
    "mute": of_dara(muting.mute_person, is_muted=True),
    "remove": of_dara(door.remove_person),
    "slow": of_table(switches.slow_room, slow_seconds=60),
    "hold": of_table(switches.hold_room, is_holding=True),
    "go_on": go_on,
}
# What somebody else does in between, after which the act is no longer there to be taken back.
MEANWHILE = {
    "pause": of_session(actions.resume_session),
    "cool": of_session(pausing.pause_for, minutes=20),
    "mute": of_dara(muting.mute_person, is_muted=False),
    "remove": lambda cast, seat: door.admit(viewer(seat), admission=Admission.objects.get(seat=cast.dara)),
    "slow": of_table(switches.slow_room, slow_seconds=30),
    "hold": of_table(switches.hold_room, is_holding=False),
    "go_on": lambda cast, seat: cast.start(Placement.PLENARY, FloorMode.ROUND),
}


@pytest.fixture
def live(cast):
    """All talk, on an agenda item that has begun; the act of the kind is Amina's."""
    cast.session_in("live")
    return cast


@pytest.mark.parametrize("kind", ACTS)
def test_a_colleague_takes_it_back_and_all_is_as_before(live, kind):
    before = state_of(live)
    ACTS[kind](live, live.amina)
    assert state_of(live) != before
    undo = offered_to(viewer(live.ben), live.session)
    assert (undo.kind, undo.seat_id) == (kind, live.amina.pk)
    take_back(viewer(live.ben), undo=undo)
    assert state_of(live) == before
    trace = Event.objects.filter(kind="act.undone").values_list("room_id", "seat_id", "subject_id")
    assert list(trace) == [(live.plenary.pk, live.ben.pk, undo.pk)]
    assert offered_to(viewer(live.amina), live.session) is None
    take_back(viewer(live.amina), undo=undo)  # pressed twice
    assert (state_of(live), Event.objects.filter(kind="act.undone").count()) == (before, 1)


@pytest.mark.parametrize("kind", ACTS)
def test_what_others_have_changed_since_is_not_run_over(live, kind):
    ACTS[kind](live, live.amina)
    undo = Undo.objects.first()
    MEANWHILE[kind](live, live.ben)
    stands = state_of(live)
    with pytest.raises(NotAllowed, match="Things have changed since"):
        take_back(viewer(live.amina), undo=undo)
    assert state_of(live) == stands


@pytest.mark.parametrize(("seconds", "is_possible"), [(9.9, True), (10, False), (3600, False)])
def test_after_ten_seconds_on_the_clock_of_the_house_it_is_refused(live, monkeypatch, seconds, is_possible):
    actions.pause_session(viewer(live.amina), session=live.session)
    undo = Undo.objects.get()
    monkeypatch.setattr(clock, "now", lambda: undo.offered_at + datetime.timedelta(seconds=seconds))
    assert bool(offered_to(viewer(live.amina), live.session)) is is_possible
    if is_possible:
        take_back(viewer(live.amina), undo=undo)
    else:
        with pytest.raises(NotAllowed, match="ten seconds are over"):
            take_back(viewer(live.amina), undo=undo)
    assert (Session.objects.get(pk=live.session.pk).state == "live") is is_possible


def test_what_was_done_in_a_closed_caucus_is_offered_to_nobody_outside_it(cast, session_in):
    session = session_in("live")
    room = cast.start(Placement.CAUCUS, FloorMode.OPEN_SLOW)
    Undo.objects.all().delete()
    switches.hold_room(viewer(cast.amina), room=room, is_holding=True)
    assert offered_to(viewer(cast.amina), session).kind == "hold"
    assert offered_to(viewer(cast.ben), session) is None
    with pytest.raises(NotAllowed):
        take_back(viewer(cast.ben), undo=Undo.objects.get())


def test_whoever_no_longer_stands_by_the_agreement_is_not_let_in_by_undo(live):
    door.remove_person(viewer(live.amina), session=live.session, seat=live.dara)
    AgreementAnswer.objects.filter(seat=live.dara).delete()
    with pytest.raises(NotAllowed):
        take_back(viewer(live.amina), undo=Undo.objects.first())


def test_going_back_and_coming_again_loses_nothing_that_was_said_or_begun(live):
    first = live.session.items.first()
    said = say(live.bilal, live.plenary)
    rooms.save_draft(viewer(live.dara), room=live.plenary, text="Half a sentence")
    live.start(Placement.PLENARY, FloorMode.QUEUE)
    actions.start_item(viewer(live.amina), item=first)
    assert Message.objects.visible_to(viewer(live.dara)).filter(pk=said.pk).exists()
    assert live.dara.drafts.count() == 1


def test_without_script_the_strip_is_a_form_that_leads_back(live, client_of_staff):
    browser, console = client_of_staff(live.users.amina), f"/sessions/{live.session.pk}/console/"
    browser.post(f"/sessions/{live.session.pk}/pause/")
    undo = Undo.objects.get()
    page = browser.get(console).text
    assert f'name="undo" value="{undo.pk}"' in page
    answer = browser.post(f"/sessions/{live.session.pk}/undo/", {"undo": undo.pk, "next": console}, follow=True)
    assert (answer.redirect_chain, Session.objects.get(pk=live.session.pk).state) == ([(console, 302)], "live")
    Undo.objects.update(undone_at=None, offered_at=clock.now() - datetime.timedelta(seconds=11))
    late = browser.post(f"/sessions/{live.session.pk}/undo/", {"undo": undo.pk}, follow=True)
    assert "The ten seconds are over" in late.text
