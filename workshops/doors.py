"""The doors of the pages: each finds the viewer and the thing behind an address, or answers as if nothing were there.

What is not yours is 404. Signed out, staff addresses lead to the sign-in whether the thing exists or not, and room
addresses show a neutral "open your link" page.
"""

from contextlib import contextmanager
from functools import wraps

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from workshops import rules
from workshops.programme import attending
from workshops.programme.models import AgendaItem, Session, Workshop
from workshops.rooms.models import Room
from workshops.rules import NotAllowed
from workshops.viewer import seat_of, viewer_from, viewer_of


def staff_door(view):
    """For signed-in staff: `view(request, ...)`."""

    @wraps(view)
    def behind(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.path)
        _speak(request, request.user.language)
        return view(request, *args, **kwargs)

    return behind


def workshop_door(view):
    """For facilitators of the workshop in the address: `view(request, viewer, workshop, ...)`."""
    return _facilitators_door(view, "workshop_id", Workshop.objects.all(), lambda workshop: workshop.pk)


def session_door(view):
    """For facilitators of the session in the address: `view(request, viewer, session, ...)`."""
    return _facilitators_door(view, "session_id", Session.objects.select_related("workshop"), lambda it: it.workshop_id)


def item_door(view):
    """For facilitators of the agenda item in the address: `view(request, viewer, item, ...)`."""
    items = AgendaItem.objects.select_related("session__workshop")
    return _facilitators_door(view, "item_id", items, lambda item: item.session.workshop_id)


def facilitators_door(name, things, workshop_id_of=lambda thing: thing.workshop_id):
    """A door for facilitators of the workshop of a thing. `name` is the part of the address, `things` the rows it is
    looked up in: `view(request, viewer, thing, ...)`."""
    return lambda view: _facilitators_door(view, name, things, workshop_id_of)


def members_door(name, things, may=None):
    """A door for everyone of a workshop: its team, and who has finished the way in. `name` is the part of the address,
    `things` the rows it is looked up in (a workshop, or rows with a `workshop`): `view(request, viewer, thing, ...)`.
    `may(viewer, thing)` keeps some of them out, as if nothing were there (in the language of one who has not come in)."""

    def door(view):
        @wraps(view)
        def behind(request, *args, **kwargs):
            thing = things.filter(pk=kwargs.pop(name)).first()
            if not request.user.is_authenticated and seat_of(request) is None:
                return render(request, "errors/open_your_link.html", status=404)
            viewer = thing and viewer_from(request, getattr(thing, "workshop_id", thing.pk))
            if viewer is None or not rules.is_member(viewer) or (may and not may(viewer, thing)):
                raise Http404
            _enter(request, viewer)
            return view(request, viewer, thing, *args, **kwargs)

        return behind

    return door


def room_door(view):
    """For those who hear the room in the address: `view(request, viewer, room, ...)`."""

    @wraps(view)
    def behind(request, room_id, *args, **kwargs):
        if not request.user.is_authenticated and seat_of(request) is None:
            return render(request, "errors/open_your_link.html", status=404)
        room = Room.objects.select_related("session", "workshop", "party").filter(pk=room_id).first()
        viewer = room and viewer_from(request, room.workshop_id)
        if viewer is None or not rules.can_hear(viewer, room):
            raise Http404
        _enter(request, viewer)
        _note_chair(viewer, room.session)
        return view(request, viewer, room, *args, **kwargs)

    return behind


def seat_door(view):
    """For whoever holds a seat in this browser: `view(request, viewer, seat, ...)`."""

    @wraps(view)
    def behind(request, *args, **kwargs):
        seat = seat_of(request)
        if seat is None:
            return render(request, "errors/open_your_link.html", status=404)
        viewer = viewer_of(seat)
        _enter(request, viewer)
        return view(request, viewer, seat, *args, **kwargs)

    return behind


def _facilitators_door(view, name, things, workshop_id_of):
    @wraps(view)
    def behind(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.path)
        thing = things.filter(pk=kwargs.pop(name)).first()
        viewer = thing and viewer_from(request, workshop_id_of(thing))
        if viewer is None or not viewer.is_facilitator:
            raise Http404
        _enter(request, viewer)
        _note_chair(viewer, thing)
        return view(request, viewer, thing, *args, **kwargs)

    return behind


def _enter(request, viewer):
    request.viewer = viewer
    _speak(request, viewer.language)


def _note_chair(viewer, thing):
    """A team whose pages ask without a socket is not absent from its session."""
    if viewer.is_facilitator and isinstance(thing, Session) and thing.is_running:
        attending.note(thing.pk, viewer.seat_id)


def _speak(request, language):
    translation.activate(language)
    request.LANGUAGE_CODE = translation.get_language()


def came_from(request):
    """The page of ours from which a form says it was sent (its field `next`), or None."""
    url = request.POST.get("next", "")
    return url if url_has_allowed_host_and_scheme(url, {request.get_host()}, request.is_secure()) else None


@contextmanager
def refusals(request):
    """Around an act in a view: a refusal becomes a message on the next page instead of an error."""
    try:
        yield
    except NotAllowed as refusal:
        messages.error(request, str(refusal) or _("This is not open to you now."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
