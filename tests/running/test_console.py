"""The console: what it shows, to whom, and that its acts lead back to it."""

import re

import pytest
from django.urls import reverse

from tests import cast as people
from workshops.programme import passes
from workshops.programme.arrival import answer_agreement, answer_consent, consent_text
from workshops.programme.models import Admission, Agreement, FloorMode, Placement, Session
from workshops.rooms import actions as rooms
from workshops.rooms import presence
from workshops.rooms.models import Listener
from workshops.running import actions, door
from workshops.running.console import Console
from workshops.running.console_views import PANELS

STATES = [state.value for state in Session.State]
CHANGING = re.compile(r'(name="csrfmiddlewaretoken" value|data-cursor|data-seconds|data-undo)="[^"]*"|"X-CSRFToken": "[^"]*"')
KEY = "0a3c1a52-7f0f-4b4e-9b0e-5d9d1d3c7a{:02}"


def url_of(session, panel=None):
    name = "console_panel" if panel else "session_console"
    return reverse(name, args=[session.pk, *([panel] if panel else [])])


def say(seat, room, text, number=0):
    return rooms.post_message(people.viewer(seat), room=room, text=text, client_key=KEY.format(number))


@pytest.fixture
def console(cast):
    """`console()`: what Amina's console would show now; `console(cast.ben)`: what another's would."""
    return lambda seat=None: Console(people.viewer(seat or cast.amina), Session.objects.get(pk=cast.session.pk))


@pytest.fixture
def shown(cast, client_of_staff):
    """`shown()`: Amina's console as text, `shown("floor")` one panel of it, `shown(user=…)` somebody else's."""

    def read(panel=None, user=None):
        answer = client_of_staff(user or cast.users.amina).get(url_of(cast.session, panel))
        assert answer.status_code == 200
        return CHANGING.sub("", answer.content.decode())

    return read


@pytest.fixture
def at_door(cast, session_in):
    """The lobby is open and nobody is in; Bilal asks to come in."""
    actions.open_lobby(people.viewer(cast.amina), session=cast.session)
    door.ask_admission(people.viewer(cast.bilal), session=cast.session)
    return Admission.objects.get(seat=cast.bilal)


# --- the page and its panels ----------------------------------------------------------------------------


@pytest.mark.parametrize("state", STATES)
def test_a_panel_is_the_same_alone_as_in_the_page(shown, session_in, state):
    session_in(state)
    whole = shown()
    for panel in PANELS:
        assert shown(panel).strip() in whole


def test_there_are_no_other_panels(cast, client_of_staff):
    assert client_of_staff(cast.users.amina).get(url_of(cast.session, "console")).status_code == 404


@pytest.mark.parametrize("state", STATES)
def test_stop_is_offered_in_every_state_that_is_not_over(shown, session_in, state):
    session_in(state)
    assert ('id="ask-stop"' in shown("bar")) is (state not in ("stopped", "closed"))


@pytest.mark.parametrize("state, act", [("live", "session_pause"), ("paused", "session_resume")])
def test_pause_and_resume_stand_in_the_same_place(cast, shown, session_in, state, act):
    session_in(state)
    assert f'action="{reverse(act, args=[cast.session.pk])}"' in shown("bar")
    assert shown("bar").count('id="pause-resume"') == 1


def test_without_script_stop_asks_once_and_asking_changes_nothing(cast, client_of_staff, session_in):
    session, browser = session_in("live"), client_of_staff(cast.users.ben)
    asked = browser.get(reverse("session_stop_confirm", args=[session.pk]))
    assert f'action="{reverse("session_stop", args=[session.pk])}"' in asked.content.decode()
    assert Session.objects.get(pk=session.pk).state == "live"
    browser.post(reverse("session_stop", args=[session.pk]))
    assert Session.objects.get(pk=session.pk).state == "stopped"


def test_the_bar_says_who_of_the_team_is_connected(cast, console, session_in):
    session_in("live")
    assert console().connected == "only you are connected"
    presence.seen("process", [(cast.plenary.pk, cast.ben.pk), (cast.plenary.pk, cast.bilal.pk)])
    assert console().connected == "you and Ben are connected"


def test_it_listens_to_the_plenary_the_own_caucus_and_the_team(cast, console, session_in):
    assert console().cursors == []
    session_in("lobby")
    heard = [cast.plenary, cast.caucus(cast.second), cast.staff_room]
    assert [room_id for room_id, _ in console(cast.ben).cursors] == [room.pk for room in heard]


# --- what waits -----------------------------------------------------------------------------------------


def waits(console):
    return [(waiter.person.name, waiter.missing) for waiter in console().at_the_door]


