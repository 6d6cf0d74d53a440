"""Files written by hand that fit: every page of their runs opens, for everybody, up to the end, and the record is built."""

import random

import pytest

from tests import runs
from tests.cast import client_of, client_of_staff, viewer
from tests.exercises.playing import values_for
from tests.exercises.spoilt import spoilt
from workshops import catalogue, rules
from workshops.catalogue.fitting import misfits
from workshops.exercises import actions, meeting, results
from workshops.exercises.course import Course
from workshops.exercises.making import actions as making
from workshops.exercises.models import Run
from workshops.programme.models import Seat


def one_that_fits(chance):
    """A declaration with a few things changed in it that still fits."""
    while True:
        made = spoilt(chance.choice(list(catalogue.exercises().values())), chance, chance.randint(1, 4))
        if not misfits(made):
            return made


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_every_page_opens_up_to_the_end(cast, monkeypatch, seed):
    chance = random.Random(seed)
    monkeypatch.setattr(meeting, "missing_before", lambda viewer, item, people: [])
    own = making.import_exercise(viewer(cast.amina), workshop=cast.workshop, declaration=one_that_fits(chance))
    version = making.use_exercise(viewer(cast.amina), own=own)
    cast.session_in("live")
    run = runs.begin(cast, own.slug, chance.choice(version.company))[0]
    browsers = [client_of(cast.bilal), client_of(cast.dara), client_of_staff(cast.users.amina)]
    for _ in range(6):
        for browser in chance.sample(browsers, 2):
            assert browser.get(f"/rooms/{run.room_id}/exercise/").status_code in (200, 404)
        if not act(run, chance):
            break
    assert browsers[2].get(f"/sessions/{cast.session.pk}/console/").status_code == 200
    results.results_of(cast.session, rules.keys_of_results(cast.session))


def act(run, chance):
    """Somebody who is asked gives something; whether anybody was asked."""
    course = Course(Run.objects.select_related("room__workshop", "item__session").get(pk=run.pk))
    places = [place for place in course.places if course.waits_for(place)] if course.run.is_live else []
    if not places:
        return False
    place = chance.choice(places)
    person = chance.choice(list(course.waits_for(place)))
    values = values_for(course.exercise.step(place), course.lines_for(person, place), chance)
    actions.give_response(viewer(Seat.objects.get(pk=person)), run=course.run, at=str(place), values=values)
    return True
