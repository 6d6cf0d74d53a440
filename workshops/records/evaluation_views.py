"""The pages of an evaluator: the workshops there are, the reason, and the numbers of their exercises."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from workshops.doors import staff_door
from workshops.programme.evaluators import evaluated_by
from workshops.records import evaluation
from workshops.records.forms import ReasonForm
from workshops.records.tallies import FEWEST

either = require_http_methods(["GET", "HEAD", "POST"])


def evaluation_door(view):
    """For an evaluator of the organisation whose workshop this is: `view(request, workshop)`."""

    @staff_door
    @wraps(view)
    def behind(request, workshop_id):
        workshop = evaluated_by(request.user).filter(pk=workshop_id).first()
        if workshop is None:
            raise Http404
        return view(request, workshop)

    return behind


@require_safe
@staff_door
def ratings_list(request):
    """The workshops of which something can be counted."""
    if not evaluation.evaluates(request.user):
        raise Http404
    return render(request, "records/ratings_desk.html", {"entries": evaluation.evaluation_desk(request.user), "zone": request.user.zone})


@either
@evaluation_door
def ratings_open(request, workshop):
    """First the reason; only then the numbers."""
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        evaluation.open_ratings(request.user, workshop=workshop, reason=form.cleaned_data["reason"])
        return redirect("ratings_review", workshop.pk)
    return render(request, "records/ratings_open.html", {"form": form}, status=422 if form.is_bound else 200)


@require_safe
@evaluation_door
def ratings_review(request, workshop):
    """The numbers, while an opening of one's own stands in the audit; without one, the way to the reason."""
    entry = evaluation.current_entry(request.user, workshop)
    if entry is None:
        return redirect("ratings_open", workshop.pk)
    context = {
        "workshop": workshop,
        "opened_at": entry.at,
        "reason": evaluation.reason_of(request.user, entry),
        "blocks": evaluation.blocks_for(request.user, workshop, get_language()),
        "fewest": FEWEST,
        "zone": request.user.zone,
    }
    return render(request, "records/ratings.html", context)


@require_POST
@evaluation_door
def ratings_close(request, workshop):
    """Done reading."""
    evaluation.close_ratings(request.user, workshop=workshop)
    messages.success(request, _("The numbers are closed. To open them again, write what for."))
    return redirect("ratings_list")
