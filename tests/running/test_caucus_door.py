"""Who of the team hears a caucus: each member who has come in has said yes, and the party changes it by itself."""

import pytest

from tests.cast import arrive, make_seat
from workshops import rules
from workshops.live.log import Event
from workshops.programme import assents, people
from workshops.programme.models import Assent, Seat
from workshops.programme.roster import caucus_questions
from workshops.rooms import attaching, letting_in
from workshops.rooms.models import Listener
from workshops.rules import NotAllowed
from workshops.running import questions

CALL = {"url": "https://meet.example.org/9f2c", "name": "Voice"}


def hears(room, seat):
    """Whether this seat hears the room now."""
    return Listener.objects.filter(room=room, seat=seat, until=None, seat__ended_at=None).exists()


@pytest.fixture
def caucus(cast, session_in):
    """The caucus of the first party: Bilal and Chen, heard by Amina."""
    session_in("live")
    return cast.caucus(cast.first)


@pytest.fixture
def say(cast, viewer):
    """`say(seat, "yes")` to what the first party asks itself."""
    return lambda seat, word: questions.answer_question(viewer(seat), assent=letting_in.change_asked(cast.first), answer=word)


@pytest.mark.parametrize("other", ["ben", None])
def test_with_the_last_yes_the_old_one_hears_nothing_more_and_the_new_one_does(cast, viewer, caucus, say, client_of_staff, other):
    facilitator = other and cast.people[other]
    letting_in.propose_facilitator(viewer(cast.chen), room=caucus, facilitator=facilitator)
    attaching.attach_link(viewer(cast.amina), room=caucus, **CALL)
    before, page = Seat.objects.get(pk=cast.amina.pk).epoch, client_of_staff(cast.users.amina)
    say(cast.bilal, "yes")
    assert (hears(caucus, cast.amina), hears(caucus, cast.ben)) == (True, False)
    say(cast.chen, "yes")
    assert (hears(caucus, cast.amina), hears(caucus, cast.ben)) == (False, facilitator is not None)
    assert Seat.objects.get(pk=cast.amina.pk).epoch > before
    assert page.get(f"/rooms/{caucus.pk}/").status_code == 404
    assert attaching.link_of(caucus) is None  # she knows where the call is: it went with her
    assert rules.holds_caucus(cast.ben.pk, cast.first) == (facilitator is not None)


def test_while_the_party_asks_itself_nobody_of_the_team_learns_of_it(cast, viewer, caucus, say, client_of_staff):
    amina, url = client_of_staff(cast.users.amina), f"/rooms/{caucus.pk}/"
    events, shown = Event.objects.count(), [amina.get(url).text.count("asks itself"), caucus_questions(cast.workshop)]
    letting_in.propose_facilitator(viewer(cast.bilal), room=caucus, facilitator=cast.ben)
    say(cast.chen, "yes")
    assert Event.objects.count() == events
    assert [amina.get(url).text.count("asks itself"), caucus_questions(cast.workshop)] == shown
    assert "Ben" not in amina.get(f"{url}party/").text.partition('id="who"')[2]


def test_it_is_answered_in_the_room_and_on_the_way_in(cast, client_of, caucus):
    bilal, chen, url = client_of(cast.bilal), client_of(cast.chen), f"/rooms/{caucus.pk}/"
    refused = bilal.post(f"{url}facilitator/", {"facilitator": str(cast.dara.pk)})
    assert refused.status_code == 422 and "field-error" in refused.text
    bilal.post(f"{url}facilitator/", {"facilitator": "nobody"})
    assert "shall nobody of the team hear this room?" in chen.get(f"{url}party/").text
    bilal.post(f"{url}facilitator/answer/", {"answer": "yes"})
    question = letting_in.change_asked(cast.first)
    assert "Shall nobody of the team" in chen.get("/arrival/caucus/").text
    chen.post("/arrival/caucus/", {f"q{question.pk.hex[:8]}-answer": "yes"})
    assert not hears(caucus, cast.amina)
    assert "Nobody of the team hears this room." in chen.get(f"{url}party/").text


def test_one_no_leaves_it_as_it_is_and_naming_who_is_there_ends_the_question(cast, viewer, caucus, say):
    letting_in.propose_facilitator(viewer(cast.bilal), room=caucus, facilitator=cast.ben)
    say(cast.bilal, "yes")
    say(cast.chen, "no")
    assert hears(caucus, cast.amina)
    letting_in.propose_facilitator(viewer(cast.chen), room=caucus, facilitator=cast.amina)
    assert letting_in.change_asked(cast.first) is None
    assert hears(caucus, cast.amina)


@pytest.mark.parametrize("who", ["amina", "ben", "dara", "esi"])
def test_only_members_ask_their_party(cast, viewer, caucus, who):
    with pytest.raises(NotAllowed):
        letting_in.propose_facilitator(viewer(cast.people[who]), room=caucus, facilitator=cast.ben)


# --- who has not come yet, and who comes later ----------------------------------------------------------


def test_who_was_invited_and_never_came_holds_no_door_shut(cast, viewer):
    make_seat(cast.workshop, "Gila", party=cast.first)
    assent = assents.ask_caucus_door(viewer(cast.amina), party=cast.first, facilitator=cast.ben)
    for seat in (cast.bilal, cast.chen):
        questions.answer_question(viewer(seat), assent=assent, answer="yes")
    assert rules.holds_caucus(cast.ben.pk, cast.first)


@pytest.fixture
def gila(cast, viewer, caucus):
    """Somebody who is invited to the first party when it has let Amina in, and comes."""
    about = {"role": Seat.Role.PARTICIPANT, "name": "Gila", "language": "en", "zone": "UTC"}
    seat = people.add_seat(viewer(cast.amina), workshop=cast.workshop, party=cast.first, **about)
    arrive(seat)
    return seat


@pytest.mark.parametrize(("word", "is_open"), [("yes", True), ("no", False)])
def test_who_comes_later_is_asked_and_their_no_closes_the_door(cast, viewer, caucus, gila, word, is_open):
    (asked,) = assents.questions_to(gila, Assent.DOORS)
    assert hears(caucus, cast.amina)  # nobody is in the caucus who has not said yes to her
    questions.answer_question(viewer(gila), assent=asked.assent, answer=word)
    assert (hears(caucus, cast.amina), rules.holds_caucus(cast.amina.pk, cast.first)) == (is_open, is_open)
    assert not assents.questions_to(gila, Assent.DOORS).filter(answer="").exists()
    with pytest.raises(NotAllowed):  # said once; later one asks the party anew
        questions.answer_question(viewer(gila), assent=asked.assent, answer="yes")


def test_a_closed_door_does_not_fall_open_for_whom_the_party_had_before(cast, viewer, caucus, gila):
    cast.accept(cast.first, cast.ben)
    late = people.add_seat(viewer(cast.amina), workshop=cast.workshop, party=cast.first, role="participant", language="en", zone="UTC")
    arrive(late)
    (asked,) = assents.questions_to(late, Assent.DOORS)
    questions.answer_question(viewer(late), assent=asked.assent, answer="no")
    assert [rules.holds_caucus(seat.pk, cast.first) for seat in (cast.amina, cast.ben)] == [False, False]
