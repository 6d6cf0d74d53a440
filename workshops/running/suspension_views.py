"""The page on which the convenor suspends a workshop, and asks the parties whether it may go on."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from workshops import rules
from workshops.doors import refusals, staff_door
from workshops.programme.models import Party, Workshop
from workshops.running import suspending
from workshops.running.forms import SuspensionForm


def convenors_door(view):
    """For administrators of the organisation that convenes the workshop: `view(request, workshop)`."""

    @staff_door
    @wraps(view)
    def behind(request, workshop_id):
        workshop = Workshop.objects.select_related("organisation").filter(pk=workshop_id).first()
        if workshop is None or not suspending.can_suspend(request.user, workshop):
            raise Http404
        return view(request, workshop)

    return behind


@require_http_methods(["GET", "HEAD", "POST"])
@convenors_door
def workshop_suspend(request, workshop):
    """Why, and what follows; while it is suspended: how far it is from going on."""
    form = SuspensionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals(request):
            suspending.suspend_workshop(request.user, workshop=workshop, why=form.cleaned_data["why"])
        return redirect("workshop_suspend", workshop.pk)
    suspension = suspending.standing_suspension(workshop)
    context = {
        "form": form,
        "workshop": workshop,
        "title": workshop.open(rules.keys_of_programme(workshop.pk), "title"),
        "zone": request.user.zone,
        "suspension": suspension,
        "yes": len(suspending.wants_it_again(workshop)) if suspension else 0,
        "parties": Party.objects.filter(workshop=workshop).count(),
    }
    return render(request, "running/suspension.html", context, status=422 if form.is_bound else 200)


@require_POST
@convenors_door
def reopening_ask(request, workshop):
    """Each party is asked."""
    with refusals(request):
        suspending.ask_reopening(request.user, workshop=workshop)
        messages.success(request, _("The parties are asked. The workshop goes on with the yes of the last of them."))
    return redirect("workshop_suspend", workshop.pk)
