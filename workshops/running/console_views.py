"""The console's page, and its panels for themselves."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from workshops.doors import session_door
from workshops.running.console import Console


@require_safe
@session_door
def session_console(request, viewer, session):
    """The console of a session."""
    return render(request, "console/console.html", {"console": Console(viewer, session), "session": session})