def test_who_asks_to_come_in_can_be_admitted(cast, at_door, console, client_of_staff):
    assert waits(console) == [("Bilal", None)]
    admit = reverse("seat_admit", args=[cast.session.pk])
    client_of_staff(cast.users.amina).post(admit, {"seat": cast.bilal.pk})
    assert (waits(console), cast.plenary.listeners.filter(seat=cast.bilal, until=None).exists()) == ([], True)


def test_what_is_missing_is_said_in_words_and_nobody_can_be_admitted_before(cast, at_door, console, shown):
    no = {point["point"]: False for point in consent_text()["points"]}
    answer_consent(people.viewer(cast.bilal), answers=no)
    assert waits(console) == [("Bilal", "Consent to take part is missing.")]
    assert reverse("seat_admit", args=[cast.session.pk]) not in shown("waiting")


def test_an_objection_is_read_at_the_door_and_before_it(cast, at_door, console):
    promise = Agreement.objects.get(workshop=cast.workshop)
    for seat in (cast.bilal, cast.dara):
        answer_agreement(people.viewer(seat), agreement=promise, is_confirmed=False, objection="The last bus goes at four.")
    assert [waiter.objections for waiter in console().at_the_door] == [["The last bus goes at four."]]
    assert [(waiter.person.name, waiter.objections) for waiter in console().objecting] == [
        ("Dara", ["The last bus goes at four."])
    ]
    answer_agreement(people.viewer(cast.dara), agreement=promise, is_confirmed=True)
    assert console().objecting == []


def test_knocks_lead_to_the_people_of_the_workshop(cast, console, shown):
    entry = passes.issue(cast.eli).entry
    for _ in range(3):
        passes.claim(entry)
    assert [(kind, waiter.person.name) for kind, waiter in console().knocks] == [("second_claim", "Eli")]
    assert reverse("seat_list", args=[cast.workshop.pk]) in shown("waiting")


def test_a_private_line_waits_until_one_of_the_team_answers(cast, console, session_in):
    session_in("live")
    desk = cast.help_desk(cast.dara)
    first = say(cast.dara, desk, "I hear nothing.")
    say(cast.dara, desk, "Is anybody there?", 1)
    assert [(it.person.name, it.since, it.desk_id) for it in console().unanswered] == [("Dara", first.posted_at, desk.pk)]
    say(cast.ben, desk, "Yes.", 2)
    assert console().unanswered == []
    again = say(cast.dara, desk, "Thank you. One more thing.", 3)
    assert [it.since for it in console().unanswered] == [again.posted_at]
    rooms.withdraw_message(people.viewer(cast.dara), message=again)
    assert (console().unanswered, console().is_quiet) == ([], True)


def test_whoever_stands_at_the_door_waits_once(cast, at_door, console):
    say(cast.bilal, cast.help_desk(cast.bilal), "Am I right here?")
    assert (console().unanswered, [it.has_written for it in console().at_the_door]) == ([], [True])


def test_the_room_opens_when_each_party_has_somebody(cast, at_door, console, shown):
    door.admit(people.viewer(cast.amina), admission=at_door)
    opening = reverse("session_open", args=[cast.session.pk])
    assert (console().parties_missing, opening in shown("floor")) == (["Lowland"], False)
    cast.admit(cast.dara)
    assert (console().parties_missing, opening in shown("floor")) == ([], True)


# --- the floor ------------------------------------------------------------------------------------------


def test_hands_stand_in_the_order_of_the_server(cast, console, session_in):
    session_in("live")
    room = cast.start(Placement.PLENARY, FloorMode.QUEUE)
    for seat in (cast.bilal, cast.chen, cast.dara):
        rooms.raise_hand(people.viewer(seat), room=room)
    (floor,) = console().floors
    assert floor.turn.holder.name == "Bilal"
    assert [person.name for person, since in floor.hands if since] == ["Dara", "Chen"]


def test_held_messages_wait_to_be_let_through(cast, console, session_in, client_of_staff):
    session_in("live")
    room = cast.start(Placement.PLENARY, FloorMode.OPEN_SLOW)
    rooms.hold_messages(people.viewer(cast.amina), room=room, is_holding=True)
    message = say(cast.bilal, room, "Harsh words")
    assert [line.text for line in console().floors[0].held] == ["Harsh words"]
    assert [line.text for _, _, lines in console().just_said for line in lines] == []
    back = {"message": message.pk, "next": url_of(cast.session)}
    answer = client_of_staff(cast.users.amina).post(reverse("message_release", args=[room.pk]), back)
    assert (answer.headers["Location"], console().floors[0].held) == (url_of(cast.session), [])
    assert [line.text for _, _, lines in console().just_said for line in lines] == ["Harsh words"]


