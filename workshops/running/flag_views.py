"""The four levels on a private line, their answers, and the page of the safeguarding contact."""

from functools import partial

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Membership
from workshops.doors import came_from, refusals, room_door, staff_door
from workshops.programme.views.door import leave_quickly
from workshops.rooms.models import Flag, Room
from workshops.rooms.page import url_of
from workshops.running import flags
from workshops.running.incidents import incidents_for_safeguarding
from workshops.running.safeguarding import alarms_for


@require_POST
@room_door
def flag_raise(request, viewer, room):
    """Ask for help. The highest level ends in an ordinary page, like the quick exit."""
    level = request.POST.get("level", "")
    if room.seat_id != viewer.seat_id or level not in map(str, Flag.Level.values):
        raise Http404
    done = _act(request, room, partial(flags.raise_flag, viewer, room=room, level=int(level)))
    return leave_quickly(request) if int(level) == Flag.Level.WATCHED else done


@require_POST
@room_door
def flag_close(request, viewer, room):
    """It is over."""
    return _act(request, room, partial(flags.close_flag, viewer, room=_desk(room)))


@require_POST
@room_door
def flag_answer(request, viewer, room):
    """A kind sentence."""
    if not viewer.is_facilitator:
        raise Http404
    return _act(request, room, partial(flags.answer_flag, viewer, room=_desk(room)))


@require_safe
@staff_door
def safeguarding(request):
    """What reaches the safeguarding contact: when, and who facilitates; neither names nor words."""
    if not Membership.objects.current().filter(user=request.user, role=Membership.Role.SAFEGUARDING).exists():
        raise Http404
    return render(request, "running/safeguarding.html", {"alarms": alarms_for(request.user), "incidents": incidents_for_safeguarding(request.user)})


def _desk(room):
    if room.kind != Room.Kind.HELP_DESK:
        raise Http404
    return room


def _act(request, room, act):
    with refusals(request):
        act()
    return redirect(came_from(request) or url_of(room))
