"""Numbers that people gave in exercises, for evaluation: under aliases, without a word that was written.

    ratings_of(session, keys)  →  [Rating]

Of runs that were gone through to the end, at every record level (`none` keeps a run out of the record of the parties, not
out of what people have agreed to have counted), with superseded attempts: their numbers stay when their texts go. Only of
people who are here and have said yes to `measurement`, and about nobody of whom that is not so. Nothing is in it of which the
box says that only oneself, or only one facilitator, sees it; what is to be forgotten is not in it either.
Whoever shows them sees to it that nobody is shown singly (`records.tallies`): that is what people have agreed to.
"""

import datetime
from dataclasses import dataclass

from workshops.exercises import lines
from workshops.exercises.course import Course
from workshops.exercises.entering import numbers_of
from workshops.exercises.models import Run
from workshops.exercises.seeing import is_private
from workshops.programme.consenting import said_yes
from workshops.programme.models import Party, Seat

CONSENT = ("take_part", "measurement")


@dataclass(frozen=True)
class Rating:
    """One number. People stand in it by their alias, parties by their mark."""

    run_id: object
    session: int  # which one of the workshop
    exercise: str
    code: str
    company: str
    party: str  # the mark of the party of whoever gave it
    by: str
    about: str  # an alias; of several people of one party its mark; else ""
    step: str
    field: str
    telling: int
    attempt: int
    scale: tuple  # (lowest, highest)
    value: int
    given_at: datetime.datetime  # to the minute


def ratings_of(session, keys):
    """[Rating] of the runs of a session that were gone through to the end."""
    runs = Run.objects.filter(room__session=session, state=Run.State.COMPLETED).select_related("room", "version")
    people = _People(session.workshop_id, keys)
    return [rating for run in runs for rating in _of_run(run, session, people, keys)]


class _People:
    """The people of a workshop who are counted, and how they are called here."""

    def __init__(self, workshop_id, keys):
        marks = dict(Party.objects.filter(workshop_id=workshop_id).values_list("pk", "mark"))
        counted = Seat.objects.filter(pk__in=said_yes(workshop_id, *CONSENT))
        self.alias = {seat.pk: seat.open(keys, "record_alias") for seat in counted}
        self.mark = {seat.pk: marks.get(seat.party_id, "") for seat in counted}

    def called(self, people):
        """One by alias; several of one party by its mark."""
        if len(people) == 1:
            return self.alias[people[0]]
        marks = {self.mark[person] for person in people if person in self.mark}
        return marks.pop() if len(marks) == 1 else ""

    def may_be_meant(self, people):
        """Whether something may be counted that is about these people: not about one alone who is not counted."""
        return len(people) != 1 or people[0] in self.alias


def _of_run(run, session, people, keys):
    course = Course(run, keys)
    moments = {
        (it.telling, it.step, it.attempt, it.seat_id): it.given_at.replace(second=0, microsecond=0) for it in run.responses.all()
    }
    for it in (it for it in course.given if it.by in people.alias):
        step = course.exercise.step(it.at)
        for field in () if step.get("is_forgotten") else filter(lambda each: _is_counted(step, each), step["enters"]):
            for about, value in _numbers(course, it, field):
                if people.may_be_meant(about):
                    yield Rating(
                        run_id=run.pk,
                        session=session.position,
                        exercise=course.exercise.declaration["slug"],
                        code=course.exercise.declaration["code"],
                        company=run.company,
                        party=people.mark[it.by],
                        by=people.alias[it.by],
                        about=people.called(about) if about else "",
                        step=it.at.step,
                        field=field["field"],
                        telling=it.at.telling,
                        attempt=it.at.attempt,
                        scale=(numbers_of(field).start, numbers_of(field).stop - 1),
                        value=value,
                        given_at=moments[it.at.telling, it.at.step, it.at.attempt, it.by],
                    )


def _is_counted(step, field):
    audience = field.get("seen_by", step["seen_by"])
    return field["as"] == "rating" and not is_private(step, field) and audience != "own_facilitator"


def _numbers(course, it, field):
    """[(people it is about, number)] of what was given in one box: one, or one for each line of others."""
    value = it.values.get(field["field"])
    if value is None:
        return []
    if "for_each" not in field:
        return [(_about(course, it), value)]
    asked = lines.all_of(course.exercise, field["for_each"], it.at, course.given)
    authors = {line.key: line.by for line in asked}
    return [((authors[key],), number) for key, number in value.items() if key in authors]


def _about(course, it):
    """Whom a number is about where the step says so: whoever tells rates those who listen, and the other way round."""
    who, tellings = course.exercise.step(it.at)["who"], course.company.tellings
    if who not in ("teller", "listener"):
        return ()
    roles = tellings[it.at.telling]
    return roles.listeners if who == "teller" else roles.tellers
