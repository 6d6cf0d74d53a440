"""Every exercise is gone through over its pages, by everybody it takes, and each page shows what its reader may see."""

import random
import re

import pytest

from tests.exercises.bots import Bot
from tests.exercises.test_every_exercise import EVERY
from tests.runs import begin
from workshops import catalogue, rules
from workshops.exercises import meeting
from workshops.exercises.course import Course
from workshops.exercises.models import Run
from workshops.exercises.results import LEVELS, results_of

LONGEST, LOOKED_ROUND = 400, 6  # acts; after so many everybody looks at their page


@pytest.fixture
def ready(cast, monkeypatch):
    """Everybody sits at the table, and what an exercise needs has been done."""
    monkeypatch.setattr(meeting, "missing_before", lambda viewer, item, people: [])
    cast.session_in("live")
    return cast


def bots_of(cast, run, chance, marks):
    url = f"/rooms/{run.room_id}/exercise/"
    seats = [*cast.people.values(), cast.amina, cast.ben, cast.esi]
    return {seat.pk: Bot(seat, url, chance, marks) for seat in seats}


EVERYDAY = [("mirror_listening", "pairs"), ("story_exchange", "groups")]
SELDOM = [pytest.param(*it, marks=pytest.mark.slow) for it in EVERY if it not in EVERYDAY]


@pytest.mark.parametrize(("slug", "company"), EVERYDAY + SELDOM)
def test_it_is_played_to_its_end_over_its_pages(ready, slug, company):
    chance, marks = random.Random(f"{slug} {company}"), {}
    run = begin(ready, slug, company)[0]
    bots = bots_of(ready, run, chance, marks)
    for turn in range(LONGEST):
        course = Course(Run.objects.select_related("room").get(pk=run.pk))
        if not course.run.is_live:
            break
        if turn % LOOKED_ROUND == 0:
            for bot in bots.values():
                sees_what_is_theirs(course, bot, bot.look(), marks)
        asked = [person for place in course.places for person in course.waits_for(place)]
        bot = bots[chance.choice(asked)]
        bot.act(bot.look())
    ended = Run.objects.get(pk=run.pk)
    assert ended.state in (Run.State.COMPLETED, Run.State.NOT_TAKEN, Run.State.STOPPED_SAFETY)
    it_gives_the_record_no_more_than_its_level(ready, ended, marks)


def sees_what_is_theirs(course, bot, page, marks):
    """No mark stands on a page that its reader may not see by what the declaration says now."""
    given = {(str(it.at), it.by): it for it in course.given}
    for mark in set(re.findall(r"mark\d{9}", page)):
        at, name, by = marks[mark]
        if by == bot.seat.pk:
            continue
        it = given[at, by]
        fields = [field["field"] for field in course.exercise.step(it.at)["enters"] if name == field["field"] or name.startswith(f"{field['field']}_")]
        assert any(course.sees(bot.seat.pk, it, field) for field in fields), (at, name)


def it_gives_the_record_no_more_than_its_level(cast, run, marks):
    """Of what was written only what the declaration keeps at a level reaches the record at that level; of a run that was
    not completed nothing does."""
    record, told = run.declaration["record"], {}
    for number, level in enumerate(LEVELS):
        Run.objects.filter(pk=run.pk).update(record_level=level)
        results = [it for it in results_of(cast.session, rules.keys_of_results(cast.session)) if it.run_id == run.pk]
        found = set(re.findall(r"mark\d{9}", repr(results)))
        kept = {(it["step"], it["field"]) for it in record.get("keeps", ()) if LEVELS.index(it["level"]) <= number}
        if number:
            kept |= {(record["sentence"]["step"], record["sentence"]["field"])} if "sentence" in record else set()
        if number == len(LEVELS) - 1 and "says_back" in record:
            kept |= {(record["says_back"], "text")}
        told[level] = found
        for mark in found:
            at, name, _by = marks[mark]
            assert any(at.split(".")[1] == step and name.startswith(field) for step, field in kept), (level, at, name)
    assert told["none"] == set()
    assert run.state == Run.State.COMPLETED or not any(told.values())


def test_the_declarations_are_all_played():
    assert {slug for slug, _company in EVERY} == set(catalogue.exercises())
