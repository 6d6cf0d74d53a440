"""The page of a run and its acts: every step an ordinary form by POST. Each leads back to that page."""

from functools import partial, wraps
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from workshops.doors import came_from, refusals, room_door
from workshops.exercises import actions
from workshops.exercises.models import Run
from workshops.exercises.panel import Panel
from workshops.rooms.page import page_parts, plenary_of, url_of
from workshops.rules import NotAllowed

NOT_KEPT = {"csrfmiddlewaretoken", "at", "next", "pass"}


def run_door(view):
    """For those who hear the room of a run in the address: `view(request, viewer, run)`."""

    @room_door
    @wraps(view)
    def behind(request, viewer, room):
        if not room.is_of_run:
            raise Http404
        run = Run.objects.select_related("item").get(room=room)
        run.room = room
        return view(request, viewer, run)

    return behind


@require_safe
@run_door
def run_detail(request, viewer, run):
    """The page of a run: one task at a time."""
    return _page(request, viewer, run)


@require_safe
@run_door
def run_panel(request, viewer, run):
    """The task again, drawn from what is now."""
    return render(request, "exercises/_panel.html", _parts(viewer, run))


@require_POST
@run_door
def response_create(request, viewer, run):
    """Give what the step asks for. What was refused stands in its box again, with the reason."""
    panel = Panel(viewer, run)
    at = request.POST.get("at", "")
    if at != str(panel.place) or not panel.is_mine:
        with refusals(request):
            actions.give_response(viewer, run=run, at=at, values={})
        return _back(request, run)
    form = panel.new_form(request.POST)
    if form.is_valid():
        try:
            actions.give_response(viewer, run=run, at=at, values=form.values)
        except (NotAllowed, ValidationError) as refusal:
            form.add_error(None, getattr(refusal, "messages", [str(refusal)]))
        else:
            return _back(request, run)
    return _page(request, viewer, run, form, status=422)


@require_POST
@run_door
def step_draft_save(request, viewer, run):
    """Keep what is being written; says when it was kept."""
    content = {name: text for name, text in request.POST.items() if name not in NOT_KEPT}
    try:
        draft = actions.save_step_draft(viewer, run=run, at=request.POST.get("at", "")[:60], content=content)
    except (NotAllowed, ValidationError):
        return HttpResponse(status=409)
    if draft is None:
        return JsonResponse({"saved": ""})
    return JsonResponse({"saved": _saved(viewer, draft)})


@require_POST
@run_door
def run_pause(request, viewer, run):
    """All stands still in this run."""
    return _act(request, run, partial(actions.pause_run, viewer, run=run))


@require_POST
@run_door
def run_resume(request, viewer, run):
    """It goes on."""
    return _act(request, run, partial(actions.resume_run, viewer, run=run))


@require_POST
@run_door
def facilitator_call(request, viewer, run):
    """A facilitator is asked to come."""
    return _act(request, run, partial(actions.call_facilitator, viewer, run=run))


@require_POST
@run_door
def run_stop(request, viewer, run):
    """Somebody needs to stop."""
    return _act(request, run, partial(actions.stop_run, viewer, run=run))


@require_POST
@run_door
def run_leave(request, viewer, run):
    """The facilitator who was called leaves the pair to itself."""
    session_id = run.room.session_id
    with refusals(request):
        actions.leave_run(viewer, run=run)
        return redirect("session_console", session_id=session_id)
    return _back(request, run)


def _parts(viewer, run, form=None):
    panel = Panel(viewer, run, form)
    saved = _saved(viewer, panel.draft) if panel.is_mine and panel.draft else ""
    table_url = url_of(plenary_of(run.room))
    return {"panel": panel, "run": run, "room": run.room, "viewer": viewer, "saved": saved, "table_url": table_url}


def _page(request, viewer, run, form=None, status=200):
    parts = page_parts(viewer, run.room) | _parts(viewer, run, form)
    return render(request, "exercises/run.html", parts, status=status)


def _act(request, run, act):
    with refusals(request):
        act()
    return _back(request, run)


def _back(request, run):
    return redirect(came_from(request) or url_of(run.room))


def _saved(viewer, draft):
    """When a draft was kept, on this person's clock."""
    at = date_format(draft.saved_at.astimezone(ZoneInfo(viewer.zone)), "H:i")
    return _("Saved %(time)s, for your eyes only") % {"time": at}
