"""What a post in a room is answered with: a short word to a script that asks for it, else the page it came from."""

import uuid

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect

from workshops.doors import came_from, refusals
from workshops.rooms.page import url_of
from workshops.rules import NotAllowed


def answer_act(request, room, act):
    """Carry out an act; what was refused is said with its reason."""
    if not is_script(request):
        with refusals(request):
            act()
        return done(request, room)
    try:
        act()
    except (NotAllowed, ValidationError) as refusal:
        errors = refusal.messages if isinstance(refusal, ValidationError) else [str(refusal)]
        return JsonResponse({"errors": errors}, status=409)
    return done(request, room)


def done(request, room):
    """It is done; the page hears of it by its log."""
    return HttpResponse(status=204) if is_script(request) else redirect(came_from(request) or url_of(room))


def is_script(request):
    """Whether the script of a room asks, and not the browser itself."""
    return request.headers.get("X-Requested-By") == "room"


def id_or_404(given):
    """The id somebody has sent; what is none is not there."""
    try:
        return uuid.UUID(given or "")
    except ValueError:
        raise Http404 from None


def id_or_none(given):
    """An id that stands in an address to say where in the page one is; anything else says nothing."""
    try:
        return uuid.UUID(given or "")
    except ValueError:
        return None
