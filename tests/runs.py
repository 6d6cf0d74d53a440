"""Runs of any exercise for tests: an item of the agenda for it, and its beginning."""

import random

from tests.cast import viewer
from tests.exercises.playing import values_for
from workshops.exercises import actions, beginning
from workshops.exercises.course import Course
from workshops.exercises.models import Run
from workshops.programme.models import AgendaItem, FloorMode, Placement, Seat
from workshops.running import actions as running

PLACEMENT = {"pairs": Placement.PAIRS, "groups": Placement.SMALL_GROUPS, "parties": Placement.PLENARY}


def go_to(cast, slug, company):
    """The session has gone on to an item for this exercise; returns it."""
    item = AgendaItem(session=cast.session, position=80, placement=PLACEMENT[company], floor_mode=FloorMode.EXERCISE, minutes=40, exercise=slug)
    item.seal(title={"en": "Item 9"}, prompt={"en": "What matters to you?"}).save(force_insert=True)
    running.start_item(viewer(cast.amina), item=item)
    cast.session.refresh_from_db()
    return item


def begin(cast, slug, company):
    """The runs of an exercise that Amina begins for everybody at the table."""
    item = go_to(cast, slug, company)
    if company == "parties":
        beginning.start_at_table(viewer(cast.amina), item=item, first_party=cast.first.pk)
    else:
        people = [cast.bilal, cast.dara, cast.chen, cast.eli]
        groups = [people] if company == "groups" else [people[:2], people[2:]]
        ids = [[seat.pk for seat in group] for group in groups]
        beginning.start_runs(viewer(cast.amina), item=item, groups=ids, first_voice="alternate")
    return list(Run.objects.filter(item=item).select_related("room__workshop", "item__session"))


def until(run, step, seed=1):
    """Everybody who is asked gives something (nobody passes), up to where this step is on somewhere."""
    chance = random.Random(seed)
    for _ in range(300):
        course = Course(Run.objects.select_related("room__workshop", "item__session").get(pk=run.pk))
        if not course.run.is_live or any(place.step == step for place in course.places):
            return course
        place = course.places[0]
        person = course.waits_for(place)[0]
        values = values_for(course.exercise.step(place), course.lines_for(person, place), chance, well=True)
        actions.give_response(viewer(Seat.objects.get(pk=person)), run=course.run, at=str(place), values=values)
    raise AssertionError(f"{step} was never reached")
