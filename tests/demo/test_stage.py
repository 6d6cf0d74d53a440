"""Who steers the play, and what a room hears when its lines have been said."""

import datetime

import pytest

from workshops.demo.bots.browser import Answer
from workshops.demo.bots.chair import Chair
from workshops.demo.bots.script import goodbyes
from workshops.demo.bots.stage import Stage
from workshops.demo.bots.view import View
from workshops.demo.telling import today

PAGE = Answer(200, "http://localhost/rooms/1/", "")


@pytest.fixture
def stage():
    """Both facilitators sit in the plenary of an agenda with two items."""
    actors = {person: Chair(person, "http://localhost", "session") for person in ("F1", "F2")}
    for actor in actors.values():
        actor.view, actor.socket = View(PAGE), "open"
    now = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)
    return Stage(actors, [("first", "P9"), ("second", "P10")], today(now), 1)


def test_the_second_facilitator_steers(stage):
    assert stage.chair is stage.actors["F2"]


@pytest.mark.parametrize("taken", ["F1", "F2"])
def test_no_bot_steers_while_a_human_facilitates(stage, taken):
    stage.actors[taken].is_relieved = True
    assert stage.chair is None


def test_nobody_steers_from_outside(stage):
    stage.actors["F2"].view = None
    assert stage.chair is stage.actors["F1"]


def test_small_talk_never_ends_but_goodbyes_do(stage):
    assert all(stage.draw() for _ in range(200))
    stage.deck, stage.is_last = goodbyes(), True
    assert [stage.draw() for _ in range(len(goodbyes()) + 1)] == [*reversed(goodbyes()), None]
