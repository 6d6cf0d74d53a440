"""The console's page, its panels for themselves, and the question before Stop."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workshops.doors import session_door
from workshops.programme.models import Session
from workshops.running.closing_views import closing_form
from workshops.running.console import Console

PANELS = ("bar", "flags", "waiting", "floor", "pairs", "people", "agenda", "rooms", "said", "circle", "broadcast")


@require_safe
@session_door
def session_console(request, viewer, session):
    """The console of a session."""
    console = Console(viewer, session)
    context = {"cursors": console.cursors, "console": console, "session": session}
    if session.state == Session.State.STOPPED:
        context["form"] = closing_form(console)
    return render(request, "console/console.html", context)


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
