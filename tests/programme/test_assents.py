"""Whether a party lets a facilitator hear its caucus: everyone who was asked says yes, and a newer question voids the old."""

import pytest

from workshops import clock, rules
from workshops.programme import assents
from workshops.programme.models import Assent, AssentAnswer, Seat
from workshops.rules import NotAllowed


@pytest.fixture
def asked(cast, viewer):
    """A new question to the first party: may Ben hear its caucus?"""
    return assents.ask_caucus_door(viewer(cast.amina), party=cast.first, facilitator=cast.ben)


def _says(viewer, seat, assent, answer):
    return assents.answer_assent(viewer(seat), assent=assent, answer=answer)


def test_those_who_are_asked_are_frozen_with_the_question(cast, asked):
    assert set(asked.answers.values_list("seat_id", flat=True)) == {cast.bilal.pk, cast.chen.pk}


@pytest.mark.parametrize("last", ["", "no", "change"])
def test_silence_and_wishes_are_not_yes(cast, viewer, asked, last):
    _says(viewer, cast.bilal, asked, "yes")
    if last:
        _says(viewer, cast.chen, asked, last)
    assert Assent.objects.get(pk=asked.pk).held_at is None
    assert not rules.holds_caucus(cast.ben.pk, cast.first)


def test_it_holds_with_the_last_yes_and_is_closed_then(cast, viewer, asked):
    _says(viewer, cast.bilal, asked, "no")
    _says(viewer, cast.chen, asked, "yes")
    assert _says(viewer, cast.bilal, asked, "yes").held_at is not None
    assert rules.holds_caucus(cast.ben.pk, cast.first)
    with pytest.raises(NotAllowed):
        _says(viewer, cast.bilal, asked, "no")


def test_who_has_left_the_party_is_not_waited_for(cast, viewer, asked):
    Seat.objects.filter(pk=cast.chen.pk).update(ended_at=clock.now())
    assert _says(viewer, cast.bilal, asked, "yes").held_at is not None


def test_a_new_question_replaces_the_one_that_stands_open(cast, viewer, asked):
    again = assents.ask_caucus_door(viewer(cast.amina), party=cast.first, facilitator=cast.ben)
    assert Assent.objects.get(pk=asked.pk).voided_at is not None
    with pytest.raises(NotAllowed):
        _says(viewer, cast.bilal, asked, "yes")
    assert [own.assent for own in assents.questions_to(cast.bilal, Assent.DOORS)] == [again]


@pytest.mark.parametrize("who", ["dara", "esi", "amina", "ben", "farid"])
def test_nobody_else_answers_or_is_told(cast, viewer, asked, who):
    with pytest.raises(NotAllowed):
        _says(viewer, getattr(cast, who), asked, "yes")
    assert list(assents.questions_to(getattr(cast, who), Assent.DOORS)) == []
    assert set(AssentAnswer.objects.filter(assent=asked).values_list("answer", flat=True)) == {""}


@pytest.mark.parametrize("who", ["bilal", "farid"])
def test_only_the_team_asks(cast, viewer, who):
    with pytest.raises(NotAllowed):
        assents.ask_caucus_door(viewer(getattr(cast, who)), party=cast.first, facilitator=cast.ben)
