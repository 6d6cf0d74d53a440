"""The lobby: one waits, and has a private line to the team. It shows nothing of what happens inside."""

from zoneinfo import ZoneInfo

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from workshops import rules
from workshops.doors import refusals
from workshops.programme.models import Admission
from workshops.rooms.models import Room
from workshops.rooms.page import place_of, room_parts
from workshops.running import way_in
from workshops.running.arrival_views import arriving
from workshops.running.door import OPEN_STATES, ask_admission
from workshops.running.invitation import Invitation, letter_of
from workshops.running.ways import ways_of


@require_safe
@arriving
def lobby(request, viewer, seat):
    """Wait here. Whoever is let in is led on to their place."""
    if step := way_in.next_step(seat):
        return redirect(f"arrival_{step}")
    session = way_in.session_ahead(seat.workshop_id)
    if session and session.state in OPEN_STATES and place_of(viewer, session):
        return redirect("session_place", session_id=session.pk)
    desk = Room.objects.filter(seat=seat, kind=Room.Kind.HELP_DESK).select_related("workshop", "session").first()
    context = room_parts(viewer, desk, is_all=True) if desk and rules.can_hear(viewer, desk) else {}
    return render(request, "arrival/lobby.html", context | waiting(viewer, seat, session))


def waiting(viewer, seat, session):
    """What the lobby may say: when one's meeting begins and what it still needs from oneself, nothing live."""
    party = Invitation(viewer, seat).own_party
    mark = (party["mark"], party["letter"]) if party else ("f", letter_of(seat))
    return {
        "seat": seat,
        "back_url": reverse("lobby"),
        "session_id": session and session.pk,
        "starts_at": session and session.starts_at,
        "viewer_zone": viewer.zone,
        "workshop_zone": seat.workshop.zone,
        "workshop_place": seat.workshop.zone.replace("_", " "),
        "is_elsewhere": session and not _same_clock(session.starts_at, viewer.zone, seat.workshop.zone),
        "own_seat": [(*mark, True)],
        "is_asked": way_in.steps_of(seat) == way_in.STEPS,
        "state": state_of(seat, session),
        "ways": ways_of(viewer, seat) if rules.is_member(viewer) else [],
    }


def _same_clock(moment, *zones):
    return len({moment.astimezone(ZoneInfo(zone)).utcoffset() for zone in zones}) == 1


def state_of(seat, session):
    """Why this person waits, in one word. It does not depend on how far the meeting is."""
    if not rules.consents_of(seat).get("take_part"):
        return "declined"
    if rules.open_agreements(seat):
        return "objected"
    if seat.workshop.suspended_at:
        return "suspended"
    if session is None:
        return "nothing_planned"
    admission = Admission.objects.filter(session=session, seat=seat).first()
    if admission is None:
        return "not_asked"
    return "taken_out" if admission.ended_at else "waiting"


@require_POST
@arriving
def admission_ask(request, viewer, seat):
    """I am here: the team sees it."""
    session = way_in.session_ahead(seat.workshop_id)
    if session and way_in.next_step(seat) is None and rules.consents_of(seat).get("take_part"):
        with refusals(request):
            ask_admission(viewer, session=session)
    return redirect("lobby")
