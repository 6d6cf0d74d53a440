"""Moving somebody between rooms of a session. Into the caucus of another party nobody is moved: its members are asked,
after a second page has said what would follow."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from workshops import rules
from workshops.doors import refusals, room_door, session_door
from workshops.programme.models import AssentAnswer, Session
from workshops.rooms import grouping, guests
from workshops.rooms.grouping import Chosen, WrongParty
from workshops.rooms.models import Room
from workshops.rooms.moves_form import MoveForm
from workshops.rooms.tables_views import ask_again
from workshops.rules import NotAllowed


@require_http_methods(["GET", "HEAD", "POST"])
@session_door
def seat_move(request, viewer, session):
    """Who goes where."""
    session = Session.objects.select_related("current_item__session__workshop", "workshop").get(pk=session.pk)
    initial = {"seat": request.GET.get("seat", "")}
    form = MoveForm(request.POST or None, viewer=viewer, session=session, keys=rules.keys_for(viewer), initial=initial)
    if not form.is_valid():
        return render(request, "rooms/move.html", {"form": form, "session": session}, status=422 if form.is_bound else 200)
    return _to_caucus(request, viewer, session, form) if form.caucus else _to_table(request, viewer, session, form)


def _to_table(request, viewer, session, form):
    item, places = session.current_item, {form.person.pk: Chosen(form.position)}
    try:
        grouping.place_people(viewer, item=item, places=places)
    except WrongParty as refusal:
        return ask_again(request, viewer, item, refusal, [("seat", form.person.pk), ("table", form.position)])
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    return redirect("session_console", session_id=session.pk)


def _to_caucus(request, viewer, session, form):
    """The first press asks again; the second asks the party. By neither is anybody moved."""
    room, seat = form.caucus, form.person
    if request.POST.get("confirmed") != str(room.party_id):
        keys = rules.keys_for(viewer)
        context = {"session": session, "room": room, "seat": seat, "name": seat.open(keys, "display_name")}
        return render(request, "rooms/guest_confirm.html", context | {"party": form.names[str(room.pk)]}, status=409)
    with refusals(request):
        guests.ask_guest(viewer, room=room, seat=seat, party_id=room.party_id)
        messages.success(request, _("The party is asked. You will not see how its members answer."))
    return redirect("session_console", session_id=session.pk)


@require_POST
@room_door
def guest_answer(request, viewer, room):
    """A member of the party says yes or no."""
    answer = request.POST.get("answer")
    if room.kind != Room.Kind.CAUCUS or answer not in (AssentAnswer.Answer.YES, AssentAnswer.Answer.NO):
        raise Http404
    act = partial(guests.answer_guest, viewer, room=room, answer=answer)
    with refusals(request):
        act()
    is_script = request.headers.get("X-Requested-By") == "room"
    return HttpResponse(status=204) if is_script else redirect("room_detail", room_id=room.pk)
