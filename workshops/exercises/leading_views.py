"""What facilitators do about runs: look at the proposal, change it, start it; come in when called, close, see to a flag."""

import uuid
from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from workshops.doors import came_from, item_door, refusals, session_door
from workshops.exercises import actions, beginning
from workshops.exercises.models import Alert, Run
from workshops.exercises.pairs_page import PairsPage
from workshops.exercises.table_page import TablePage
from workshops.programme import offer
from workshops.rules import NotAllowed

FIVE_MORE = 5  # minutes


@require_http_methods(["GET", "HEAD", "POST"])
@item_door
def pairs_start(request, viewer, item):
    """The proposed pairs, in words; changed by lists; started by a button. Where somebody would say back more than
    once, nothing starts before the page has said so."""
    if offer.company_of(item) not in (Run.Company.PAIRS, Run.Company.GROUPS):
        raise Http404
    page = PairsPage(viewer, item, request.POST or None)
    if request.method != "POST":
        return _shown(request, page)
    if not page.form.is_valid():
        return _shown(request, page, status=422)
    if "look" in request.POST or not page.is_read:
        return _shown(request, page)
    return _begin(request, page, partial(beginning.start_runs, viewer, item=item, groups=page.ids, first_voice=page.first_voice))


@require_http_methods(["GET", "HEAD", "POST"])
@item_door
def table_start(request, viewer, item):
    """An exercise of the parties at the table: what to mind, who tells first, and the button that starts it."""
    if offer.company_of(item) != Run.Company.PARTIES:
        raise Http404
    page = TablePage(viewer, item, request.POST or None)
    if request.method != "POST":
        return _shown(request, page)
    if not page.form.is_valid():
        return _shown(request, page, status=422)
    return _begin(request, page, partial(beginning.start_at_table, viewer, item=item, first_party=page.first_party))


def _shown(request, page, status=200):
    return render(request, f"exercises/{page.TEMPLATE}.html", page.context, status=status)


def _begin(request, page, act):
    """It begins, and leads to the console; or the page says why not."""
    try:
        act()
    except NotAllowed as refusal:
        page.form.add_error(None, str(refusal))
        return _shown(request, page, status=422)
    return redirect("session_console", session_id=page.session.pk)


@require_POST
@session_door
def run_pass_on(request, viewer, session):
    """A facilitator goes on with what there is, without those who have given nothing."""
    run = _run_of_post(request, session)
    return _act(request, session, partial(actions.go_on_without, viewer, run=run, at=request.POST.get("at", "")))


@require_POST
@session_door
def run_extend(request, viewer, session):
    """The step that is on gets five minutes more."""
    run = _run_of_post(request, session)
    return _act(request, session, partial(actions.extend_step, viewer, run=run, minutes=FIVE_MORE))


@require_POST
@session_door
def run_join(request, viewer, session):
    """A facilitator comes into the room of a pair that has called."""
    run = _run_of_post(request, session)
    with refusals(request):
        actions.join_run(viewer, run=run)
        return redirect("run_detail", room_id=run.room_id)
    return redirect("session_console", session_id=session.pk)


@require_POST
@session_door
def run_close(request, viewer, session):
    """A facilitator ends a run where it stands."""
    return _act(request, session, partial(actions.close_run, viewer, run=_run_of_post(request, session)))


@require_POST
@session_door
def alert_answer(request, viewer, session):
    """Somebody of the team sees to it."""
    alerts = Alert.objects.select_related("run__room__workshop", "run__item__session")
    alert = get_object_or_404(alerts, pk=_id(request, "alert"), run__item__session=session)
    return _act(request, session, partial(actions.answer_alert, viewer, alert=alert))


def _act(request, session, act):
    with refusals(request):
        act()
    return redirect(came_from(request) or reverse("session_console", args=[session.pk]))


def _run_of_post(request, session):
    return get_object_or_404(Run.objects.select_related("room"), pk=_id(request, "run"), item__session=session)


def _id(request, name):
    try:
        return uuid.UUID(request.POST.get(name, ""))
    except ValueError:
        raise Http404 from None
