"""The sessions of a workshop: which there are, one more, one fewer, and the agenda of each as a page."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from workshops import rules
from workshops.doors import refusals, session_door, workshop_door
from workshops.programme import agenda
from workshops.programme.forms.session import SessionForm
from workshops.programme.forms.texts import languages_of
from workshops.programme.plan import plan_of, plans_of
from workshops.programme.views.page import show

either = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@workshop_door
def session_list(request, viewer, workshop):
    """Every session, by date."""
    plans = plans_of(workshop, rules.keys_for(viewer))
    return show(request, viewer, workshop, "session_list", tab="sessions", plans=plans)


@either
@workshop_door
def session_create(request, viewer, workshop):
    """One more session."""
    initial = {"zone": workshop.zone, "minutes": 120}
    form = SessionForm(request.POST or None, languages=languages_of(workshop), initial=initial)
    if form.is_valid():
        with refusals(request):
            minutes = form.cleaned_data["minutes"]
            session = agenda.plan_session(
                viewer, workshop=workshop, **form.written(), **form.when(), minutes=minutes
            )
            messages.success(request, _("The session is planned. Next: its agenda."))
            return redirect("session_detail", session.pk)
        return redirect("session_list", workshop.pk)
    return show(request, viewer, workshop, "session_change", tab="sessions", form=form)


@require_safe
@session_door
def session_detail(request, viewer, session):
    """One session: when, in which state, and its agenda."""
    return agenda_page(request, viewer, session)


@require_POST
@session_door
def session_drop(request, viewer, session):
    """Take it out of the plan."""
    with refusals(request):
        agenda.drop_session(viewer, session=session)
        messages.success(request, _("The session is out of the plan."))
        return redirect("session_list", session.workshop_id)
    return redirect("session_detail", session.pk)


def agenda_page(request, viewer, session, form=None, chosen=None):
    """The agenda of a session, and beside it the item that is being written."""
    plan = plan_of(session, rules.keys_for(viewer))
    context = {"plan": plan, "session": session, "form": form, "chosen": chosen}
    return show(request, viewer, session.workshop, "session_detail", tab="sessions", **context)
