"""The sessions of a workshop: which there are, and the agenda of each as a page."""

from django.views.decorators.http import require_safe

from workshops import rules
from workshops.doors import session_door, workshop_door
from workshops.programme.plan import plan_of, plans_of
from workshops.programme.views.page import show


@require_safe
@workshop_door
def session_list(request, viewer, workshop):
    """Every session, by date."""
    plans = plans_of(workshop, rules.keys_for(viewer))
    return show(request, viewer, workshop, "session_list", tab="sessions", plans=plans)


@require_safe
@session_door
def session_detail(request, viewer, session):
    """One session: when, in which state, and its agenda."""
    return agenda_page(request, viewer, session)


def agenda_page(request, viewer, session, form=None, chosen=None):
    """The agenda of a session, and beside it the item that is being written."""
    plan = plan_of(session, rules.keys_for(viewer))
    context = {"plan": plan, "session": session, "form": form, "chosen": chosen}
    return show(request, viewer, session.workshop, "session_detail", tab="sessions", **context)
