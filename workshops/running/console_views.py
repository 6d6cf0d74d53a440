"""The console's page, its panels for themselves, and the question before Stop."""

import uuid

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workshops.doors import session_door
from workshops.programme.models import Session
from workshops.running.closing_views import closing_form
from workshops.running.console import Console
from workshops.running.forms import NextItemForm

PANELS = ("bar", "undo", "flags", "waiting", "floor", "pairs", "people", "agenda", "lead", "rooms", "said", "circle", "broadcast")


@require_safe
@session_door
def session_console(request, viewer, session):
    """The console of a session."""
    console = Console(viewer, session)
    context = {"cursors": console.cursors, "console": console, "session": session}
    context |= {"next_item": NextItemForm(), "going": _going(request, session)}
    if session.state == Session.State.STOPPED:
        context["form"] = closing_form(console)
    return render(request, "console/console.html", context)


def _going(request, session):
    """The item about which it is asked whether to go on to it while people are still writing."""
    try:
        return session.items.filter(pk=uuid.UUID(request.GET.get("going", ""))).first()
    except ValueError:
        return None


@require_safe
@session_door
def console_panel(request, viewer, session, panel):
    """One panel again, drawn from what is now."""
    if panel not in PANELS:
        raise Http404
    return render(request, f"console/_{panel}.html", {"console": Console(viewer, session), "session": session})


@require_safe
@session_door
def session_stop_confirm(request, viewer, session):
    """The one question before Stop, for browsers without script."""
    return render(request, "console/stop.html", {"console": Console(viewer, session), "session": session})
