"""What exercises have brought to the board: lines that a party has let out become its cards, with where they come from."""

from dataclasses import dataclass

from django.db import transaction

from workshops import clock, rules
from workshops.board.actions import end_of, say_on
from workshops.board.models import Card, CardMove
from workshops.board.models.cards import Column
from workshops.board.table import hold
from workshops.exercises.course import Course
from workshops.exercises.giving import gifts_of
from workshops.exercises.models import Run

LIES_IN = {Card.Kind.NEED: Column.NEEDS_LIMITS, Card.Kind.LIMIT: Column.NEEDS_LIMITS, Card.Kind.OPTION: Column.OPTION}
TITLE = 120  # characters; of a longer line the whole stands below it


@dataclass(frozen=True)
class Offer:
    """A run of which nothing lies on the board yet."""

    run: Run
    name: dict  # {language: text} of its exercise
    count: int


def offers_for(viewer, workshop):
    """[Offer] for the team of the workshop."""
    if not rules.can_prepare(viewer, workshop):
        return []
    courses = [Course(run) for run in _untouched(workshop)]
    found = [(course, gifts_of(course)) for course in courses]
    return [Offer(course.run, course.exercise.declaration["name"], len(gifts)) for course, gifts in found if gifts]


@transaction.atomic
def take_over(viewer, *, workshop, run):
    """What a run has brought becomes cards under the mark of whose it is; returns them. Once: a second press finds nothing."""
    held = hold(viewer)
    rules.require(rules.can_prepare(viewer, workshop))
    run = _untouched(workshop).filter(pk=run.pk).first()
    made = [_lay(viewer, run, gift) for gift in (gifts_of(Course(run)) if run else ())]
    for card in made:
        held.tell("card.written", card.pk)
    return made


def _untouched(workshop):
    """The runs that have come to their end at the table, and of which no card lies on the board."""
    runs = Run.objects.filter(room__workshop=workshop, company=Run.Company.PARTIES, state=Run.State.COMPLETED, cards=None)
    return runs.select_related("room__workshop", "version")


def _lay(viewer, run, gift):
    now, column = clock.now(), LIES_IN[gift.kind]
    card = Card.objects.create(
        workshop_id=viewer.workshop_id,
        party_id=gift.party_id,
        kind=gift.kind,
        column=column,
        position=end_of(viewer.workshop_id, column),
        restated_version=1 if gift.is_restated else None,
        origin=run,
        written_at=now,
        shown_at=now,
    )
    is_long = len(gift.text) > TITLE
    title = f"{gift.text[: TITLE - 1].rsplit(' ', 1)[0]}…" if is_long else gift.text
    say_on(card, gift.language, title, gift.text if is_long else "")
    CardMove.objects.create(card=card, column=column, by=viewer.role, moved_at=now)
    return card
