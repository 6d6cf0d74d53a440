"""Meetings and follow-ups as facilitators plan them. Whatever changes a meeting writes, in the same transaction, what
each person is to be told of it."""

from django.db import transaction
from django.utils.translation import gettext as _

from workshops import catalogue, clock, rules
from workshops.followups import appointments
from workshops.followups.cadence import point_to
from workshops.followups.models import Asking, Dispatch, FollowUp
from workshops.programme import agenda
from workshops.programme.models import Session

State = FollowUp.State


@transaction.atomic
def plan_meeting(viewer, *, workshop, title, local, zone, minutes, fold=0, turn_hours=None):
    """One more meeting, without an agenda yet; everyone is told."""
    when = {"local": local, "zone": zone, "minutes": minutes, "fold": fold, "turn_hours": turn_hours}
    session = agenda.plan_session(viewer, workshop=workshop, title=title, **when)
    appointments.announce(session)
    return session


@transaction.atomic
def change_meeting(viewer, *, session, title, local, zone, minutes, fold=0, turn_hours=None):
    """Another title, hour or length. At another hour everyone is told, and the reminders move with it."""
    before = session.revision
    when = {"local": local, "zone": zone, "minutes": minutes, "fold": fold, "turn_hours": turn_hours}
    session = agenda.change_session(viewer, session=session, title=title, **when)
    if session.revision != before:
        appointments.announce(session)
        FollowUp.objects.filter(session=session).update(due_on=local.date())
    return session


@transaction.atomic
def drop_meeting(viewer, *, session):
    """Take a meeting out of the plan, and call it off with everyone who knows of it."""
    lines = list(FollowUp.objects.filter(session=session).values_list("pk", flat=True))
    agenda.drop_session(viewer, session=session)
    FollowUp.objects.filter(pk__in=lines).update(state=State.DROPPED, settled_at=clock.now())
    appointments.call_off(session)


@transaction.atomic
def accept_follow_up(viewer, *, follow_up, local, zone, minutes, fold=0):
    """A proposed line becomes a session with the agenda of a follow-up. It does not begin by itself."""
    follow_up = _locked(viewer, follow_up, State.PROPOSED)
    session = plan_follow_up_session(
        viewer,
        workshop=follow_up.workshop,
        title=catalogue.follow_up()["titles"][follow_up.kind],
        local=local,
        zone=zone,
        minutes=minutes,
        fold=fold,
    )
    return point_to(follow_up, session)


@transaction.atomic
def plan_follow_up_session(viewer, *, workshop, title, local, zone, minutes, fold=0):
    """A meeting with the agenda of a follow-up (methods.md, T14), in the languages of this workshop."""
    spoken = {workshop.language, *workshop.seats.values_list("language", flat=True)}
    title = _in(spoken, title)
    session = plan_meeting(
        viewer, workshop=workshop, title=title, local=local, zone=zone, minutes=minutes, fold=fold
    )
    for phase in catalogue.follow_up()["phases"]:
        texts = {name: _in(spoken, phase[name]) for name in ("title", "purpose", "prompt")}
        agenda.write_item(session, **texts, **{name: phase[name] for name in phase if name not in texts})
    return session


def _in(languages, texts):
    return {code: text for code, text in texts.items() if code in languages} or texts


@transaction.atomic
def drop_follow_up(viewer, *, follow_up):
    """This line falls away; if its session stands in the plan, that too, and it is called off."""
    follow_up = _locked(viewer, follow_up, State.PROPOSED, State.PLANNED)
    rules.require(not follow_up.is_asynchronous, _("Each person is asked how they are; this one stays."))
    if follow_up.session:
        drop_meeting(viewer, session=follow_up.session)
    FollowUp.objects.filter(pk=follow_up.pk).update(state=State.DROPPED, settled_at=clock.now())


@transaction.atomic
def mark_asked(viewer, *, asking, has_answered=False):
    """This person was asked how they are (and has answered). When the last one was asked the check is done."""
    check = FollowUp.objects.select_for_update(of=("self",)).select_related("workshop").get(pk=asking.follow_up_id)
    rules.require(rules.can_prepare(viewer, check.workshop))
    asking = Asking.objects.get(pk=asking.pk)
    asking.asked_at, asking.asked_by_id = asking.asked_at or clock.now(), asking.asked_by_id or viewer.seat_id
    if has_answered:
        asking.answered_at = asking.answered_at or clock.now()
    asking.save()
    if not left_to_ask(check).exists():
        check.state, check.settled_at = State.DONE, check.settled_at if check.state == State.DONE else clock.now()
        check.attendance = check.askings.filter(answered_at__isnull=False).count()
        check.save(update_fields=["state", "settled_at", "attendance"])
    return asking


def left_to_ask(check):
    """Who has not been asked yet; whoever has left the workshop is not asked any more."""
    return check.askings.filter(asked_at=None, seat__ended_at=None)


@transaction.atomic
def mark_told(viewer, *, dispatch):
    """A facilitator has told this person of their appointment, by voice or on paper."""
    dispatch = Dispatch.objects.select_for_update(of=("self",)).select_related("seat__workshop").get(pk=dispatch.pk)
    rules.require(rules.can_prepare(viewer, dispatch.seat.workshop))
    rules.require(dispatch.state in (Dispatch.State.VOID, Dispatch.State.FAILED))
    if dispatch.told_at is None:
        dispatch.told_at, dispatch.told_by_id = clock.now(), viewer.seat_id
        dispatch.save(update_fields=["told_at", "told_by"])
    return dispatch


def _locked(viewer, follow_up, *states):
    follow_up = FollowUp.objects.select_for_update(of=("self",)).select_related("workshop", "session").get(pk=follow_up.pk)
    rules.require(rules.can_prepare(viewer, follow_up.workshop))
    rules.require(follow_up.state in states, _("This line of the plan is settled already."))
    if follow_up.session:
        rules.require(follow_up.session.state == Session.State.SCHEDULED, _("This session has begun."))
    return follow_up
