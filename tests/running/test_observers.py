"""Nobody looks on whom not everyone at the table has let in, and one no ends it at once."""

import pytest

from tests.cast import arrive, make_party, make_seat
from workshops import rules
from workshops.programme import actions, assents, people
from workshops.programme.models import Admission, Assent, AssentAnswer, Seat
from workshops.rooms.models import Listener
from workshops.rules import NotAllowed
from workshops.running import door, questions


@pytest.fixture
def gus(cast, viewer):
    """A second observer, who has come in and whom everyone at the table is asked about."""
    about = {"role": Seat.Role.OBSERVER, "name": "Gus", "language": "en", "zone": "UTC"}
    seat = people.add_seat(viewer(cast.amina), workshop=cast.workshop, **about)
    arrive(seat)
    return seat


def says(viewer, seat, observer, answer):
    own = AssentAnswer.objects.get(seat=seat, assent__kind=Assent.Kind.OBSERVER, assent__subject_id=observer.pk)
    return questions.answer_question(viewer(seat), assent=own.assent, answer=answer)


def let_in(cast, viewer, observer):
    admission = door.ask_admission(viewer(observer), session=cast.session)
    return door.admit(viewer(cast.amina), admission=admission)


def hears(seat):
    return set(Listener.objects.filter(seat=seat, until=None).exclude(room__kind="help_desk").values_list("room__kind", flat=True))


def test_everyone_of_every_party_is_asked_and_the_last_yes_counts(cast, viewer, session_in, gus):
    session_in("live")
    for seat in (cast.bilal, cast.chen, cast.dara):
        says(viewer, seat, gus, "yes")
        with pytest.raises(NotAllowed, match="Not everyone"):
            let_in(cast, viewer, gus)
    says(viewer, cast.eli, gus, "yes")
    let_in(cast, viewer, gus)
    assert hears(gus) == {"plenary"}


@pytest.mark.parametrize("answer", ["no", "change"])
def test_anything_but_yes_is_no(cast, viewer, gus, answer):
    for seat in (cast.bilal, cast.chen, cast.dara):
        says(viewer, seat, gus, "yes")
    says(viewer, cast.eli, gus, answer)
    assert not rules.may_look_on(gus)


def test_a_later_no_takes_the_observer_out_at_once(cast, viewer, session_in):
    session_in("live")
    assert hears(cast.esi) == {"plenary"}
    epoch = Seat.objects.get(pk=cast.esi.pk).epoch
    says(viewer, cast.dara, cast.esi, "no")
    assert hears(cast.esi) == set()
    assert Seat.objects.get(pk=cast.esi.pk).epoch == epoch + 1
    assert Admission.objects.get(seat=cast.esi).admitted_at is None
    assert not rules.is_member(viewer(cast.esi))
    says(viewer, cast.dara, cast.esi, "yes")
    assert rules.may_look_on(cast.esi)


def test_who_joins_a_party_later_is_asked_too(cast, viewer):
    about = {"role": Seat.Role.PARTICIPANT, "party": cast.first, "language": "en", "zone": "UTC"}
    late = people.add_seat(viewer(cast.amina), workshop=cast.workshop, **about)
    assert rules.may_look_on(cast.esi)  # who has not come in yet holds nothing up
    arrive(late)
    says(viewer, late, cast.esi, "no")
    assert not rules.may_look_on(cast.esi)


def test_another_party_is_asked_too(cast, viewer):
    draft = actions.PartyDraft(name={"en": "Coast"}, letter={"en": "C"})
    party = actions.add_party(viewer(cast.amina), workshop=cast.workshop, draft=draft)
    assert not rules.may_look_on(cast.esi)
    assert Assent.objects.filter(party=party, kind=Assent.Kind.OBSERVER, subject_id=cast.esi.pk).count() == 1


def test_of_another_workshop_nobody_is_asked(cast, viewer):
    other = make_seat(cast.other_workshop, "Hana", Seat.Role.OBSERVER)
    assents.ask_about_observer(other)
    make_party(cast.other_workshop, 1, "Plain")
    with pytest.raises(AssentAnswer.DoesNotExist):
        says(viewer, cast.bilal, other, "yes")


def test_an_ended_seat_is_asked_about_no_longer(cast, viewer):
    people.end_seat(viewer(cast.amina), seat=cast.esi)
    assert not assents.questions_to(cast.bilal).filter(assent__kind=Assent.Kind.OBSERVER).exists()


def test_on_the_way_in_the_question_stands_with_the_answer_so_far(cast, client_of):
    page = client_of(cast.bilal).get("/arrival/caucus/")
    assert "look on at the long table" in page.content.decode()
    assert "You may change your answer here at any time." in page.content.decode()


def test_the_team_sees_how_it_stands(cast, client_of_staff, gus):
    amina = client_of_staff(cast.users.amina)
    url = f"/workshops/{cast.workshop.pk}/seats/"
    assert "Until each of them has said yes" in amina.get(f"{url}{gus.pk}/").content.decode()
    assert "One later no ends it at once" in amina.get(f"{url}{cast.esi.pk}/").content.decode()
