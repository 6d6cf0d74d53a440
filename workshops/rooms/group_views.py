"""Small tables, calls, a word to all rooms, a fishbowl: their posts, and the page on which an inner circle is chosen."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from workshops import rules
from workshops.doors import came_from, facilitators_door, refusals, room_door, session_door
from workshops.programme.models import Seat
from workshops.rooms import broadcasting, calls, circle, fishbowl
from workshops.rooms.circle_form import CircleForm
from workshops.rooms.forms import BroadcastForm
from workshops.rooms.models import Room
from workshops.rooms.page import url_of
from workshops.rules import NotAllowed

ROOMS = Room.objects.select_related("session", "workshop", "party")
# The team's own doors: to a small table one does not sit at yet, and to a call from wherever it comes.
group_door = facilitators_door("room_id", ROOMS.filter(kind=Room.Kind.SMALL_GROUP))
calling_door = facilitators_door("room_id", ROOMS.filter(kind__in=calls.CALLING))


@require_POST
@room_door
def call_create(request, viewer, room):
    """Ask for a facilitator."""
    is_script = request.headers.get("X-Requested-By") == "room"
    with refusals(request):
        calls.call_facilitator(viewer, room=room)
        if not is_script:
            messages.success(request, _("The facilitators have been asked to come."))
    return HttpResponse(status=204) if is_script else redirect(url_of(room))


@require_POST
@calling_door
def call_answer(request, viewer, room):
    """Somebody of the team sees to it."""
    return _back(request, room.session, partial(calls.answer_call, viewer, room=room))


@require_POST
@group_door
def group_join(request, viewer, room):
    """A facilitator comes to a small table."""
    try:
        calls.join_group(viewer, room=room)
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
        return redirect("session_console", session_id=room.session_id)
    return redirect("room_detail", room_id=room.pk)


@require_POST
@group_door
def group_leave(request, viewer, room):
    """And leaves it to itself."""
    with refusals(request):
        calls.leave_group(viewer, room=room)
    return redirect("session_console", session_id=room.session_id)


@require_POST
@session_door
def broadcast_create(request, viewer, session):
    """A word to all rooms."""
    form = BroadcastForm(request.POST)
    if not form.is_valid():
        return render(request, "rooms/broadcast.html", {"form": form, "session": session}, status=422)
    return _back(request, session, partial(broadcasting.say_to_all, viewer, session=session, **form.cleaned_data))


@require_POST
@session_door
def broadcast_end(request, viewer, session):
    """It no longer stands there."""
    return _back(request, session, partial(broadcasting.end_broadcast, viewer, session=session))


@require_POST
@room_door
def circle_swap(request, viewer, room):
    """Those who read write now."""
    if not viewer.is_facilitator or not room.is_fishbowl:
        raise Http404
    return _back(request, room.session, partial(fishbowl.swap_circle, viewer, room=room))


@require_http_methods(["GET", "HEAD", "POST"])
@room_door
def circle_change(request, viewer, room):
    """Who is in the inner circle: one party, or people by name."""
    if not viewer.is_facilitator or not room.is_fishbowl:
        raise Http404
    form = CircleForm(request.POST or None, viewer=viewer, room=room, keys=rules.keys_for(viewer))
    if form.is_valid():
        chosen = {"party": form.party, "seats": Seat.objects.filter(pk__in=form.cleaned_data["people"])}
        return _back(request, room.session, partial(fishbowl.choose_circle, viewer, room=room, **chosen))
    status = 422 if form.is_bound else 200
    context = {"form": form, "room": room, "session": room.session, "people": circle.people_of(room)}
    return render(request, "rooms/circle.html", context, status=status)


def _back(request, session, act):
    with refusals(request):
        act()
    return redirect(came_from(request) or "session_console", **({} if came_from(request) else {"session_id": session.pk}))
