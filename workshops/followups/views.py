"""The follow-ups of a workshop, as its facilitators plan them: the lines, who is to be asked, who is to be told."""

import datetime

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from workshops import rules
from workshops.doors import facilitators_door, refusals, workshop_door
from workshops.followups import actions, plan
from workshops.followups.cadence import MINUTES
from workshops.followups.forms import FollowUpForm
from workshops.followups.models import Dispatch, FollowUp

AN_HOUR = datetime.time(16)  # something must stand in the field; methods.md 6 speaks of Tuesday at 16:00
line_door = facilitators_door("followup_id", FollowUp.objects.select_related("workshop", "session", "origin"))
dispatch_door = facilitators_door(
    "dispatch_id", Dispatch.objects.select_related("seat__workshop"), lambda dispatch: dispatch.seat.workshop_id
)


@require_safe
@workshop_door
def followup_list(request, viewer, workshop):
    """Every line of the plan, and who is told of what by voice."""
    return show(
        request,
        viewer,
        workshop,
        "followup_list",
        lines=plan.lines_of(workshop),
        tellings=plan.tellings_of(viewer, workshop),
        unreachable=plan.unreachable(viewer, workshop),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@line_door
def followup_detail(request, viewer, line):
    """One line: the people of a welfare check, or the meeting that it becomes."""
    if line.is_asynchronous:
        return show(request, viewer, line.workshop, "welfare", line=line, askings=plan.askings_of(viewer, line))
    if line.session_id:
        return redirect("session_detail", session_id=line.session_id)
    if line.state != FollowUp.State.PROPOSED:
        return redirect("followup_list", workshop_id=line.workshop_id)
    initial = {"date": line.due_on, "time": AN_HOUR, "zone": line.workshop.zone, "minutes": MINUTES.get(line.kind, 90)}
    form = FollowUpForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        with refusals(request):
            actions.accept_follow_up(viewer, follow_up=line, **form.plan())
            messages.success(request, _("The meeting is planned, and everyone who may be reached is told."))
        return redirect("followup_list", workshop_id=line.workshop_id)
    return show(request, viewer, line.workshop, "followup_detail", line=line, form=form, status=422 if form.is_bound else 200)


@require_POST
@line_door
def followup_drop(request, viewer, line):
    """This one falls away."""
    with refusals(request):
        actions.drop_follow_up(viewer, follow_up=line)
        messages.success(request, _("This follow-up falls away."))
    return redirect("followup_list", workshop_id=line.workshop_id)


@require_POST
@line_door
def asking_mark(request, viewer, line):
    """This person was asked how they are, or has answered."""
    asking = get_object_or_404(line.askings, pk=request.POST.get("asking") or None)
    with refusals(request):
        actions.mark_asked(viewer, asking=asking, has_answered=request.POST.get("what") == "answered")
    return redirect("followup_detail", followup_id=line.pk)


@require_POST
@dispatch_door
def dispatch_tell(request, viewer, dispatch):
    """This person has been told."""
    with refusals(request):
        actions.mark_told(viewer, dispatch=dispatch)
        messages.success(request, _("Marked as told."))
    return redirect("followup_list", workshop_id=dispatch.seat.workshop_id)


def show(request, viewer, workshop, name, *, status=200, **context):
    """The page `followups/<name>.html` among the pages of the workshop."""
    context |= {
        "workshop": workshop,
        "workshop_title": workshop.open(rules.keys_for(viewer), "title"),
        "zone": viewer.zone,
        "tab": "followups",
    }
    return render(request, f"followups/{name}.html", context, status=status)
