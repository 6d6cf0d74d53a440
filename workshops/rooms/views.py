"""The pages and posts of a room. Each post is an ordinary form; a script that asks for it gets a short answer instead."""

from functools import partial

from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST, require_safe

from workshops.doors import room_door
from workshops.live.reader import catch_up
from workshops.live.regions import Loaded
from workshops.rooms import actions, readiness
from workshops.rooms.answers import answer_act, done, id_or_404, id_or_none, is_script
from workshops.rooms.coming_back import coming_back
from workshops.rooms.forms import MessageForm
from workshops.rooms.models import FloorRequest, Message
from workshops.rooms.page import page_parts, url_of
from workshops.rooms.silence import reveal
from workshops.rules import NotAllowed


@require_safe
@room_door
def room_detail(request, viewer, room):
    """The room."""
    if room.is_of_run:
        return redirect(url_of(room))
    asked = {"since": id_or_none(request.GET.get("before")), "reply_to": id_or_none(request.GET.get("reply"))}
    parts = page_parts(viewer, room, **asked)
    return render(request, "rooms/room.html", parts | {"back": coming_back(viewer, room, Loaded(room))})


@require_POST
@room_door
def message_create(request, viewer, room):
    """Say something. What was refused stands in the field again, with the reason."""
    form = MessageForm(request.POST)
    if form.is_valid():
        try:
            actions.post_message(viewer, room=room, **form.cleaned_data)
        except (NotAllowed, ValidationError) as refusal:
            form.add_error("text", refusal if isinstance(refusal, ValidationError) else str(refusal))
        else:
            return done(request, room)
    if is_script(request):
        return JsonResponse({"errors": [error for errors in form.errors.values() for error in errors]}, status=409)
    return render(request, "rooms/room.html", page_parts(viewer, room, form=form), status=422)


@require_GET
@room_door
def frame_list(request, viewer, room):
    """The HTTP twin of the socket: what happened in this room after a cursor, as one frame."""
    answer = catch_up(viewer, room, request.GET.get("c", ""))
    return HttpResponse(answer, content_type="application/json")


@require_POST
@room_door
def draft_save(request, viewer, room):
    """Keep what is being written."""
    actions.save_draft(viewer, room=room, text=request.POST.get("text", ""))
    return HttpResponse(status=204)


@require_POST
@room_door
def message_withdraw(request, viewer, room):
    """Take back one's own words."""
    message = get_object_or_404(Message.objects.visible_to(viewer), pk=id_or_404(request.POST.get("message")), room=room)
    return answer_act(request, room, partial(actions.withdraw_message, viewer, message=message))


@require_POST
@room_door
def message_release(request, viewer, room):
    """Let a held message through."""
    message = get_object_or_404(Message.objects.visible_to(viewer), pk=id_or_404(request.POST.get("message")), room=room)
    return answer_act(request, room, partial(actions.release_message, viewer, message=message))


@require_POST
@room_door
def hand_raise(request, viewer, room):
    """Ask for the floor."""
    return answer_act(request, room, partial(actions.raise_hand, viewer, room=room))


@require_POST
@room_door
def hand_lower(request, viewer, room):
    """No longer ask for it."""
    return answer_act(request, room, partial(actions.lower_hand, viewer, room=room))


@require_POST
@room_door
def floor_pass(request, viewer, room):
    """Let one's turn go by."""
    return answer_act(request, room, partial(actions.pass_floor, viewer, room=room))


@require_POST
@room_door
def floor_give(request, viewer, room):
    """A facilitator gives the floor to a raised hand."""
    hands = FloorRequest.objects.filter(room=room, given_at=None, ended_at=None)
    hand = get_object_or_404(hands, seat_id=id_or_404(request.POST.get("seat")))
    return answer_act(request, room, partial(actions.give_floor, viewer, request=hand))


@require_POST
@room_door
def floor_advance(request, viewer, room):
    """A facilitator lets the next person speak."""
    return answer_act(request, room, partial(actions.move_floor_on, viewer, room=room))


@require_POST
@room_door
def turn_extend(request, viewer, room):
    """One more minute for one's own turn."""
    return answer_act(request, room, partial(actions.take_minute, viewer, room=room))


@require_POST
@room_door
def floor_reveal(request, viewer, room):
    """A facilitator shows all that was written in silence."""
    return answer_act(request, room, partial(reveal, viewer, room=room))


@require_POST
@room_door
def readiness_ask(request, viewer, room):
    """A facilitator asks who is ready to go on."""
    return answer_act(request, room, partial(readiness.ask_ready, viewer, room=room))


@require_POST
@room_door
def readiness_say(request, viewer, room):
    """One is ready, or not yet."""
    is_ready = request.POST.get("is_ready") == "yes"
    return answer_act(request, room, partial(readiness.say_ready, viewer, room=room, is_ready=is_ready))