def test_while_the_parties_are_alone_one_sees_the_floor_of_the_own_caucus(cast, console, session_in):
    session_in("live")
    cast.start(Placement.CAUCUS, FloorMode.OPEN_SLOW)
    assert [floor.room for floor in console().floors] == [cast.caucus(cast.first)]
    assert [floor.room for floor in console(cast.ben).floors] == [cast.caucus(cast.second)]
    Listener.objects.filter(room=cast.caucus(cast.second), seat=cast.ben).delete()
    assert console(cast.ben).floors == []


def test_talk_in_a_caucus_changes_no_sign_of_a_strangers_console(cast, shown, session_in):
    session_in("live")
    room = cast.start(Placement.CAUCUS, FloorMode.OPEN_SLOW, floor_mode=FloorMode.QUEUE)
    amina, ben = shown(), shown(user=cast.users.ben)
    rooms.raise_hand(people.viewer(cast.bilal), room=room)
    say(cast.bilal, room, "Between us")
    rooms.hold_messages(people.viewer(cast.amina), room=room, is_holding=True)
    assert at_rest(shown(user=cast.users.ben)) == at_rest(ben)
    assert at_rest(shown()) != at_rest(amina)


def at_rest(page):
    """A page without the seconds that are left to undo something: they run by themselves."""
    return re.sub(r"\d+( seconds</span>|</span>)", "", page)


# --- people, agenda, rooms ------------------------------------------------------------------------------


def test_people_are_here_away_asking_out_or_expected(cast, console, session_in):
    actions.open_lobby(people.viewer(cast.amina), session=cast.session)
    cast.admit(cast.bilal, cast.chen, cast.dara)
    presence.seen("process", [(cast.plenary.pk, cast.bilal.pk)])
    door.remove_person(people.viewer(cast.amina), session=cast.session, seat=cast.dara)
    door.ask_admission(people.viewer(cast.esi), session=cast.session)
    assert [[(place.person.name, place.state) for place in bench.places] for bench in console().parties] == [
        [("Bilal", "here"), ("Chen", "away")],
        [("Dara", "out"), ("Eli", "expected")],
        [("Esi", "asking")],
    ]


def test_whoever_was_taken_out_can_be_let_in_again(cast, shown, session_in, client_of_staff):
    session, browser = session_in("live"), client_of_staff(cast.users.amina)
    browser.post(reverse("seat_remove", args=[session.pk]), {"seat": cast.dara.pk})
    assert f'id="again-{cast.dara.pk.hex}"' in shown("people")
    browser.post(reverse("seat_admit", args=[session.pk]), {"seat": cast.dara.pk})
    assert f'id="remove-{cast.dara.pk.hex}"' in shown("people")


def test_presence_in_a_caucus_is_not_looked_at(cast, console, session_in):
    session_in("live")
    presence.seen("process", [(cast.caucus(cast.first).pk, cast.bilal.pk)])
    assert console().here == frozenset()


def test_the_agenda_knows_what_is_next(cast, console, session_in):
    items = list(session_in("live").items.all())
    assert console().next_item_id == items[1].pk
    actions.start_item(people.viewer(cast.amina), item=items[-1])
    assert console().next_item_id is None


def test_of_a_foreign_caucus_there_is_a_name_and_planned_minutes(cast, console, session_in):
    session_in("live")
    lines = {line.name: (line.way, line.minutes, line.people) for line in console().overview.lines}
    assert lines == {
        "The long table": ("enter", None, []),
        "Caucus of Upstream": ("enter", 10, []),
        "Caucus of Lowland": ("", 10, []),
    }


# --- acts lead back -------------------------------------------------------------------------------------


@pytest.mark.parametrize("sent", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_an_act_never_leads_to_another_house(cast, client_of_staff, session_in, sent):
    session, browser = session_in("live"), client_of_staff(cast.users.amina)
    answer = browser.post(reverse("session_pause", args=[session.pk]), {"next": sent})
    assert answer.headers["Location"] == url_of(session)
    answer = browser.post(reverse("floor_advance", args=[cast.plenary.pk]), {"next": sent})
    assert answer.headers["Location"] == reverse("room_detail", args=[cast.plenary.pk])


def test_a_refusal_is_said_on_the_console(cast, client_of_staff, session_in):
    session, browser = session_in("lobby"), client_of_staff(cast.users.amina)
    Admission.objects.filter(seat__party=cast.second).update(admitted_at=None)
    answer = browser.post(reverse("session_open", args=[session.pk]), follow=True)
    assert "Each party needs somebody in the room before it opens." in answer.content.decode()
