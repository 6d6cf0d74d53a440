"""What bots give in pairs fits the declaration, at every step, for everybody of the story."""

from types import SimpleNamespace

import pytest

from workshops import catalogue
from workshops.demo.bots.pairs import Pairs, our_words, partners
from workshops.demo.bots.script import parties
from workshops.demo.telling import archive
from workshops.exercises.entering import checked

STEPS = {step["step"]: step for part in catalogue.exercises()["mirror_listening"]["parts"] for step in part["steps"]}


@pytest.fixture
def play():
    """The pairs of the third day."""
    return Pairs(SimpleNamespace(telling=archive(), actors={}), "item", "P6")


def test_everybody_sits_with_somebody_of_the_other_party():
    sides = parties()
    assert sorted(partners()) == sorted(sides)
    assert all(sides[person] != sides[partner] for person, partner in partners().items())


@pytest.mark.parametrize("person", sorted(parties()))
@pytest.mark.parametrize("step", ["tell", "ask", "mirror", "rate", "settle", "heard", "debrief"])
def test_what_is_given_is_as_declared(play, person, step):
    for attempt in (1, 2, 3):
        view = SimpleNamespace(task=f"0.{step}.{attempt}", boxes={})
        given = play._given(SimpleNamespace(person=person), view)
        assert given.pop("at") == view.task
        if given.pop("pass", None):
            assert "pass" in STEPS[step]
        else:
            checked(STEPS[step], {name: [value] if name == "off" else value for name, value in given.items()})


def test_our_own_words_are_for_those_of_whom_the_story_tells_nothing(play):
    for texts in our_words().values():
        assert sorted(texts) == sorted(set(parties()) - set(play.ways))
