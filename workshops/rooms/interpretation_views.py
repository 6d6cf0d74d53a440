"""The interpreter's desk of a room, and the page on which a reader says that something does not sound right."""

import uuid
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from workshops import rules
from workshops.doors import refusals, room_door
from workshops.languages import choose
from workshops.rooms import desk_page, interpreters, interpreting, meaning
from workshops.rooms.interpretation_forms import MeaningForm, RenderingForm
from workshops.rooms.models import MeaningFlag, Message, Rendering
from workshops.rooms.page import url_of
from workshops.rooms.renderings import shown


def desk_door(view):
    """For the interpreters of a room and the facilitators who hear it."""

    @room_door
    def behind(request, viewer, room, **kwargs):
        if not interpreters.can_look_after(viewer, room):
            raise Http404
        return view(request, viewer, room, **kwargs)

    return behind


def message_door(view):
    """For those who hear the room in which the message of the address was said."""

    def behind(request, message_id):
        room_id = Message.objects.filter(pk=message_id).values_list("room_id", flat=True).first()
        inside = room_door(lambda request, viewer, room: view(request, viewer, room, message_id))
        return inside(request, room_id)

    return behind


@require_safe
@desk_door
def interpretation_desk(request, viewer, room):
    """What waits, oldest first, and the one in hand. htmx fetches the lists alone: nothing moves under the hand."""
    name = "_queue" if request.headers.get("HX-Request") else "desk"
    response = _show(request, viewer, room, name=name)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_POST
@desk_door
def rendering_claim(request, viewer, room):
    """Take one on."""
    return _act(request, room, partial(interpreting.claim_rendering, viewer, rendering=_rendering(request, viewer, room)), is_open=True)


@require_POST
@desk_door
def rendering_return(request, viewer, room):
    """Leave it to a colleague."""
    return _act(request, room, partial(interpreting.return_rendering, viewer, rendering=_rendering(request, viewer, room)))


@require_POST
@desk_door
def rendering_draft(request, viewer, room):
    """Keep what is being written."""
    rendering = _rendering(request, viewer, room)
    with refusals(request):
        interpreting.save_rendering_draft(viewer, rendering=rendering, text=request.POST.get("text", ""))
    return HttpResponse(status=204)


@require_POST
@desk_door
def rendering_deliver(request, viewer, room):
    """Give it to the readers. What was refused stands in its field again."""
    rendering = _rendering(request, viewer, room)
    form = RenderingForm(request.POST, language=rendering.language)
    if form.is_valid():
        with refusals(request):
            interpreting.deliver_rendering(viewer, rendering=rendering, **form.cleaned_data)
            messages.success(request, _("Delivered."))
            return redirect("interpretation_desk", room.pk)
    return _show(request, viewer, room, name="desk", form=form, at=rendering.pk, status=422)


@require_POST
@desk_door
def slowness_ask(request, viewer, room):
    """“Please slow down.”"""
    return _act(request, room, partial(interpreting.ask_to_slow, viewer, room=room))


@require_POST
@desk_door
def slowness_end(request, viewer, room):
    """As before."""
    return _act(request, room, partial(interpreting.end_slowness, viewer, room=room))


@require_POST
@desk_door
def meaning_answer(request, viewer, room):
    """It has been looked at."""
    flag = get_object_or_404(MeaningFlag.objects.visible_to(viewer), pk=_id(request, "flag"), room=room)
    return _act(request, room, partial(meaning.answer_meaning, viewer, flag=flag))


@require_http_methods(["GET", "HEAD", "POST"])
@message_door
def meaning_flag(request, viewer, room, message_id):
    """One statement in both languages, and the place to say that it does not sound right."""
    said = Message.objects.visible_to(viewer).filter(room=room, withdrawn_at=None, held_at=None, is_interpreted=True)
    message = get_object_or_404(said, pk=message_id)
    form = MeaningForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals(request):
            meaning.flag_meaning(viewer, message=message, note=form.cleaned_data["note"])
            messages.success(request, _("Thank you. It is being looked at; nobody is told who asked."))
        return redirect(url_of(room))
    keys = rules.keys_for(viewer)
    context = {
        "viewer": viewer,
        "room": room,
        "back_url": url_of(room),
        "form": form,
        "original": message.said(keys) or "",
        "original_language": message.language,
        "is_own": message.seat_id == viewer.seat_id,
        "rendered": [(code, it) for code, it in shown([message], keys).get(message.pk, {}).items() if it.text],
        "is_looked_at": meaning.is_looked_at(viewer, message),
    }
    return render(request, "interpretation/meaning.html", context, status=422 if form.errors else 200)


def _show(request, viewer, room, *, name, form=None, at=None, status=200):
    desk = desk_page.desk_of(viewer, room)
    at = at or _asked_for(request) or next((it.id for it in desk["waiting"] if it.state == "mine"), None)
    task = next((it for it in desk["waiting"] + desk["done"] if it.id == at and it.state in ("mine", "delivered")), None)
    keys = rules.keys_for(viewer)
    context = desk | {
        "viewer": viewer,
        "room": room,
        "back_url": url_of(room),
        "workshop_title": choose(room.workshop.open(keys, "title"), viewer.language, room.workshop.language),
        "is_interpreter": not viewer.is_facilitator,
        "task": task,
        "form": (form or desk_page.form_of(task)) if task else None,
        "terms": desk_page.terms_in(viewer, task, room) if task else [],
        "keeps": [form["text"].value(), form["note"].value()] if form and not task else [],  # it was taken back meanwhile
    }
    return render(request, f"interpretation/{name}.html", context, status=status)


def _act(request, room, act, *, is_open=False):
    with refusals(request):
        act()
    answer = redirect("interpretation_desk", room.pk)
    if is_open:
        answer["Location"] += f"?at={request.POST['rendering']}"
    return answer


def _rendering(request, viewer, room):
    rows = Rendering.objects.visible_to(viewer).select_related("room", "message")
    return get_object_or_404(rows, pk=_id(request, "rendering"), room=room)


def _asked_for(request):
    try:
        return uuid.UUID(request.GET.get("at", ""))
    except ValueError:
        return None


def _id(request, name):
    try:
        return uuid.UUID(request.POST.get(name, ""))
    except ValueError:
        raise Http404 from None
