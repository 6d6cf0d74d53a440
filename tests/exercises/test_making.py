"""Exercises of a team's own: whatever is put together from the kinds of steps either is refused with a reason, or goes through to its end."""

import random

import pytest
from hypothesis import example, settings
from hypothesis import given as whatever
from hypothesis import strategies as st

from tests.exercises.made import built
from tests.exercises.playing import Play
from tests.exercises.spoilt import spoilt
from tests.exercises.test_every_exercise import SIZES, acts_of, nobody_sees_too_much, reads_what_it_asks_about
from workshops import catalogue
from workshops.catalogue.fitting import misfits
from workshops.exercises.making import shaping

seeds = st.integers(0, 2**32 - 1)


@settings(deadline=None, max_examples=60)
@whatever(seeds)
@example(34376)  # in a three, of two who tell one was asked about what had been said back to the other
def test_what_is_put_together_at_random_is_refused_or_ends(seed):
    chance = random.Random(seed)
    company = chance.choice(list(SIZES))
    made = built(chance, [company], chance.randint(1, 6))
    if misfits(made):
        return
    play = Play(made, company, chance.choice(SIZES[company]), chance)
    for _now in acts_of(play):
        for at in play.stand.places:
            for person in play.exercise.waits_for(at, play.company, play.given):
                for field in play.exercise.step(at)["enters"]:
                    reads_what_it_asks_about(play, at, person, field)
        if chance.random() < 0.05:
            nobody_sees_too_much(play)
        if chance.random() < 0.03 and len(play.company.here) > 1:
            play.lose_somebody()
    assert play.stand.end in ("done", "stopped", "ended")


def plays_or_is_refused(made, chance):
    """Whether it was refused; else it has gone through to its end."""
    if misfits(made):
        return True
    company = chance.choice(made["company"])
    play = Play(made, company, chance.choice(SIZES[company]), chance)
    for _now in acts_of(play):
        if chance.random() < 0.05:
            nobody_sees_too_much(play)
    assert play.stand.end in ("done", "stopped", "ended")
    return False


@settings(deadline=None, max_examples=150)
@whatever(seeds)
def test_a_file_written_by_hand_is_refused_or_goes_through(seed):
    chance = random.Random(seed)
    declaration = chance.choice(list(catalogue.exercises().values()))
    plays_or_is_refused(spoilt(declaration, chance, chance.randint(1, 3)), chance)


def test_a_fair_share_of_what_is_put_together_fits():
    made = [built(random.Random(seed), ["pairs"], 4) for seed in range(200)]
    assert sum(not misfits(it) for it in made) > 40


def test_a_new_exercise_fits_at_once_and_is_over_when_all_have_looked_back():
    made = shaping.blank("own_test", "X1", {"en": "Empty"})
    assert misfits(made) == []
    play = Play(made, "pairs", (1, 1), random.Random(1))
    assert len(list(acts_of(play))) == 2 and play.stand.end == "done"


@pytest.mark.parametrize("kind", catalogue.step_kinds())
def test_every_kind_of_step_is_a_step_of_the_schema(kind):
    declared = catalogue.step_kinds()[kind]
    made = shaping.blank("own_test", "X1", {"en": "One kind"})
    of = field = None
    for earlier in _before(declared, []):
        made = shaping.with_step(made, _part(made, earlier), shaping.new_step(earlier, f"{earlier}_1", _who(earlier), of, field))
        of, field = f"{earlier}_1", shaping.asked_about(shaping.steps_of(made)[len(shaping.steps_of(made)) - 2])
    made = shaping.with_step(made, _part(made, kind), shaping.new_step(kind, f"{kind}_9", declared["whom"][0], of, field))
    assert misfits(made) == []


def _before(declared, found):
    """The kinds of steps that have to come before one, the first first."""
    if "of" not in declared:
        return found
    kind = declared["of"][0]
    return _before(catalogue.step_kinds()[kind], [kind, *found])


def _who(kind):
    return catalogue.step_kinds()[kind]["whom"][0]


def _part(made, kind):
    """All in one part for each telling."""
    return 0 if len(made["parts"]) > 1 else "each_telling"
