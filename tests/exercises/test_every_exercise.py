"""Every declaration, played by random actors in random order: it ends, its loops end, nobody sees anything too early."""

import random

import pytest
from hypothesis import given as whatever
from hypothesis import settings
from hypothesis import strategies as st

from tests.exercises.playing import LONGEST, Play
from workshops import catalogue
from workshops.exercises import seeing
from workshops.exercises.actions import _private_fields

SIZES = {"pairs": [(1, 1), (2, 1)], "groups": [(2, 2), (2, 1), (1, 3)], "parties": [(5, 5), (2, 3), (1, 1), (4, 6), (2, 2, 2)]}
EVERY = [(slug, company) for slug, it in catalogue.exercises().items() for company in it["company"]]
every_exercise = pytest.mark.parametrize(("slug", "company"), EVERY)
a_few = settings(deadline=None, max_examples=3)
seeds = st.integers(0, 2**32 - 1)


def plays(slug, company, seed):
    chance = random.Random(seed)
    return Play(catalogue.exercises()[slug], company, chance.choice(SIZES[company]), chance)


def acts_of(play):
    """What people give, one after the other, until it is over (or something is wrong)."""
    for _ in range(LONGEST):
        if not play.stand.places:
            break
        yield play.act()


def test_the_thirteen_are_there():
    codes = [it["code"] for it in catalogue.exercises().values()]
    assert codes == [f"E{number}" for number in range(1, 14)]


@every_exercise
@a_few
@whatever(seeds)
def test_it_ends_and_so_do_its_loops(slug, company, seed):
    play = plays(slug, company, seed)
    for now in acts_of(play):
        loops = [step["accepts"]["attempts"] for step in play.exercise.steps.values() if "accepts" in step]
        assert now.at.attempt <= max(loops, default=1)
    assert play.stand.end in ("done", "stopped", "ended")


@every_exercise
@a_few
@whatever(seeds)
def test_it_ends_although_people_leave_in_the_middle(slug, company, seed):
    play = plays(slug, company, seed)
    for _now in acts_of(play):
        if play.chance.random() < 0.05 and len(play.company.here) > 1:
            play.lose_somebody()
    assert play.stand.end


@every_exercise
@a_few
@whatever(seeds)
def test_nobody_sees_a_field_before_its_step_allows(slug, company, seed):
    play = plays(slug, company, seed)
    for _now in acts_of(play):
        if play.chance.random() < 0.04:
            nobody_sees_too_much(play)
    nobody_sees_too_much(play)


def nobody_sees_too_much(play):
    """Each field is seen by those whom the declaration names, and by more only after the step that opens it to them."""
    people = [*play.company.people, *play.company.team, "stranger of the team"]
    steps_begun = {it.at.step for it in play.given}
    for it in play.given:
        step = play.exercise.step(it.at)
        for field in step["enters"]:
            allowed = {it.by} | audience(field.get("seen_by", step["seen_by"]), it, play.company, people)
            rules = field.get("opens", () if "seen_by" in field else step.get("opens", ()))
            for rule in rules:
                if rule["after"] in steps_begun:
                    allowed |= audience(rule["to"], it, play.company, people)
            seen = {who for who in people if seeing.sees(play.exercise, who, it, field["field"], play.company, play.given)}
            assert seen <= allowed, (it.at, field["field"])
            if field["field"] in _private_fields(step):
                assert seen <= {it.by}


def audience(name, it, company, people):
    """The people of an audience, said once more and in other words."""
    side = next((number for number, side in enumerate(company.sides) if it.by in side), None)
    return {
        "self": set(),
        "everybody": set(people),
        "teller": set(company.tellings[it.at.telling].tellers) if it.at.telling < len(company.tellings) else set(),
        "side": set(company.sides[side]) | set(company.caucus[side] if company.caucus else ()) if side is not None else set(),
        "own_facilitator": set(company.caucus[side] if company.caucus else ()) if side is not None else set(),
    }[name]


@every_exercise
@a_few
@whatever(seeds)
def test_one_is_asked_only_about_what_one_may_read(slug, company, seed):
    play = plays(slug, company, seed)
    for _now in acts_of(play):
        for at in play.stand.places:
            for person in play.exercise.waits_for(at, play.company, play.given):
                for field in play.exercise.step(at)["enters"]:
                    reads_what_it_asks_about(play, at, person, field)


def reads_what_it_asks_about(play, at, person, field):
    """Every line of this field was given by somebody whose words this person sees now."""
    source = field.get("for_each") or field.get("choices_from")
    if not source:
        return
    asked = play.exercise.lines_of(at, person, play.company, play.given)[field["field"]]
    for it in play.exercise.newest(source["step"], at, play.given):
        if any(line.by == it.by for line in asked):
            assert seeing.sees(play.exercise, person, it, source["field"], play.company, play.given), (at, field["field"])
