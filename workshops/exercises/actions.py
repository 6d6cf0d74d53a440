"""What people do in an exercise. Each act is one transaction: lock the room of the run, authorise, write, record."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from workshops import clock, rules
from workshops.exercises import course, rights, seeing
from workshops.exercises.course import Course
from workshops.exercises.engine import Given
from workshops.exercises.entering import checked
from workshops.exercises.models import Alert, Response, Run, StepDraft
from workshops.live import log
from workshops.programme.models import Seat
from workshops.rooms.models import Room
from workshops.rooms.seating import let_in, lock, take_out

LONGEST_DRAFT = 8000


def _locked(run):
    """The room first, then the run, both fresh."""
    (room,) = lock(run.room)
    runs = Run.objects.select_for_update(of=("self",)).select_related("item__session", "room__workshop")
    run = runs.get(pk=run.pk)
    room.workshop = run.room.workshop
    run.room = room
    return run


@transaction.atomic
def give_response(viewer, *, run, at, values):
    """Give what a step asks for (or nothing, where one may pass). `at` says for which step it was written.

    A second press gives nothing twice; what was written for a step that is over is refused and stays a draft.
    """
    run = _locked(run)
    rules.require(rights.can_give(viewer, run))
    it = Course(run)
    if any(str(given.at) == at and given.by == viewer.seat_id for given in it.given):
        return run  # pressed twice
    rules.require(rights.can_go_on(viewer, run), why_not(run))
    position = next((place for place in it.places if str(place) == at), None)
    rules.require(it.acts_now(viewer.seat_id, position), _("This step is over. What you wrote is kept."))
    step = it.exercise.step(position)
    values = {} if not values and "pass" in step else checked(step, values, it.lines_for(viewer.seat_id, position))
    _store(viewer, run, step, position, values)
    StepDraft.objects.filter(run=run, seat_id=viewer.seat_id, place=at).delete()
    _go_on(it, Given(position, viewer.seat_id, values), _private_fields(step))
    return run


def _go_on(it, now, private):
    """What follows on what has just been given: the team is called where it is called for, and the run goes on."""
    shown = {name: value for name, value in now.values.items() if name not in private}
    alerts = list(it.exercise.alerts(now, it.company, [*it.given, now]))
    it.given.append(Given(now.at, now.by, shown))
    course.go_on(it)
    for kind, about in alerts:
        course.raise_alert(it.run, kind, about)


@transaction.atomic
def go_on_without(viewer, *, run, at):
    """One of the team goes on with what there is, where a step allows it: nobody's draft is sent."""
    run = _locked(run)
    rules.require(rights.can_see_to(viewer, run) and rights.can_go_on_in(run), why_not(run))
    it = Course(run)
    position = next((place for place in it.places if str(place) == at), None)
    rules.require(position and it.exercise.may_go_on_without(position), _("This step waits for everybody."))
    rules.require(it.sees_to(viewer.seat_id, position), _("Only the facilitator whom this party has accepted goes on here."))
    _store(viewer, run, it.exercise.step(position), position, {})
    _go_on(it, Given(position, viewer.seat_id, {}), ())
    return run


@transaction.atomic
def extend_step(viewer, *, run, minutes):
    """The soft time of the step that is on is longer; nothing else happens when it is over."""
    run = _locked(run)
    rules.require(rights.can_see_to(viewer, run) and run.is_live, why_not(run))
    run.places.update(more_minutes=F("more_minutes") + minutes)
    log.record(run.room, "run.advanced")
    return run


def why_not(run):
    """Why nobody goes on in this run now, in words."""
    return _("It is paused. What you have written is kept.") if run.is_live else _("This is over.")


def _store(viewer, run, step, position, values):
    own = {name: value for name, value in values.items() if name in _private_fields(step)}
    numbers = {field["field"] for field in step["enters"] if field["as"] == "rating"}
    ratings = {name: value for name, value in values.items() if name in numbers}
    shared = {name: value for name, value in values.items() if name not in own and name not in ratings}
    response = Response(
        run=run,
        seat_id=viewer.seat_id,
        telling=position.telling,
        step=position.step,
        attempt=position.attempt,
        language=viewer.language,
        given_at=clock.now(),
    )
    response.seal(shared=shared or None, ratings=ratings or None, own=own or None).save(force_insert=True)


def _private_fields(step):
    """What nobody else will ever see: it lies under the key of whoever writes it."""
    return {field["field"] for field in step["enters"] if seeing.is_private(step, field)}


