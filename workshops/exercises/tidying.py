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
    for telling in range(len(course.tellings)):
        _drop_superseded(run, course, telling)
    run.tidied_at = clock.now()
    run.save(update_fields=["tidied_at"])
    return 1


def _drop_superseded(run, course, telling):
    """The texts of all attempts but the last go; of ratings the number stays. What was never confirmed in a run that
    ended early goes with the whole telling."""
    here = run.responses.filter(telling=telling)
    rates = [name for name, step in course.exercise.steps.items() if "accepts" in step]
    given = [it for it in course.given if it.at.telling == telling]
    rated = [it for it in given if it.at.step in rates]
    last = max((it.at.attempt for it in rated), default=0)
    is_confirmed = any(course.exercise.is_accepted(it.at, given) for it in rated)
    if run.state != Run.State.COMPLETED and not is_confirmed:
        here.delete()
        return
    here.filter(attempt__lt=last, step__in=rates).update(shared=None)
    looped = {course.exercise.steps[name]["accepts"]["else"] for name in rates}
    here.filter(attempt__lt=last, step__in=looped).delete()


def forget_step_drafts():
    """Drafts that nobody has touched for seven days, of whatever run."""
    return StepDraft.objects.filter(saved_at__lt=clock.now() - DROPPED_AFTER).delete()[0]
