"""The desk of the NGO: what was held, and records that have been released, opened with a reason."""

from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from workshops import rules
from workshops.doors import staff_door
from workshops.records import export, review
from workshops.records.forms import ReasonForm
from workshops.records.models import Record
from workshops.records.page import for_reviewer

either = require_http_methods(["GET", "HEAD", "POST"])


def review_door(view):
    """For whoever may open this released record: `view(request, record)`. Before its release there is nothing here."""

    @staff_door
    @wraps(view)
    def behind(request, record_id):
        found = Record.objects.reviewable_by(request.user).select_related("session", "workshop")
        record = found.filter(pk=record_id).first()
        if record is None:
            raise Http404
        return view(request, record)

    return behind


@require_safe
@staff_door
def record_list(request):
    """What was held, and what has been released."""
    organisations = list(review.organisations_read_by(request.user))
    if not organisations:
        raise Http404
    context = {"entries": review.review_desk(request.user), "zone": request.user.zone, "many": len(organisations) > 1}
    return render(request, "records/desk.html", context)


@either
@review_door
def record_open(request, record):
    """First the reason; only then the record."""
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        review.open_record(request.user, record=record, reason=form.cleaned_data["reason"])
        return redirect("record_review", record.pk)
    context = {"form": form, "record": record, "zone": request.user.zone}
    return render(request, "records/open.html", context, status=422 if form.is_bound else 200)


@require_safe
@review_door
def record_review(request, record):
    """The released record, while an opening of one's own stands in the audit; without one, the way to the reason."""
    opening = review.current_opening(request.user, record)
    if opening is None:
        return redirect("record_open", record.pk)
    return render(request, "records/review.html", for_reviewer(request.user, record, opening))


@require_POST
@review_door
def record_close(request, record):
    """Done reading."""
    review.close_record(request.user, record=record)
    messages.success(request, _("The record is closed. To open it again, write what for."))
    return redirect("record_list")


@either
@review_door
def record_export(request, record):
    """Take the record along as a file: first what a hostile reader could infer from it, then the reason, then the file."""
    opening = review.current_opening(request.user, record)
    if opening is None:
        return redirect("record_open", record.pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        name, content = export.export_record(request.user, record=record, reason=form.cleaned_data["reason"])
        response = HttpResponse(content, content_type="application/json")
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    inferences = export.inferences(export.contents(record, rules.keys_of_released(request.user, record)))
    context = for_reviewer(request.user, record, opening) | {"form": form, "inferences": inferences}
    return render(request, "records/export.html", context, status=422 if form.is_bound else 200)
