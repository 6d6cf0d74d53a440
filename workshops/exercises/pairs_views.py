"""What facilitators do about pairs: look at the proposal, change it, start it; come in when called, close, see to a flag."""

import uuid
from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from workshops.doors import item_door, refusals, session_door
from workshops.exercises import actions, pairs
from workshops.exercises.models import Alert, Run
from workshops.exercises.pairs_page import PairsPage
from workshops.rules import NotAllowed


@require_http_methods(["GET", "HEAD", "POST"])
@item_door
def pairs_start(request, viewer, item):
    """The proposed pairs, in words; changed by lists; started by a button. Where somebody would say back more than
    once, nothing starts before the page has said so."""
    if not pairs.is_for_pairs(item):
        raise Http404
    page = PairsPage(viewer, item, request.POST or None)
    if request.method != "POST":
        return _shown(request, page)
    if not page.form.is_valid():
        return _shown(request, page, status=422)
    if "look" in request.POST or not page.is_read:
        return _shown(request, page)
    try:
        pairs.start_pairs(viewer, item=item, groups=page.ids, first_voice=page.first_voice)
    except NotAllowed as refusal:
        page.form.add_error(None, str(refusal))
        return _shown(request, page, status=422)
    return redirect("session_console", session_id=item.session_id)


def _shown(request, page, status=200):
    return render(request, "exercises/pairs.html", page.context, status=status)


@require_POST
@session_door
def run_join(request, viewer, session):
    """A facilitator comes into the room of a pair that has called."""
    run = _run_of_post(request, session)
    with refusals(request):
        actions.join_run(viewer, run=run)
        return redirect("pair_detail", room_id=run.room_id)
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
    return redirect("session_console", session_id=session.pk)


def _run_of_post(request, session):
    return get_object_or_404(Run.objects.select_related("room"), pk=_id(request, "run"), item__session=session)


def _id(request, name):
    try:
        return uuid.UUID(request.POST.get(name, ""))
    except ValueError:
        raise Http404 from None
