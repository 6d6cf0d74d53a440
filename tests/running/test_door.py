"""Who comes into a session, who hears a caucus, and how people go."""

import pytest

from tests.cast import make_seat, viewer
from workshops.live.log import Event
from workshops.programme import assents
from workshops.programme.models import Admission, AssentAnswer, Seat
from workshops.rooms.models import Listener, Presence
from workshops.rooms.presence import seen
from workshops.rules import NotAllowed
from workshops.running import actions, door, questions


def heard_by(seat):
    """The rooms this person hears now, as kinds."""
    rooms = Listener.objects.filter(seat=seat, until=None).values_list("room__kind", flat=True)
    return sorted(rooms)


def epoch_of(seat):
    """The epoch of a seat as it stands in the database."""
    return Seat.objects.values_list("epoch", flat=True).get(pk=seat.pk)


@pytest.fixture
def lobby(cast, session_in):
    """A session with an open lobby and nobody in it."""
    session = session_in("scheduled")
    return actions.open_lobby(viewer(cast.amina), session=session)


# --- admission ------------------------------------------------------------------------------------------


def test_in_the_lobby_one_hears_nothing_but_ones_help_desk(cast, lobby):
    door.ask_admission(viewer(cast.dara), session=lobby)
    assert heard_by(cast.dara) == ["help_desk"]


def test_admitted_one_hears_the_plenary_and_ones_own_caucus(cast, lobby):
    cast.admit(cast.dara, cast.esi)
    assert heard_by(cast.dara) == ["caucus", "help_desk", "plenary"]
    assert heard_by(cast.esi) == ["help_desk", "plenary"]
    assert not Listener.objects.filter(room=cast.caucus(cast.first), seat=cast.dara).exists()


def test_asking_twice_is_asking_once(cast, lobby):
    seen_before = cast.staff_room.head
    for _ in range(2):
        door.ask_admission(viewer(cast.dara), session=lobby)
    assert cast.staff_room.head == seen_before + 1


@pytest.mark.parametrize("name", ["bilal", "dara", "esi", "farid"])
def test_nobody_admits_but_a_facilitator(cast, lobby, name):
    admission = door.ask_admission(viewer(cast.dara), session=lobby)
    with pytest.raises(NotAllowed):
        door.admit(viewer(getattr(cast, name)), admission=admission)
    assert heard_by(cast.dara) == ["help_desk"]


@pytest.mark.parametrize("missing", ["consent", "agreement"])
def test_nobody_is_admitted_without_consent_and_agreements(cast, lobby, missing):
    if missing == "consent":
        cast.dara.consent_answers.all().delete()
    else:
        cast.dara.agreement_answers.all().delete()
    admission = door.ask_admission(viewer(cast.dara), session=lobby)
    with pytest.raises(NotAllowed, match="missing" if missing == "consent" else "agreements"):
        door.admit(viewer(cast.amina), admission=admission)
    assert Admission.objects.get().admitted_at is None


@pytest.mark.parametrize("state", ["stopped", "closed"])
def test_nobody_comes_after_the_end(cast, session_in, state):
    session = session_in(state)
    late = make_seat(cast.workshop, "Gita", party=cast.second)
    with pytest.raises(NotAllowed, match="over"):
        door.ask_admission(viewer(late), session=session)


def test_a_stranger_cannot_ask(cast, lobby):
    with pytest.raises(NotAllowed):
        door.ask_admission(viewer(cast.farid), session=lobby)


# --- removal --------------------------------------------------------------------------------------------


def test_who_is_removed_keeps_only_the_help_desk(cast, session_in):
    session, before = session_in("live"), epoch_of(cast.dara)
    seen("here", [(cast.plenary.pk, cast.dara.pk)])
    door.remove_person(viewer(cast.ben), session=session, seat=cast.dara)
    assert heard_by(cast.dara) == ["help_desk"]
    assert epoch_of(cast.dara) == before + 1
    assert Presence.objects.filter(seat=cast.dara).count() == 0
    told = Event.objects.filter(kind="seat.removed", subject_id=cast.dara.pk)
    assert {event.room for event in told} == {cast.plenary, cast.caucus(cast.second), cast.staff_room}


