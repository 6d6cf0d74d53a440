"""The incident log of the team, and the bands an administrator sees of it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Membership
from workshops.doors import facilitators_door, refusals, staff_door, workshop_door
from workshops.programme.models import Incident, Session
from workshops.programme.views.page import show
from workshops.rooms.asides import RUNNING
from workshops.running import incidents
from workshops.running.incident_forms import IncidentForm, StepsForm

incident_door = facilitators_door("incident_id", Incident.objects.select_related("workshop"))


@require_http_methods(["GET", "HEAD", "POST"])
@workshop_door
def incident_list(request, viewer, workshop):
    """The log, newest first, and a form for one more line."""
    form = IncidentForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals(request):
            incidents.enter_incident(viewer, workshop=workshop, **form.facts)
            messages.success(request, _("Entered."))
        return redirect("incident_list", workshop.pk)
    return _show(request, viewer, workshop, form)


@require_POST
@incident_door
def incident_close(request, viewer, incident):
    """Dealt with: what was done."""
    form = StepsForm(request.POST, prefix=incident.pk.hex[:8])
    if not form.is_valid():
        return _show(request, viewer, incident.workshop, IncidentForm(), form)
    with refusals(request):
        incidents.close_incident(viewer, incident=incident, steps=form.cleaned_data["steps"])
    return redirect("incident_list", incident.workshop_id)


def _show(request, viewer, workshop, form, closing=None):
    log = [
        (incident, None if incident.closed_at else _closing(incident, closing))
        for incident in Incident.objects.visible_to(viewer).filter(workshop=workshop)
    ]
    running = Session.objects.filter(workshop=workshop, state__in=RUNNING).first()
    return show(request, viewer, workshop, "incidents", tab="overview", form=form, log=log, running=running)


def _closing(incident, sent):
    prefix = incident.pk.hex[:8]
    return sent if sent and sent.prefix == prefix else StepsForm(prefix=prefix, initial={"steps": incident.steps})


@require_safe
@staff_door
def incident_bands(request):
    """How often, in bands, for whoever administers."""
    if not Membership.objects.current().filter(user=request.user, role=Membership.Role.ADMIN).exists():
        raise Http404
    return render(request, "running/incident_bands.html", {"workshops": incidents.bands_for(request.user)})
