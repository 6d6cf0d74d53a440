"""The engine on the first declaration: every transition, the loop and its limit, what stops, who sees what."""

import copy

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as st

from workshops import catalogue
from workshops.exercises import seeing
from workshops.exercises.company import Company, Roles
from workshops.exercises.engine import Exercise, Given, Position, Stand

TWO = Company((("ana",), ("ben",)), (Roles(("ana",), ("ben",)), Roles(("ben",), ("ana",))))
THREE = Company((("ana", "bea"), ("cyr",)), (Roles(("ana",), ("cyr",)), Roles(("bea",), ("cyr",)), Roles(("cyr",), ("ana",))))
GIVEN = {"tell": {"text": "t"}, "ask": {"questions": ["q"]}, "answer": {"text": "a"}, "mirror": {"text": "m"}}
GIVEN |= {"rate": {"accuracy": 6}, "settle": {"left": "open"}, "heard": {"felt_heard": 7}, "debrief": {}, "consent": {}}


@pytest.fixture
def exercise():
    return Exercise(catalogue.exercises()["mirror_listening"])


class Play:
    """A run in memory: everybody who is waited for gives something."""

    def __init__(self, exercise, company=TWO):
        self.exercise, self.company, self.given, self.alerts = exercise, company, [], []
        self.stand = exercise.stand(company, [])
        self.path = [str(self.position)]

    @property
    def position(self):
        return next(iter(self.stand.places), None)

    def give(self, **values):
        at = self.position
        for person in self.exercise.waits_for(at, self.company, self.given):
            self.given.append(Given(at, person, values or GIVEN[at.step]))
            self.alerts += [kind for kind, _who in self.exercise.alerts(self.given[-1], self.company, self.given)]
        self.stand = self.exercise.stand(self.company, self.given)
        self.path.append(str(self.position))
        return self

    def until(self, step):
        while self.position.step != step:
            self.give()
        return self


def test_two_tellings_then_the_debrief(exercise):
    play = Play(exercise)
    while play.position:
        play.give()
    one = ["tell", "ask", "answer", "mirror", "rate", "heard"]
    whole = [f"{telling}.{step}.1" for telling in (0, 1) for step in one]
    assert play.path == [*whole, "0.debrief.1", "None"]
    assert play.alerts == []
    assert play.stand == Stand((), "done")


def test_an_answer_is_asked_for_only_where_something_was_asked(exercise):
    play = Play(exercise).until("ask")
    play.given.append(Given(play.position, "ben", {}))
    assert exercise.stand(TWO, play.given).places == (Position(0, "mirror"),)


def test_below_the_line_it_is_said_back_again_three_times_at_most(exercise):
    play = Play(exercise).until("rate")
    for accuracy in (4, 3):
        play.give(accuracy=accuracy).give()
    assert play.path[-4:] == ["0.mirror.2", "0.rate.2", "0.mirror.3", "0.rate.3"]
    assert play.alerts == []
    play.give(accuracy=2)
    assert (str(play.position), play.alerts) == ("0.settle.1", ["unsettled"])
    play.give()
    assert str(play.position) == "0.heard.1"


@pytest.mark.parametrize("accuracy", [5, 6, 7])
def test_at_five_it_is_said_well_enough(exercise, accuracy):
    play = Play(exercise).until("rate").give(accuracy=3).give().give(accuracy=accuracy)
    assert str(play.position) == "0.heard.1"
    assert play.alerts == []


def test_the_second_rating_of_one_stops_it(exercise):
    play = Play(exercise).until("rate").give(accuracy=1)
    assert (str(play.position), play.alerts) == ("0.mirror.2", ["low_rating"])
    play.give().give(accuracy=1)
    assert play.stand == Stand((), "stopped")
    assert play.alerts == ["low_rating", "low_rating", "rated_out"]


def test_ones_in_two_tellings_do_not_add_up(exercise):
    play = Play(exercise).until("rate").give(accuracy=1).give().give(accuracy=6)
    play.give().until("rate").give(accuracy=1)
    assert str(play.position) == "1.mirror.2"


def test_the_debrief_waits_for_everybody(exercise):
    play = Play(exercise).until("debrief")
    play.given.append(Given(play.position, "ana", {}))
    assert exercise.stand(TWO, play.given).places == (play.position,)
    assert exercise.waits_for(play.position, TWO, play.given) == ["ben"]


