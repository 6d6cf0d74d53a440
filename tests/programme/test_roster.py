"""The people as their facilitators see them: passes in a word, and of a caucus only what may be known."""

import datetime

import pytest

from tests.cast import viewer
from workshops import clock
from workshops.programme import passes
from workshops.programme.assents import answer_assent, ask_caucus_door
from workshops.programme.models import Pass, Seat
from workshops.programme.roster import caucus_questions, places_of


def doors(cast, seat):
    """The words for where a person's passes stand."""
    (place,) = places_of(viewer(cast.amina), cast.workshop, pk=seat.pk)
    return [state for state, _ in place.doors]


def make(cast, seat):
    """A fresh pass from Amina."""
    return passes.make_pass(viewer(cast.amina), seat=seat)


def test_the_state_of_a_pass_is_one_word(cast):
    assert doors(cast, cast.dara) == []
    fresh = make(cast, cast.dara)
    assert doors(cast, cast.dara) == ["waiting"]
    passes.claim(fresh.entry)
    assert doors(cast, cast.dara) == ["in_use"]
    make(cast, cast.dara)
    assert doors(cast, cast.dara) == ["in_use", "waiting"]
    for entry in Pass.objects.filter(seat=cast.dara):
        passes.revoke_pass(viewer(cast.amina), entry=entry)
    assert doors(cast, cast.dara) == ["revoked"]


@pytest.mark.parametrize("is_used", [False, True])
def test_a_pass_expires_whether_it_was_used_or_not(cast, is_used):
    fresh = make(cast, cast.dara)
    if is_used:
        passes.claim(fresh.entry)
    Pass.objects.update(expires_at=clock.now() - datetime.timedelta(minutes=1))
    assert doors(cast, cast.dara) == ["expired"]


def test_everyone_is_there_and_those_who_have_left_come_last(cast):
    cast.bilal.ended_at = clock.now()
    cast.bilal.save()
    names = [place.called for place in places_of(viewer(cast.amina), cast.workshop)]
    assert names == ["Amina", "Ben", "Chen", "Dara", "Eli", "Esi", "Bilal"]


def test_without_a_name_one_is_called_by_the_name_in_records(cast):
    Seat.objects.filter(pk=cast.dara.pk).update(display_name=None)
    (place,) = places_of(viewer(cast.amina), cast.workshop, pk=cast.dara.pk)
    assert (place.name, place.called) == ("", "Alias Dara")


def test_of_a_caucus_only_asked_and_accepted_are_known(cast):
    first, second = cast.first.pk, cast.second.pk
    accepted = {first: (cast.amina.pk, None), second: (cast.ben.pk, None)}
    assert caucus_questions(cast.workshop) == accepted
    assent = ask_caucus_door(viewer(cast.amina), party=cast.first, facilitator=cast.ben)
    asked = accepted | {first: (cast.amina.pk, cast.ben.pk)}
    assert caucus_questions(cast.workshop) == asked
    for answer in ("yes", "no", "change"):
        answer_assent(viewer(cast.bilal), assent=assent, answer=answer)
        assert caucus_questions(cast.workshop) == asked
    for seat in (cast.bilal, cast.chen):
        answer_assent(viewer(seat), assent=assent, answer="yes")
    assert caucus_questions(cast.workshop) == accepted | {first: (cast.ben.pk, None)}
