"""The pages and posts of single lines: other words, taking out of the room, small words, search, earlier statements, and
who is on the telephone. A script asks for the sheet alone; without one each is a page of its own."""

from functools import partial

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from workshops import rules
from workshops.doors import refusals, room_door
from workshops.live import regions
from workshops.live.lines import lines
from workshops.rooms import paging, suggesting, telephone
from workshops.rooms.answers import answer_act, done, id_or_404, is_script
from workshops.rooms.forms import WordsForm
from workshops.rooms.hiding import hide_message
from workshops.rooms.line_acts import asked_reaction
from workshops.rooms.models import Message
from workshops.rooms.own_words import why_not_edit
from workshops.rooms.page import drawn, url_of
from workshops.rooms.reactions import react
from workshops.rooms.search_form import SearchForm
from workshops.rooms.searching import excerpt, search
from workshops.rooms.standing import standing_of
from workshops.rooms.wording import edit_message
from workshops.rules import NotAllowed


@require_http_methods(["GET", "POST"])
@room_door
def message_edit(request, viewer, room):
    """Put one's own message into other words. What was refused stands in the field, with the reason."""
    asked = request.POST if request.method == "POST" else request.GET
    own = Message.objects.own_of(viewer).filter(withdrawn_at=None)
    message = get_object_or_404(own, pk=id_or_404(asked.get("message")), room=room)
    form, refusal = WordsForm(request.POST or None, initial={"text": message.said(rules.keys_for(viewer))}), None
    if _is_put(form, partial(edit_message, viewer, message=message)):
        return done(request, room)
    if not form.is_bound:
        refusal = why_not_edit(viewer, message, room, standing_of(viewer, room))
    suggestion = message.open(rules.keys_for(viewer), "suggestion") if message.held_at else ""
    return _sheet(request, room, "edit", {"form": form, "message": message, "refusal": refusal, "suggestion": suggestion})


@require_http_methods(["GET", "POST"])
@room_door
def message_suggest(request, viewer, room):
    """Other words for what is held. They begin with the four parts, in the language of its author."""
    if not viewer.is_facilitator:
        raise Http404
    asked = request.POST if request.method == "POST" else request.GET
    held = Message.objects.visible_to(viewer).filter(withdrawn_at=None).exclude(held_at=None).select_related("seat")
    message, keys = get_object_or_404(held, pk=id_or_404(asked.get("message")), room=room), rules.keys_for(viewer)
    initial = message.open(keys, "suggestion") or suggesting.frame(message.seat.language)
    form = WordsForm(request.POST or None, initial={"text": initial})
    if _is_put(form, partial(suggesting.suggest_words, viewer, message=message)):
        return done(request, room)
    return _sheet(request, room, "suggest", {"form": form, "message": message, "said": message.said(keys)})


@require_POST
@room_door
def message_hide(request, viewer, room):
    """A facilitator takes a message out of the room for now."""
    message = get_object_or_404(Message.objects.visible_to(viewer), pk=id_or_404(request.POST.get("message")), room=room)
    return answer_act(request, room, partial(hide_message, viewer, message=message))


@require_POST
@room_door
def reaction_change(request, viewer, room):
    """A small word to a facilitator, or back with it."""
    word, is_given, message_id = asked_reaction(request.POST)
    message = get_object_or_404(Message.objects.visible_to(viewer), pk=id_or_404(message_id), room=room)
    return answer_act(request, room, partial(react, viewer, message=message, word=word, is_given=is_given))


@require_http_methods(["GET", "POST"])
@room_door
def message_search(request, viewer, room):
    """Statements of this room that hold a word, among those one may see. The word travels in the body, not in the URL."""
    form = SearchForm(request.POST if request.method == "POST" else None)
    found = None
    if form.is_valid():
        keys, words = rules.keys_for(viewer), form.cleaned_data["words"]
        messages = search(viewer, room=room, words=words)
        loaded = regions.Loaded(room)
        shown = lines(room, loaded.keys, loaded.known, messages)
        found = [(line, excerpt(message.said(keys), words)) for line, message in zip(shown, messages, strict=True)]
    return _sheet(request, room, "search", {"form": form, "found": found})


@require_GET
@room_door
def earlier_list(request, viewer, room):
    """The statements before one of those shown: a piece of the log."""
    shown = paging.earlier(viewer, room, id_or_404(request.GET.get("before")))
    piece = drawn(viewer, room, regions.Loaded(room), shown)
    return render(request, "rooms/_earlier.html", {"room": room, "lines": piece, "before": shown.before})


@require_http_methods(["GET", "POST"])
@room_door
def telephone_list(request, viewer, room):
    """Who takes part by telephone: for the facilitators of a room of a session."""
    if not viewer.is_facilitator or room.session_id is None:
        raise Http404
    if request.method == "POST":
        seat = get_object_or_404(telephone.listeners_of(room), pk=id_or_404(request.POST.get("seat")))
        with refusals(request):
            telephone.note_telephone(viewer, room=room, seat=seat, is_on=request.POST.get("is_on") == "yes")
        return redirect(url_of(room))
    keys, on = rules.keys_for(viewer), set(telephone.callers(room).values_list("pk", flat=True))
    people = [(seat, seat.open(keys, "display_name"), seat.pk in on) for seat in telephone.listeners_of(room)]
    return _sheet(request, room, "telephone", {"people": people})


def _is_put(form, act):
    """Whether these words were taken; if not, the form says why at its field."""
    if not form.is_valid():
        return False
    try:
        act(**form.cleaned_data)
    except (NotAllowed, ValidationError) as error:
        form.add_error("text", error if isinstance(error, ValidationError) else str(error))
    return not form.errors


def _sheet(request, room, name, context):
    """A sheet over the room for a script that asks for it, else a page of its own."""
    is_sheet = is_script(request)
    context |= {"room": room, "sheet": f"rooms/_{name}.html", "room_url": url_of(room), "is_script": is_sheet}
    status = 422 if context.get("form") is not None and context["form"].errors else 200
    return render(request, context["sheet"] if is_sheet else "rooms/sheet.html", context, status=status)
