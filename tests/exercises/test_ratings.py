"""Numbers reach evaluation under aliases: of those who agreed, with superseded attempts, and without a word or an id."""

import dataclasses
import re

import pytest

from tests import pairs
from tests.exercises.test_results import WHOLE, run_to_the_end
from workshops import clock, rules
from workshops.exercises.models import Response, Run
from workshops.exercises.ratings import ratings_of
from workshops.exercises.tidying import tidy_runs
from workshops.programme.models import ConsentAnswer, Seat


def consents(seat, point="measurement", is_given=True):
    """The person answers a point of consent."""
    text = {"text_hash": "0" * 64, "language": "en", "answered_at": clock.now()}
    ConsentAnswer.objects.create(seat=seat, point=point, is_given=is_given, **text)


@pytest.fixture
def counted(cast):
    """Bilal and Dara have agreed to be counted, and have gone through an exercise to its end."""
    consents(cast.bilal)
    consents(cast.dara)
    return run_to_the_end(cast)


def numbers(cast):
    """(who, about whom, step, telling, attempt, value) of everything."""
    found = ratings_of(cast.session, rules.keys_of_results(cast.session))
    return [(it.by, it.about, it.step, it.telling, it.attempt, it.value) for it in found]


B, D = "Alias Bilal", "Alias Dara"
ALL = [(B, D, "rate", 0, 1, 3), (B, D, "rate", 0, 2, 6), (B, D, "heard", 0, 1, 7), (D, B, "rate", 1, 1, 6), (D, B, "heard", 1, 1, 7)]


def test_each_attempt_by_alias(cast, counted):
    assert sorted(numbers(cast)) == sorted(ALL)
    it = ratings_of(cast.session, rules.keys_of_results(cast.session))[0]
    assert (it.exercise, it.code, it.company, it.party, it.scale) == ("mirror_listening", "E1", "pairs", cast.first.mark, (1, 7))
    assert (it.given_at.second, it.given_at.microsecond) == (0, 0)


def test_numbers_stay_when_the_texts_of_an_attempt_go(cast, counted):
    Run.objects.update(ended_at=counted.ended_at.replace(year=2020))
    assert tidy_runs() == 1
    assert sorted(numbers(cast)) == sorted(ALL)


def test_no_word_no_name_no_id_of_a_person(cast, counted):
    text = str([dataclasses.asdict(it) for it in ratings_of(cast.session, rules.keys_of_results(cast.session))])
    assert not re.search(r"waited|May|gates|facts|surprise", text)
    assert not any(str(seat.pk) in text for seat in Seat.objects.all())
    assert not re.search(r"(?<!Alias )(Bilal|Dara)", text)


def test_a_level_of_the_record_changes_nothing(cast, counted):
    Run.objects.update(record_level="none")
    assert sorted(numbers(cast)) == sorted(ALL)


@pytest.mark.parametrize(("point", "is_given"), [("measurement", False), ("take_part", False)])
def test_whoever_says_no_is_in_no_number_and_no_number_is_about_them(cast, counted, point, is_given):
    consents(cast.dara, point, is_given)
    assert numbers(cast) == []


def test_whoever_was_never_asked_is_not_counted(cast):
    consents(cast.bilal)
    run_to_the_end(cast)
    assert numbers(cast) == []


def test_whoever_has_left_is_not_counted(cast, counted):
    Seat.objects.filter(pk=cast.dara.pk).update(ended_at=clock.now())
    assert numbers(cast) == []


def test_of_whoever_has_withdrawn_all_words_nothing_opens(cast, counted):
    from workshops.vault.context import compartment
    from workshops.vault.keys import destroy_keys

    destroy_keys(compartment("salt", cast.dara.pk))
    assert Response.objects.filter(seat=cast.dara).exists()
    assert {it[0] for it in numbers(cast)} == {B}


def test_of_a_run_that_ended_early_nothing(cast):
    consents(cast.bilal)
    consents(cast.dara)
    cast.session_in("live")
    (run,) = pairs.start(cast, [cast.bilal, cast.dara])
    pairs.through(cast, *WHOLE)
    assert numbers(cast) == []
    Run.objects.filter(pk=run.pk).update(state=Run.State.CLOSED_UNFINISHED, ended_at=clock.now())
    assert numbers(cast) == []
