"""The plan as it is changed: one session more or fewer, another hour, and the items of an agenda, the chosen one beside
it. A session may be running meanwhile."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from workshops import rules
from workshops.doors import item_door, refusals, session_door, workshop_door
from workshops.followups import actions as meetings
from workshops.programme import agenda, offer, wall_time
from workshops.programme.forms.session import ItemForm, SessionForm
from workshops.programme.forms.texts import languages_of
from workshops.programme.views.page import opened, show
from workshops.programme.views.sessions import agenda_page
from workshops.running.changes import change_plan

either = require_http_methods(["GET", "HEAD", "POST"])
TEXTS = ("title", "prompt", "purpose")


@either
@workshop_door
def session_create(request, viewer, workshop):
    """One more session."""
    initial = {"zone": workshop.zone, "minutes": 120}
    form = SessionForm(request.POST or None, languages=languages_of(workshop), initial=initial)
    if form.is_valid():
        with refusals(request):
            plan = form.written() | form.when() | form.length()
            session = meetings.plan_meeting(viewer, workshop=workshop, **plan)
            messages.success(request, _("The session is planned. Next: its agenda."))
            return redirect("session_detail", session.pk)
        return redirect("session_list", workshop.pk)
    return show(request, viewer, workshop, "session_change", tab="sessions", form=form)


@require_POST
@session_door
def session_drop(request, viewer, session):
    """Take it out of the plan."""
    with refusals(request):
        meetings.drop_meeting(viewer, session=session)
        messages.success(request, _("The session is out of the plan."))
        return redirect("session_list", session.workshop_id)
    return redirect("session_detail", session.pk)


@either
@session_door
def session_change(request, viewer, session):
    """Another title, hour or length."""
    title = opened(session, rules.keys_for(viewer), "title")
    local = wall_time.read(session.local_start)
    initial = {
        "date": local.date(),
        "time": local.time(),
        "fold": session.fold,
        "zone": session.tzid,
        "minutes": session.minutes,
        "turn_hours": session.turn_hours,
    }
    languages = languages_of(session.workshop, title["title"])
    form = SessionForm(request.POST or None, languages=languages, opened=title, initial=initial)
    if form.is_valid():
        with refusals(request):
            plan = form.written() | form.when() | form.length()
            _change(viewer, session, partial(meetings.change_meeting, viewer, session=session, **plan))
            messages.success(request, _("Stored."))
        return redirect("session_detail", session.pk)
    return show(
        request, viewer, session.workshop, "session_change", tab="sessions", form=form, session=session
    )


@either
@session_door
def item_create(request, viewer, session):
    """One more item."""
    form = ItemForm(
        request.POST or None,
        languages=languages_of(session.workshop),
        offered=offer.exercises(session.workshop_id, rules.keys_for(viewer)),
        initial={"minutes": 20, "slow_seconds": 30},
    )
    if form.is_valid():
        with refusals(request):
            _change(viewer, session, partial(agenda.add_item, viewer, session=session, **form.facts()))
        return redirect("session_detail", session.pk)
    return agenda_page(request, viewer, session, form=form)


@either
@item_door
def item_change(request, viewer, item):
    """The chosen item, beside the agenda."""
    keys = rules.keys_for(viewer)
    texts, offered = opened(item, keys, *TEXTS), offer.exercises(item.session.workshop_id, keys)
    facts = {name: getattr(item, name) for name in ("placement", "floor_mode", "slow_seconds", "minutes")}
    facts["turn_minutes"] = item.turn_seconds // 60 or None
    facts["exercise"] = item.exercise if item.exercise in offered else ""
    languages = languages_of(item.session.workshop, *texts.values())
    form = ItemForm(request.POST or None, languages=languages, opened=texts, offered=offered, initial=facts)
    if form.is_valid():
        with refusals(request):
            changed = form.facts()
            if item.exercise not in offered:  # what a format names and the house does not offer yet stays
                changed["exercise"] = changed["exercise"] or item.exercise
            _change(viewer, item.session, partial(agenda.change_item, viewer, item=item, **changed))
            messages.success(request, _("Stored."))
        return redirect("session_detail", item.session_id)
    return agenda_page(request, viewer, item.session, form=form, chosen=item)


@require_POST
@item_door
def item_move(request, viewer, item):
    """Up or down by one."""
    with refusals(request):
        is_up = request.POST.get("way") == "up"
        _change(viewer, item.session, partial(agenda.move_item, viewer, item=item, is_up=is_up))
    return redirect("session_detail", item.session_id)


@require_POST
@item_door
def item_drop(request, viewer, item):
    """Take it out."""
    with refusals(request):
        _change(viewer, item.session, partial(agenda.drop_item, viewer, item=item))
        messages.success(request, _("The item is out of the agenda."))
    return redirect("session_detail", item.session_id)


def _change(viewer, session, act):
    return change_plan(viewer, session=session, act=act)
