"""The paperwork as a page. What is wrong stands at its field, and nothing that was typed is lost."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from workshops.doors import session_door
from workshops.languages import local
from workshops.programme.models import Session
from workshops.rooms.seating import team_of
from workshops.rules import NotAllowed
from workshops.running import closing
from workshops.running.console import Console
from workshops.running.forms import ANOTHER, ClosingForm
from workshops.templatetags.house import person_time


@require_http_methods(["GET", "HEAD", "POST"])
@session_door
def session_close(request, viewer, session):
    """The paperwork of a stopped session; of any other there is none to do."""
    if session.state != Session.State.STOPPED:
        return redirect("session_console", session_id=session.pk)
    console = Console(viewer, session)
    form = closing_form(console, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _closed(viewer, session, form):
        messages.success(request, _("The session is closed."))
        return redirect("followup_list", workshop_id=session.workshop_id)
    context = {"console": console, "session": session, "form": form}
    return render(request, "console/closing.html", context, status=422 if form.is_bound else 200)


def _closed(viewer, session, form):
    cleaned, chosen = form.cleaned_data, form.chosen()
    try:
        return closing.close(
            viewer,
            session=session,
            welfare_by=cleaned["welfare_by"],
            hours=cleaned["hours"],
            next_session=closing.later_sessions(session).filter(pk=chosen).first() if chosen else None,
            plan=form.plan(session.workshop.language),
            no_further_meeting=form.decision(),
        )
    except NotAllowed as refusal:
        form.add_error(None, str(refusal) or _("This is not open to you now."))
    return None


def closing_form(console, data=None):
    """The form with the choices of this session; what is likely is chosen already."""
    viewer, session = console.viewer, console.session
    planned = [(str(later.pk), _planned(console, later)) for later in closing.later_sessions(session)]
    team = [(str(seat.pk), console.known[seat.pk].name) for seat in team_of(session.workshop)]
    count = Session.objects.filter(workshop_id=session.workshop_id).count()
    initial = {
        "welfare_by": str(viewer.seat_id),
        "next": planned[0][0] if planned else ANOTHER,
        "title": _("Meeting %(number)d") % {"number": count + 1},
        "zone": session.workshop.zone,
        "minutes": session.minutes,
    }
    dues = [(hours, person_time(due, viewer.zone)) for hours, due in closing.welfare_dues(session).items()]
    return ClosingForm(data, team=team, dues=dues, planned=planned, initial=initial)


def _planned(console, session):
    title = local(session.open(console.keys, "title"), console.viewer.language, console.session.workshop.language)
    return format_html(_("As planned: {}, {}"), title, person_time(session.starts_at, console.viewer.zone))
