"""What finished runs give to the record, at each level; and what is gone from the rows after its time."""

import datetime

import pytest

from tests import pairs
from tests.cast import viewer
from workshops import clock, rules
from workshops.exercises import actions
from workshops.exercises.course import Course
from workshops.exercises.lines import key_of
from workshops.exercises.models import Response, Run, StepDraft
from workshops.exercises.results import Sentence, Who, results_of
from workshops.exercises.tidying import forget_step_drafts, tidy_runs
from workshops.running.sweep import sweep

WHOLE = ["tell", "ask", "mirror", "rate", "heard"]


@pytest.fixture
def later(monkeypatch):
    """`later(hours)`: it is so much later now."""

    def shift(hours):
        moment = clock.now() + datetime.timedelta(hours=hours)
        monkeypatch.setattr(clock, "now", lambda: moment)

    return shift


def run_to_the_end(cast, answer="yes"):
    """Two tellings, the first at its second attempt; Bilal would like to quote a sentence, and Dara says something to it."""
    cast.session_in("live")
    (run,) = pairs.start(cast, [cast.bilal, cast.dara])
    pairs.through(cast, "tell", "ask", "mirror")
    pairs.give(cast.bilal, accuracy=3, off=["facts"], correction="It was in May")
    pairs.through(cast, "mirror", "rate", "heard", *WHOLE)
    pairs.give(cast.bilal, sentence="We both waited.", surprise="Her patience")
    pairs.give(cast.dara, surprise="His voice")
    if answer:
        pairs.give(cast.dara, may_quote={key_of("We both waited."): answer})
    return Run.objects.get(pk=run.pk)


def results(cast):
    return results_of(cast.session, rules.keys_of_results(cast.session))


def test_the_summary_of_a_run(cast):
    run_to_the_end(cast)
    (result,) = results(cast)
    bilal, dara = Who("Alias Bilal", cast.first.pk), Who("Alias Dara", cast.second.pk)
    assert (result.exercise, result.level, result.state) == ("mirror_listening", "summary", "completed")
    assert result.people == [bilal, dara]
    assert [(it.teller, it.attempts, it.ratings, it.is_accepted, it.text) for it in result.tellings] == [
        (bilal, 2, {"accuracy": 6, "felt_heard": 7}, True, ""),
        (dara, 1, {"accuracy": 6, "felt_heard": 7}, True, ""),
    ]
    assert result.sentences == [Sentence(bilal, "We both waited.")]


@pytest.mark.parametrize("answer", ["no", None])
def test_without_the_partners_yes_there_is_no_sentence(cast, answer):
    run = run_to_the_end(cast, answer)
    assert run.is_live == (answer is None)
    assert [result.sentences for result in results(cast)] == ([[]] if answer else [])


def test_a_level_says_how_much(cast):
    run = run_to_the_end(cast)
    Run.objects.filter(pk=run.pk).update(record_level="none")
    (nothing,) = results(cast)
    assert (nothing.tellings, nothing.sentences) == ([], [])
    Run.objects.filter(pk=run.pk).update(record_level="confirmed_text")
    (confirmed,) = results(cast)
    assert [it.text for it in confirmed.tellings] == [pairs.MIRRORED.strip()] * 2


def test_of_a_run_that_was_stopped_only_that_it_took_place(cast):
    cast.session_in("live")
    (run,) = pairs.start(cast, [cast.bilal, cast.dara])
    pairs.through(cast, *WHOLE)
    actions.stop_run(viewer(cast.dara), run=run)
    (result,) = results(cast)
    assert (result.state, result.tellings, result.sentences) == ("stopped_safety", [], [])


def test_a_sentence_of_one_who_has_left_with_all_words_is_gone(cast):
    from workshops.vault.context import compartment
    from workshops.vault.keys import destroy_keys

    run_to_the_end(cast)
    destroy_keys(compartment("salt", cast.bilal.pk))
    (result,) = results(cast)
    assert result.sentences == []


def test_superseded_attempts_go_after_three_days_and_their_numbers_stay(cast, later):
    run = run_to_the_end(cast)
    later(71)
    assert tidy_runs() == 0
    later(2)
    assert tidy_runs() == 1
    assert sweep()["exercise_runs"] == 0
    mirrored = Response.objects.filter(run=run, step="mirror").values_list("telling", "attempt")
    assert sorted(mirrored) == [(0, 2), (1, 1)]
    first = Response.objects.get(run=run, step="rate", telling=0, attempt=1)
    assert first.values(rules.keys_of_room(run.room)) == {"accuracy": 3}
    assert [(it.attempts, it.ratings) for it in results(cast)[0].tellings] == [
        (2, {"accuracy": 6, "felt_heard": 7}),
        (1, {"accuracy": 6, "felt_heard": 7}),
    ]


def test_what_was_not_confirmed_goes_after_a_week(cast, later):
    cast.session_in("live")
    (run,) = pairs.start(cast, [cast.bilal, cast.dara])
    pairs.through(cast, *WHOLE, "tell", "ask")
    actions.save_step_draft(viewer(cast.bilal), run=run, at="1.mirror.1", content={"text": "You"})
    actions.close_run(viewer(cast.amina), run=run)
    later(7 * 24 - 1)
    assert (tidy_runs(), forget_step_drafts()) == (0, 0)
    later(2)
    assert (tidy_runs(), forget_step_drafts()) == (1, 1)
    assert set(Response.objects.filter(run=run).values_list("telling", flat=True)) == {0}
    assert not StepDraft.objects.exists()
    assert len(Course(run).given) == len(WHOLE)
