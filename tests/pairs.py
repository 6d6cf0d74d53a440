"""Pairs for tests: an item that people go through in pairs, runs of it, and what somebody gives at each step."""

from tests.cast import viewer
from workshops.exercises import actions, beginning
from workshops.exercises.course import Course
from workshops.exercises.models import Run
from workshops.programme.models import AgendaItem, FloorMode, Placement
from workshops.running import actions as running

SAID = "When the gates were shut I was at home with the children and heard it on the radio before anybody rang. "
TOLD = SAID * 4  # 80 words
MIRRORED = "You were at home with the children and you heard of the shut gates on the radio before anybody rang. " * 3
GIVEN = {  # by step, what goes well
    "tell": {"text": TOLD},
    "ask": {},
    "answer": {"text": "In the spring."},
    "mirror": {"text": MIRRORED},
    "rate": {"accuracy": 6},
    "settle": {"left": "open"},
    "heard": {"felt_heard": 7},
    "debrief": {},
}


def pairs_item(cast):
    """An item of the session for pairs, at the end of the agenda."""
    item = AgendaItem.objects.filter(session=cast.session, placement=Placement.PAIRS).first()
    if item is None:
        item = AgendaItem(
            session=cast.session,
            position=50,
            placement=Placement.PAIRS,
            floor_mode=FloorMode.ROUND,
            minutes=30,
            exercise="mirror_listening",
        )
        item.seal(title={"en": "Item 6"}, prompt={"en": "What did you hear?"}).save(force_insert=True)
    return item


def start(cast, *groups, first_voice=None):
    """The runs of these groups of seats, begun by Amina; the first party tells first unless said otherwise."""
    item = pairs_item(cast)
    if cast.session.current_item_id != item.pk:
        running.start_item(viewer(cast.amina), item=item)
        cast.session.refresh_from_db()
    before = set(Run.objects.values_list("pk", flat=True))
    ids = [[seat.pk for seat in group] for group in groups]
    beginning.start_runs(viewer(cast.amina), item=item, groups=ids, first_voice=first_voice or cast.first.pk)
    return [run_of(group[0]) for group in groups if run_of(group[0]).pk not in before]


def run_of(seat):
    """The newest run this person goes through, as it is now."""
    return Run.objects.filter(members__seat=seat).select_related("room", "item__session").latest("began_at")


def give(seat, **values):
    """This person gives something at the step that is on; without values, what goes well there."""
    place = place_of(seat)
    actions.give_response(viewer(seat), run=run_of(seat), at=str(place), values=values or GIVEN[place.step])
    return run_of(seat)


def place_of(seat):
    """Where the newest run of this person stands for them."""
    return Course(run_of(seat)).place_of(seat.pk)


def through(cast, *steps, of=None):
    """These steps of the run of Bilal (or of somebody else) go well, each given by whoever acts there."""
    people = {seat.pk: seat for seat in cast.people.values()}
    for step in steps:
        course = Course(run_of(of or cast.bilal))
        (place,) = course.places
        assert place.step == step, (place.step, step)
        for seat_id in course.waits_for(place):
            give(people[seat_id])
