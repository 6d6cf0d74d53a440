"""The convenor stops a whole workshop; only the parties, each by its own yes, let it go on."""

import pytest
from django.urls import reverse

from tests.cast import arrive
from workshops.programme import assents, people
from workshops.programme.models import Assent, AssentAnswer, Seat, Session, Suspension, Workshop
from workshops.rules import NotAllowed
from workshops.running import actions, questions, suspending

WHY = Suspension.Why.THREAT


@pytest.fixture
def suspended(cast):
    """The workshop stands still, and each party has been asked whether it may go on."""
    suspending.suspend_workshop(cast.users.ines, workshop=cast.workshop, why=WHY)
    return suspending.ask_reopening(cast.users.ines, workshop=cast.workshop)


def says(viewer, seat, answer):
    own = AssentAnswer.objects.get(seat=seat, assent__kind=Assent.Kind.REOPENING, assent__voided_at=None)
    return questions.answer_question(viewer(seat), assent=own.assent, answer=answer)


def is_suspended(cast):
    return Workshop.objects.get(pk=cast.workshop.pk).suspended_at is not None


@pytest.mark.parametrize("state", ["lobby", "live", "paused"])
def test_a_session_that_is_open_stops_at_once(cast, session_in, state):
    session_in(state)
    suspending.suspend_workshop(cast.users.ines, workshop=cast.workshop, why=WHY)
    assert Session.objects.get(pk=cast.session.pk).state == "stopped"
    last = cast.plenary.events.order_by("-seq").first()
    assert (last.kind, last.seat_id) == ("session.stopped", None)


def test_none_begins(cast, viewer):
    suspending.suspend_workshop(cast.users.ines, workshop=cast.workshop, why=WHY)
    with pytest.raises(NotAllowed, match="suspended"):
        actions.open_lobby(viewer(cast.amina), session=Session.objects.get(pk=cast.session.pk))


@pytest.mark.parametrize("name", ["amina", "noor", "zoe"])
def test_only_the_convenor_does(cast, name):
    user = getattr(cast.users, name)
    with pytest.raises(NotAllowed):
        suspending.suspend_workshop(user, workshop=cast.workshop, why=WHY)
    suspending.suspend_workshop(cast.users.ines, workshop=cast.workshop, why=WHY)
    with pytest.raises(NotAllowed):
        suspending.ask_reopening(user, workshop=cast.workshop)
    assert Suspension.objects.get().asked_at is None


def test_twice_is_once(cast):
    suspending.suspend_workshop(cast.users.ines, workshop=cast.workshop, why=WHY)
    with pytest.raises(NotAllowed, match="suspended"):
        suspending.suspend_workshop(cast.users.ines, workshop=cast.workshop, why=WHY)
    suspending.ask_reopening(cast.users.ines, workshop=cast.workshop)
    with pytest.raises(NotAllowed, match="asked already"):
        suspending.ask_reopening(cast.users.ines, workshop=cast.workshop)


def test_it_goes_on_with_the_last_yes_of_the_last_party(cast, viewer, suspended):
    for seat in (cast.bilal, cast.chen, cast.dara):
        says(viewer, seat, "yes")
        assert is_suspended(cast)
    says(viewer, cast.eli, "yes")
    assert not is_suspended(cast)
    assert Suspension.objects.get().lifted_at is not None
    actions.open_lobby(viewer(cast.amina), session=Session.objects.get(pk=cast.session.pk))


@pytest.mark.parametrize("answer", ["no", "change"])
def test_a_party_may_take_its_yes_back_until_then(cast, viewer, suspended, answer):
    for seat in (cast.bilal, cast.chen, cast.dara):
        says(viewer, seat, "yes")
    says(viewer, cast.chen, answer)
    says(viewer, cast.eli, "yes")
    assert is_suspended(cast)
    assert suspending.wants_it_again(cast.workshop) == {cast.second.pk}


def test_who_joins_meanwhile_is_asked_and_afterwards_nobody_is(cast, viewer, suspended):
    about = {"role": Seat.Role.PARTICIPANT, "party": cast.first, "language": "en", "zone": "UTC"}
    late = people.add_seat(viewer(cast.amina), workshop=cast.workshop, **about)
    arrive(late)
    for seat in (cast.bilal, cast.chen, cast.dara, cast.eli):
        says(viewer, seat, "yes")
    assert is_suspended(cast)
    says(viewer, late, "yes")
    assert not is_suspended(cast)
    kinds = set(assents.questions_to(late).values_list("assent__kind", flat=True))
    assert Assent.Kind.REOPENING not in kinds


def test_it_can_be_suspended_again(cast, viewer, suspended):
    for seat in (cast.bilal, cast.chen, cast.dara, cast.eli):
        says(viewer, seat, "yes")
    suspending.suspend_workshop(cast.users.ines, workshop=cast.workshop, why=Suspension.Why.LEAK)
    assert Suspension.objects.filter(lifted_at=None).count() == 1
    suspending.ask_reopening(cast.users.ines, workshop=cast.workshop)
    assert suspending.wants_it_again(cast.workshop) == set()


def test_the_convenors_page_from_desk_to_question(cast, client_of_staff, viewer):
    ines, url = client_of_staff(cast.users.ines), reverse("workshop_suspend", args=[cast.workshop.pk])
    assert url in ines.get(reverse("desk")).text
    refused = ines.post(url, {})
    assert refused.status_code == 422 and "Choose what comes closest." in refused.text
    ines.post(url, {"why": "threat"})
    assert "A credible threat to somebody" in ines.get(url).text
    ines.post(reverse("reopening_ask", args=[cast.workshop.pk]))
    says(viewer, cast.bilal, "yes")
    assert "0 of 2 parties have said yes" in ines.get(url).text
    says(viewer, cast.chen, "yes")
    assert "1 of 2 parties have said yes" in ines.get(url).text


def test_everyone_finds_it_said(cast, viewer, client_of, client_of_staff, suspended):
    amina, bilal = client_of_staff(cast.users.amina), client_of(cast.bilal)
    assert "suspended this workshop" in amina.get(reverse("workshop_detail", args=[cast.workshop.pk])).text
    assert reverse("workshop_suspend", args=[cast.workshop.pk]) not in amina.get(reverse("desk")).text
    assert bilal.get(reverse("lobby")).url == reverse("arrival_caucus")
    assert "This workshop was suspended. May it go on?" in bilal.get(reverse("arrival_caucus")).text
    says(viewer, cast.bilal, "no")
    assert "This workshop is suspended" in bilal.get(reverse("lobby")).text
