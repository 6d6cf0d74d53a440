"""Who joins the team and who leaves the workshop: rooms may stand open meanwhile."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from workshops.doors import refusals, workshop_door
from workshops.programme import people
from workshops.programme.forms.people import ColleagueForm
from workshops.programme.views.page import show
from workshops.programme.views.people import place_of
from workshops.running import changes

either = require_http_methods(["GET", "HEAD", "POST"])


@either
@workshop_door
def colleague_create(request, viewer, workshop):
    """A colleague joins the team."""
    colleagues = people.who_could_join(workshop)
    form = ColleagueForm(request.POST or None, colleagues=colleagues)
    if form.is_valid():
        with refusals(request):
            changes.add_colleague(viewer, workshop=workshop, user=form.cleaned_data["user"])
            messages.success(request, _("Your colleague finds this workshop on the desk now."))
        return redirect("seat_list", workshop.pk)
    return show(
        request,
        viewer,
        workshop,
        "colleague_create",
        tab="people",
        form=form,
        has_colleagues=colleagues.exists(),
    )


@either
@workshop_door
def seat_end(request, viewer, workshop, seat_id):
    """Asked once, then every door closes."""
    place = place_of(viewer, workshop, seat_id)
    if request.method == "POST":
        with refusals(request):
            changes.end_seat(viewer, seat=place.seat)
            messages.success(request, _("Every door is closed to this person."))
        is_self = place.id == viewer.seat_id
        return redirect("desk") if is_self else redirect("seat_list", workshop.pk)
    return show(request, viewer, workshop, "seat_end", tab="people", place=place)
