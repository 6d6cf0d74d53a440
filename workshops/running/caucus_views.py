"""The page of a party in its caucus: what it lets the table hear, and who of the team hears it. And the page on which a
facilitator attaches a call to a room."""

import uuid
from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from workshops import rules
from workshops.doors import refusals, room_door
from workshops.programme.models import Seat
from workshops.rooms import attaching, letting_in, letting_out
from workshops.rooms.beside_forms import NOBODY, CallLinkForm, SentenceForm, WhoHearsForm
from workshops.rooms.models import Message, Sentence
from workshops.rooms.page import url_of
from workshops.rooms.sentences import can_decide, can_look_on, open_ones
from workshops.running import questions
from workshops.running.caucus_page import page_of, team_choices

either = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@room_door
def party_page(request, viewer, room):
    """What the party decides. From a statement its words are taken over into the field; nothing is said by that."""
    if not (can_decide(viewer, room) or can_look_on(viewer, room)):
        raise Http404
    return _page(request, viewer, room, SentenceForm(initial={"text": _words_of(request, viewer, room)}))


@require_POST
@room_door
def sentence_create(request, viewer, room):
    """Propose a sentence, or put one that waits otherwise."""
    _members_only(viewer, room)
    former = _sentence(request, room) if request.POST.get("sentence") else None
    form = SentenceForm(request.POST)
    if not form.is_valid():
        return _page(request, viewer, room, form, former, status=422)
    text = form.cleaned_data["text"]
    with refusals(request):
        if former:
            letting_out.reword_sentence(viewer, sentence=former, text=text)
        else:
            letting_out.propose_sentence(viewer, room=room, text=text)
        messages.success(request, _("Your party is asked. It stays in this room until every one of you has said yes."))
    return redirect("party_page", room_id=room.pk)


@require_POST
@room_door
def sentence_answer(request, viewer, room):
    """Yes or no."""
    answer = request.POST.get("answer")
    if answer not in ("yes", "no"):
        raise Http404
    return _act(request, viewer, room, partial(letting_out.answer_sentence, viewer, version=_version(request), answer=answer))


@require_POST
@room_door
def sentence_withdraw(request, viewer, room):
    """It stays in this room."""
    return _act(request, viewer, room, partial(letting_out.withdraw_sentence, viewer))


@require_POST
@room_door
def sentence_release(request, viewer, room):
    """The table hears it."""
    return _act(request, viewer, room, partial(letting_out.release_sentence, viewer, version=_version(request)))


@require_POST
@room_door
def facilitator_propose(request, viewer, room):
    """Ask the party about another facilitator, or nobody."""
    _members_only(viewer, room)
    form = WhoHearsForm(request.POST, team=team_choices(room, rules.keys_for(viewer)))
    if not form.is_valid():
        return _page(request, viewer, room, SentenceForm(), who=form, status=422)
    chosen = form.cleaned_data["facilitator"]
    with refusals(request):
        facilitator = None if chosen == NOBODY else Seat.objects.get(pk=chosen)
        if letting_in.propose_facilitator(viewer, room=room, facilitator=facilitator):
            messages.success(request, _("Your party is asked. Nobody outside it learns of this unless all of you say yes."))
    return redirect("party_page", room_id=room.pk)


@require_POST
@room_door
def facilitator_answer(request, viewer, room):
    """Yes or no to that, from within the room; on the way in it is asked as well."""
    _members_only(viewer, room)
    asked, answer = letting_in.change_asked(room.party), request.POST.get("answer")
    if asked is None or answer not in ("yes", "no"):
        raise Http404
    with refusals(request):
        questions.answer_question(viewer, assent=asked, answer=answer)
    return redirect("party_page", room_id=room.pk)


@either
@room_door
def link_attach(request, viewer, room):
    """A call beside this room."""
    if not attaching.can_attach(viewer, room):
        raise Http404
    link = attaching.link_of(room)
    opened = (link and link.opened(rules.keys_for(viewer))) or ("", "")
    form = CallLinkForm(request.POST or None, initial=dict(zip(("address", "name"), opened, strict=True)))
    if form.is_valid():
        with refusals(request):
            attaching.attach_link(viewer, room=room, url=form.cleaned_data["address"], name=form.cleaned_data["name"])
        return redirect(url_of(room))
    context = {"form": form, "room": room, "is_there": link is not None, "back_url": url_of(room)}
    return render(request, "rooms/link.html", context, status=422 if form.is_bound else 200)


@require_POST
@room_door
def link_remove(request, viewer, room):
    """It stands there no longer."""
    if not attaching.can_attach(viewer, room):
        raise Http404
    with refusals(request):
        attaching.remove_link(viewer, room=room)
    return redirect(url_of(room))


def _members_only(viewer, room):
    if not can_decide(viewer, room):
        raise Http404


def _act(request, viewer, room, act):
    _members_only(viewer, room)
    with refusals(request):
        act(sentence=_sentence(request, room))
    return redirect("party_page", room_id=room.pk)


def _sentence(request, room):
    return get_object_or_404(Sentence.objects.select_related("room"), pk=_id(request.POST.get("sentence")), room=room)


def _version(request):
    return int(version) if (version := request.POST.get("version", "")).isdecimal() else 0


def _words_of(request, viewer, room):
    """The words of a statement of this room, or of a sentence that waits; "" for anything else."""
    source = {"pk": _id(request.GET.get("from"))}
    found = Message.objects.visible_to(viewer).filter(room=room, **source).first() or open_ones(room).filter(**source).first()
    return (found and found.said(rules.keys_for(viewer))) or ""


def _page(request, viewer, room, form, former=None, who=None, status=200):
    former = former or open_ones(room).filter(pk=_id(request.GET.get("from"))).first()
    return render(request, "rooms/party.html", page_of(viewer, room, form=form, former=former, who=who), status=status)


def _id(text):
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None
