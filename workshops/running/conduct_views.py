"""How a session is led, as posts: pauses with an end, one person's silence, the lead, an item more, and taking back."""

import uuid
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from workshops.doors import came_from, refusals, room_door, session_door
from workshops.programme import agenda
from workshops.programme.models import Seat, Undo
from workshops.rooms.page import url_of
from workshops.running import checkin, leading, muting, pausing
from workshops.running.changes import change_plan
from workshops.running.console import Console
from workshops.running.forms import NextItemForm, PauseForm
from workshops.running.undoing import take_back


@require_POST
@session_door
def pause_plan(request, viewer, session):
    """A minute of quiet, or cooling off."""
    form = PauseForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose one of the lengths offered."))
        return _back(request, session)
    return _act(request, session, partial(pausing.pause_for, viewer, session=session, **form.cleaned_data))


@require_POST
@session_door
def act_undo(request, viewer, session):
    """Take an act back, if this facilitator may know of it."""
    heard = {"room__listeners__seat_id": viewer.seat_id, "room__listeners__until": None}
    undo = get_object_or_404(Undo.objects.select_related("session"), pk=_id(request, "undo"), session=session, **heard)
    return _act(request, session, partial(take_back, viewer, undo=undo))


@require_POST
@session_door
def seat_mute(request, viewer, session):
    """One person reads for a while, or writes again."""
    is_muted = request.POST.get("is_muted") == "on"
    seat = _seat_of_post(request, session)
    return _act(request, session, partial(muting.mute_person, viewer, session=session, seat=seat, is_muted=is_muted))


@require_POST
@session_door
def lead_give(request, viewer, session):
    """Hand over to a colleague."""
    return _act(request, session, partial(leading.hand_over, viewer, session=session, to=_seat_of_post(request, session)))


@require_POST
@session_door
def lead_take(request, viewer, session):
    """Lead in place of one who is away."""
    return _act(request, session, partial(leading.take_lead, viewer, session=session))


@require_POST
@session_door
def item_insert(request, viewer, session):
    """An item more, right after the one that is on."""
    form = NextItemForm(request.POST)
    if form.is_valid():
        add = partial(agenda.add_item_next, viewer, session=session, **form.facts(viewer.language))
        return _act(request, session, partial(change_plan, viewer, session=session, act=add))
    console = Console(viewer, session)
    context = {"cursors": console.cursors, "console": console, "session": session, "next_item": form}
    return render(request, "console/console.html", context, status=422)


@require_POST
@room_door
def checkin_say(request, viewer, room):
    """One is ready again. The answer comes by one's own private line."""
    session = checkin.session_to_answer(viewer) if room.seat_id == viewer.seat_id else None
    if room.seat_id != viewer.seat_id:
        raise Http404
    if session:
        with refusals(request):
            checkin.say_ready(viewer, session=session)
    if request.headers.get("X-Requested-By") == "room":
        return HttpResponse(status=204)
    return redirect(came_from(request) or url_of(room))


def _act(request, session, act):
    with refusals(request):
        act()
    return _back(request, session)


def _back(request, session):
    return redirect(came_from(request) or redirect("session_console", session_id=session.pk).url)


def _seat_of_post(request, session):
    return get_object_or_404(Seat, pk=_id(request, "seat"), workshop_id=session.workshop_id)


def _id(request, name):
    try:
        return uuid.UUID(request.POST.get(name, ""))
    except ValueError:
        raise Http404 from None