def test_consent_is_asked_of_those_who_did_not_write_the_sentence(exercise):
    play = Play(exercise, THREE).until("debrief")
    at = play.position
    play.given += [Given(at, "ana", {"sentence": "We waited."}), Given(at, "bea", {}), Given(at, "cyr", {})]
    (after,) = exercise.stand(THREE, play.given).places
    assert after.step == "consent"
    assert exercise.waits_for(after, THREE, play.given) == ["bea", "cyr"]
    assert [line.by for line in exercise.lines_of(after, "bea", THREE, play.given)["may_quote"]] == ["ana"]
    assert exercise.lines_of(after, "ana", THREE, play.given)["may_quote"] == []


def test_in_a_three_each_tells_once(exercise):
    play = Play(exercise, THREE)
    while play.position:
        play.give()
    tellers = [given.by for given in play.given if given.at.step == "tell"]
    assert tellers == ["ana", "bea", "cyr"]
    assert [given.by for given in play.given if given.at.step == "mirror"] == ["cyr", "cyr", "ana"]


def seen_by(exercise, it, field, given, company=THREE):
    return {person for person in ("ana", "bea", "cyr", "chair") if seeing.sees(exercise, person, it, field, company, given)}


def test_who_sees_what(exercise):
    play = Play(exercise, THREE).until("rate")
    everybody = {"ana", "bea", "cyr", "chair"}
    told, asked, _answered, mirrored = play.given
    assert seen_by(exercise, told, "text", play.given) == everybody
    assert seen_by(exercise, asked, "questions", play.given) == everybody
    assert seen_by(exercise, mirrored, "text", play.given) == {"cyr", "ana"}  # the third and the facilitator wait
    play.give()
    assert seen_by(exercise, mirrored, "text", play.given) == everybody
    play.until("debrief")
    last = Given(play.position, "bea", {"surprise": "s", "sentence": "t"})
    assert seen_by(exercise, last, "surprise", play.given) == {"bea"}
    assert seen_by(exercise, last, "sentence", play.given) == everybody


def test_a_second_attempt_waits_for_its_own_rating(exercise):
    play = Play(exercise, THREE).until("rate").give(accuracy=3).give()
    first, second = (given for given in play.given if given.at.step == "mirror")
    assert seen_by(exercise, first, "text", play.given) == {"ana", "bea", "cyr", "chair"}
    assert seen_by(exercise, second, "text", play.given) == {"cyr", "ana"}


def test_steps_are_counted_as_people_walk_them(exercise):
    numbers = {name: exercise.number(Position(0, name)) for name in exercise.steps}
    assert numbers == {"tell": 1, "ask": 2, "answer": 3, "mirror": 4, "rate": 5, "settle": 5, "heard": 6, "debrief": 7, "consent": 7}
    assert len(exercise.milestones) == 7


def test_another_declaration_is_followed_as_it_stands(exercise):
    """Nothing of the first exercise is in the engine: other bounds, other steps, the same machine."""
    declaration = copy.deepcopy(exercise.declaration)
    steps = declaration["parts"][0]["steps"]
    declaration["parts"][0]["steps"] = [step for step in steps if step["step"] not in ("ask", "answer", "settle", "heard")]
    next(step for step in steps if step["step"] == "rate")["accepts"] |= {"at_least": 7, "attempts": 2}
    play = Play(Exercise(declaration))
    play.give().give().give(accuracy=6).give().give(accuracy=6)
    assert play.path == ["0.tell.1", "0.mirror.1", "0.rate.1", "0.mirror.2", "0.rate.2", "1.tell.1"]


@whatever(st.lists(st.integers(1, 7), min_size=20, max_size=20), st.sampled_from([TWO, THREE]))
def test_whatever_the_ratings_it_comes_to_an_end_within_the_limit(ratings, company):
    play, left = Play(Exercise(catalogue.exercises()["mirror_listening"]), company), iter(ratings)
    for _ in range(100):
        if play.position is None:
            break
        assert play.position.attempt <= 3
        play.give(**({"accuracy": next(left)} if play.position.step == "rate" else {}))
    assert play.position is None
    for telling in range(len(company.tellings)):
        rated = [it.values["accuracy"] for it in play.given if it.at.step == "rate" and it.at.telling == telling]
        assert len(rated) <= 3
        assert all(accuracy < 5 for accuracy in rated[:-1])
        assert rated.count(1) < 2 or play.stand.end == "stopped"
