"""The record of a session for those around whose table it was made."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from workshops import rules
from workshops.doors import members_door, refusals
from workshops.programme.forms.texts import NAMES
from workshops.records import actions, building
from workshops.records.forms import AnswerForm, PointForm
from workshops.records.models import Record, RecordPoint
from workshops.records.page import for_member, for_team
from workshops.rules import NotAllowed

FOUND = Record.objects.select_related("session", "workshop")
POINTS = RecordPoint.objects.select_related("record__session", "record__workshop")

record_door = members_door("record_id", FOUND, rules.can_read_record)
asked_door = members_door("record_id", FOUND, lambda viewer, it: not viewer.is_facilitator and rules.can_read_record(viewer, it))
point_door = members_door("point_id", POINTS, lambda viewer, point: rules.can_read_record(viewer, point.record))
prose_door = members_door("point_id", POINTS, actions.may_amend)


@require_safe
@record_door
def record_detail(request, viewer, record):
    """The record, point by point: with the question to one's party, or with what the team can do."""
    return _page(request, viewer, record)


def _page(request, viewer, record, form=None):
    status = 422 if form else 200
    if viewer.is_facilitator:
        return render(request, "records/team.html", for_team(viewer, record), status=status)
    return render(request, "records/record.html", for_member(viewer, record, form), status=status)


@require_POST
@asked_door
def record_answer(request, viewer, record):
    """Yes, no, or words to change. What was typed is not lost when the answer cannot be taken."""
    points = [point for point, _ in building.points_of(record, rules.keys_of_record(viewer, record))]
    form = AnswerForm(request.POST, points=points)
    if form.is_valid():
        cleaned = form.cleaned_data
        try:
            actions.answer_record(
                viewer, record=record, version=cleaned["version"], answer=cleaned["answer"], words=form.words()
            )
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your answer is kept. You can change it until your party has released the record."))
            return redirect("record_detail", record.pk)
    return _page(request, viewer, record, form)


@require_POST
@point_door
def point_strike(request, viewer, point):
    """Take a point out."""
    with refusals(request):
        actions.strike_point(viewer, point=point)
        messages.success(request, _("It is taken out. Whoever had answered is asked again, about the new text."))
    return redirect("record_detail", point.record_id)


@require_http_methods(["GET", "HEAD", "POST"])
@prose_door
def point_change(request, viewer, point):
    """The team puts one point into other words."""
    content = point.open(rules.keys_of_record(viewer, point.record), "content")
    form = PointForm(request.POST if request.method == "POST" else None, texts=content["text"], names=NAMES)
    if form.is_valid():
        with refusals(request):
            actions.amend_point(viewer, point=point, text=form.text())
            messages.success(request, _("The point is changed. Every party is asked again, about the new text."))
        return redirect("record_detail", point.record_id)
    context = {"form": form, "record": point.record, "workshop": point.record.workshop}
    return render(request, "records/point_change.html", context, status=422 if form.is_bound else 200)
