"""The acts of a live session as posts. Each leads back to where it was pressed."""

import uuid
from functools import partial

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from workshops.doors import came_from, item_door, refusals, room_door, seat_of, session_door
from workshops.programme.models import Admission, FloorMode, Seat, Session
from workshops.rooms.actions import change_floor
from workshops.rooms.forms import FloorForm
from workshops.rooms.page import place_of, url_of
from workshops.running import actions, door
from workshops.running.forms import MinutesForm
from workshops.running.switches import hold_room, slow_room
from workshops.running.writing import count_still_writing
from workshops.viewer import viewer_from


@require_safe
def session_place(request, session_id):
    """Where this person sits now: their room of the session, or the lobby while they are not admitted."""
    session = Session.objects.select_related("current_item").filter(pk=session_id).first()
    viewer = session and viewer_from(request, session.workshop_id)
    if viewer is None:
        raise Http404
    room = place_of(viewer, session)
    url = url_of(room) if room else reverse("arrival" if seat_of(request) else "desk")
    return JsonResponse({"url": url}) if request.headers.get("X-Requested-By") == "room" else redirect(url)


@require_POST
@session_door
def lobby_open(request, viewer, session):
    """People may come and wait."""
    return _act(request, session, partial(actions.open_lobby, viewer, session=session))


@require_POST
@session_door
def session_open(request, viewer, session):
    """Begin with those who are admitted."""
    return _act(request, session, partial(actions.open_session, viewer, session=session))


@require_POST
@session_door
def session_pause(request, viewer, session):
    """Everyone stops."""
    return _act(request, session, partial(actions.pause_session, viewer, session=session))


@require_POST
@session_door
def session_resume(request, viewer, session):
    """Everyone goes on."""
    return _act(request, session, partial(actions.resume_session, viewer, session=session))


@require_POST
@session_door
def session_stop(request, viewer, session):
    """Stop at once. The button that leads here asks once."""
    return _act(request, session, partial(actions.stop_session, viewer, session=session))


@require_POST
@session_door
def session_extend(request, viewer, session):
    """More time for the current item."""
    form = MinutesForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(form.errors["minutes"]))
        return _back(request, session)
    return _act(request, session, partial(actions.add_minutes, viewer, session=session, **form.cleaned_data))


@require_POST
@item_door
def item_start(request, viewer, item):
    """Go on to this item, or back to it; while people are still writing it is asked once whether they may go on."""
    is_asking = item.session.current_item_id != item.pk and "anyway" not in request.POST
    if is_asking and count_still_writing(item.session):
        return redirect(f"{reverse('session_console', args=[item.session_id])}?going={item.pk}")
    return _act(request, item.session, partial(actions.start_item, viewer, item=item))


@require_POST
@session_door
def seat_admit(request, viewer, session):
    """Let a person in."""
    admission = get_object_or_404(Admission.objects.select_related("session", "seat"), **_seat_of_post(request, session))
    return _act(request, session, partial(door.admit, viewer, admission=admission))


@require_POST
@session_door
def seat_remove(request, viewer, session):
    """Take a person out of the session's rooms."""
    seat_id = _seat_of_post(request, session)["seat_id"]
    seat = get_object_or_404(Seat, pk=seat_id, workshop_id=session.workshop_id)
    return _act(request, session, partial(door.remove_person, viewer, session=session, seat=seat))


@require_POST
@room_door
def floor_change(request, viewer, room):
    """Another floor mode for this room, or a new round."""
    form = FloorForm(request.POST)
    if not viewer.is_facilitator or not form.is_valid():
        raise Http404
    told = form.cleaned_data
    slow_seconds = told["slow_seconds"] or 0
    with refusals(request):
        if room.floor_mode == told["mode"] == FloorMode.OPEN_SLOW:
            slow_room(viewer, room=room, slow_seconds=slow_seconds)
        else:
            change_floor(viewer, room=room, mode=told["mode"], slow_seconds=slow_seconds, turn_seconds=told["turn_seconds"])
    return _back(request, room.session, room)


@require_POST
@room_door
def hold_change(request, viewer, room):
    """Hold-and-rephrase on or off."""
    if not viewer.is_facilitator:
        raise Http404
    with refusals(request):
        hold_room(viewer, room=room, is_holding=request.POST.get("is_holding") == "on")
    return _back(request, room.session, room)


def _act(request, session, act):
    with refusals(request):
        act()
    return _back(request, session)


def _back(request, session, room=None):
    if url := came_from(request):
        return redirect(url)
    if session is None:
        return redirect("room_detail", room_id=room.pk)
    return redirect("session_console", session_id=session.pk)


def _seat_of_post(request, session):
    try:
        return {"session": session, "seat_id": uuid.UUID(request.POST.get("seat", ""))}
    except ValueError:
        raise Http404 from None