@pytest.mark.parametrize("name", ["bilal", "eli", "esi", "farid"])
def test_nobody_removes_but_a_facilitator(cast, session_in, name):
    session = session_in("live")
    with pytest.raises(NotAllowed):
        door.remove_person(viewer(getattr(cast, name)), session=session, seat=cast.dara)


def test_facilitators_are_not_removed(cast, session_in):
    session = session_in("live")
    with pytest.raises(NotAllowed):
        door.remove_person(viewer(cast.amina), session=session, seat=cast.ben)


def test_who_was_removed_may_be_admitted_again(cast, session_in):
    session = session_in("live")
    door.remove_person(viewer(cast.ben), session=session, seat=cast.dara)
    door.admit(viewer(cast.amina), admission=Admission.objects.get(session=session, seat=cast.dara))
    assert heard_by(cast.dara) == ["caucus", "help_desk", "plenary"]


# --- who hears a caucus ---------------------------------------------------------------------------------


def test_each_caucus_is_heard_by_the_facilitator_its_party_accepted(cast, session_in):
    session_in("live")
    assert [heard_by(seat) for seat in (cast.amina, cast.ben)] == [
        ["caucus", *["help_desk"] * 5, "plenary", "staff"]
    ] * 2
    assert Listener.objects.filter(room=cast.caucus(cast.first), seat=cast.ben).count() == 0


def ask_about_ben(cast):
    """The first party is asked whether Ben may hear its caucus instead of Amina."""
    return assents.ask_caucus_door(viewer(cast.amina), party=cast.first, facilitator=cast.ben)


def test_the_door_opens_with_the_last_yes_and_no_earlier(cast, session_in):
    session_in("live")
    caucus, assent = cast.caucus(cast.first), ask_about_ben(cast)
    hears = lambda seat: Listener.objects.filter(room=caucus, seat=seat, until=None).exists()  # noqa: E731
    questions.answer_question(viewer(cast.bilal), assent=assent, answer="yes")
    assert (hears(cast.amina), hears(cast.ben)) == (True, False)
    questions.answer_question(viewer(cast.chen), assent=assent, answer="yes")
    assert (hears(cast.amina), hears(cast.ben)) == (False, True)


@pytest.mark.parametrize("answer", ["no", "change", ""])
def test_anything_but_yes_keeps_it_shut(cast, session_in, answer):
    session_in("live")
    assent = ask_about_ben(cast)
    questions.answer_question(viewer(cast.bilal), assent=assent, answer="yes")
    if answer:
        questions.answer_question(viewer(cast.chen), assent=assent, answer=answer)
    assent.refresh_from_db()
    assert assent.held_at is None


def test_a_question_that_is_replaced_is_closed(cast):
    assent = ask_about_ben(cast)
    ask_about_ben(cast)
    with pytest.raises(NotAllowed, match="closed"):
        questions.answer_question(viewer(cast.bilal), assent=assent, answer="yes")


@pytest.mark.parametrize("name", ["amina", "ben", "dara", "esi", "farid"])
def test_only_who_was_asked_answers(cast, name):
    assent = ask_about_ben(cast)
    with pytest.raises(NotAllowed):
        questions.answer_question(viewer(getattr(cast, name)), assent=assent, answer="yes")
    assert set(AssentAnswer.objects.filter(assent=assent).values_list("answer", flat=True)) == {""}


def test_what_one_party_decides_moves_nobody_of_the_others(cast, session_in):
    """A rising epoch closes sockets: it would tell a facilitator, or the other side, what a party has decided."""
    session_in("live")
    strangers = (cast.dara, cast.eli, cast.esi, cast.ben)
    before = [epoch_of(seat) for seat in strangers]
    cast.accept(cast.first, cast.amina)
    assert [epoch_of(seat) for seat in strangers] == before