def save_step_draft(viewer, *, run, at, content):
    """Keep what somebody is writing at a step, under their own key; returns the draft, or None when nothing is left."""
    rules.require(rights.is_of(viewer, run))
    if sum(map(len, content.values())) > LONGEST_DRAFT:
        raise ValidationError(_("This is too long to be kept."))
    drafts = StepDraft.objects.filter(run=run, seat_id=viewer.seat_id, place=at)
    if not any(text.strip() for text in content.values()):
        drafts.delete()
        return None
    with transaction.atomic():
        draft = drafts.select_for_update().first() or StepDraft(run=run, seat_id=viewer.seat_id, place=at)
        draft.saved_at = clock.now()
        draft.seal(content=content).save()
    return draft


@transaction.atomic
def pause_run(viewer, *, run):
    """Somebody in it needs it to stand still. Nobody is told who."""
    run = _locked(run)
    rules.require(rights.can_stop(viewer, run))
    if not run.paused_at:
        run.paused_at = clock.now()
        run.save(update_fields=["paused_at"])
        log.record(run.room, "run.paused")
    return run


@transaction.atomic
def resume_run(viewer, *, run):
    """It goes on; the time of the step has stood still."""
    run = _locked(run)
    rules.require(rights.can_stop(viewer, run))
    if run.paused_at:
        for place in run.places.all():
            place.began_at += clock.now() - run.paused_at
            place.save(update_fields=["began_at"])
        run.paused_at = None
        run.save(update_fields=["paused_at"])
        log.record(run.room, "run.resumed")
    return run


@transaction.atomic
def call_facilitator(viewer, *, run):
    """Somebody in it asks for a facilitator. It is not said who."""
    run = _locked(run)
    rules.require(rights.can_stop(viewer, run))
    course.raise_alert(run, Alert.Kind.HELP)
    log.record(run.room, "run.called")
    return run


@transaction.atomic
def stop_run(viewer, *, run):
    """Somebody needs to stop. In a pair it ends, and the others read that a facilitator has closed it; from a larger
    company the person goes back to the table, and it goes on. The team learns who needs a word."""
    run = _locked(run)
    rules.require(rights.can_stop(viewer, run))
    if run.company == Run.Company.PAIRS:
        course.end(run, Run.State.STOPPED_SAFETY)
    else:
        take_out(Seat.objects.get(pk=viewer.seat_id), Room.objects.filter(pk=run.room_id))
        course.go_on_without_those_who_left([run])
    course.raise_alert(run, Alert.Kind.STOPPED, viewer.seat_id)
    return run


@transaction.atomic
def join_run(viewer, *, run):
    """A facilitator comes into the pair's room, because it called; from now on they can talk there."""
    run = _locked(run)
    rules.require(rights.can_join(viewer, run), _("A facilitator comes in only when the pair has called for one."))
    let_in(run.room, Seat.objects.get(pk=viewer.seat_id))
    run.room.is_open = True
    run.room.save(update_fields=["is_open"])
    run.alerts.filter(kind__in=Alert.CALLS, answered_at=None).update(
        answered_at=clock.now(), answered_by_id=viewer.seat_id
    )
    log.record(run.room, "run.joined", seat_id=viewer.seat_id)
    course.tell_team(run)
    return run


@transaction.atomic
def leave_run(viewer, *, run):
    """The facilitator leaves the pair to itself."""
    run = _locked(run)
    rules.require(viewer.is_facilitator and rules.can_hear(viewer, run.room))
    take_out(Seat.objects.get(pk=viewer.seat_id), Room.objects.filter(pk=run.room_id))
    (room,) = lock(run.room)
    if not room.listeners.filter(until=None, seat__role=Seat.Role.FACILITATOR).exists():
        room.is_open = False
        room.save(update_fields=["is_open"])
    log.record(room, "run.left", seat_id=viewer.seat_id)
    return run


@transaction.atomic
def close_run(viewer, *, run):
    """A facilitator ends it where it stands. What was confirmed stays."""
    run = _locked(run)
    rules.require(rights.can_see_to(viewer, run))
    course.end_unfinished([run])
    return run


@transaction.atomic
def answer_alert(viewer, *, alert):
    """Somebody of the team has seen it and sees to it."""
    rules.require(rights.can_see_to(viewer, alert.run))
    Alert.objects.filter(pk=alert.pk, answered_at=None).update(
        answered_at=clock.now(), answered_by_id=viewer.seat_id
    )
    course.tell_team(alert.run)
    return alert
