"""What goes when its time is over: superseded attempts, what was not confirmed, drafts. Twice does nothing twice."""

from django.db import transaction

from workshops import clock
from workshops.exercises.course import DROPPED_AFTER, TIDIED_AFTER, Course
from workshops.exercises.models import Run, StepDraft
from workshops.rooms.seating import lock


def tidy_runs():
    """Of runs that are over long enough the texts that were not kept; returns how many runs were tidied."""
    now = clock.now()
    over = Run.objects.filter(tidied_at=None)
    done = over.filter(state=Run.State.COMPLETED, ended_at__lt=now - TIDIED_AFTER)
    broken = over.filter(ended_at__lt=now - DROPPED_AFTER).exclude(state=Run.State.COMPLETED)
    return sum(_tidied(run_id) for run_id in [*done.values_list("pk", flat=True), *broken.values_list("pk", flat=True)])


@transaction.atomic
def _tidied(run_id):
    run = Run.objects.select_related("room").get(pk=run_id)
    lock(run.room)
    run = Run.objects.select_for_update(of=("self",)).select_related("room").get(pk=run_id)
    if run.tidied_at:
        return 0
    course = Course(run)
    for name, step in course.exercise.steps.items():
        if "accepts" in step:
            _drop_superseded(run, course, name)
    if run.state != Run.State.COMPLETED:
        _drop_unconfirmed(run, course)
    forgotten = [name for name, step in course.exercise.steps.items() if step.get("is_forgotten")]
    run.responses.filter(step__in=forgotten).delete()
    run.tidied_at = clock.now()
    run.save(update_fields=["tidied_at"])
    return 1


def _drop_superseded(run, course, name):
    """Of what was tried again before this step the texts of all attempts but the last go; of ratings the number stays."""
    steps = list(course.exercise.steps)
    tried = steps[steps.index(course.exercise.steps[name]["accepts"]["else"]) : steps.index(name)]
    for telling in {it.at.telling for it in course.given if it.at.step == name}:
        last = max(it.at.attempt for it in course.given if it.at.step == name and it.at.telling == telling)
        earlier = run.responses.filter(telling=telling, attempt__lt=last)
        earlier.filter(step=name).update(shared=None)
        earlier.filter(step__in=tried).delete()


def _drop_unconfirmed(run, course):
    """Of a run that ended early only tellings (or sides) stay in which something was confirmed."""
    for part in course.exercise.declaration["parts"]:
        names = [step["step"] for step in part["steps"]]
        here = [it for it in course.given if it.at.step in names]
        for telling in {it.at.telling for it in here}:
            rated = [it for it in here if it.at.telling == telling and "accepts" in course.exercise.step(it.at)]
            if not any(course.exercise.is_accepted(it.at, here) for it in rated):
                run.responses.filter(telling=telling, step__in=names).delete()


def forget_step_drafts():
    """Drafts that nobody has touched for seven days, of whatever run."""
    return StepDraft.objects.filter(saved_at__lt=clock.now() - DROPPED_AFTER).delete()[0]
