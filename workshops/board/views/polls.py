"""Opening a poll, voting in it, reading what came of it."""

from functools import partial

from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from workshops.board import forms, polling
from workshops.board.models import Poll
from workshops.board.page import BoardPage
from workshops.board.poll_page import PollPage
from workshops.board.views.common import (
    attempt,
    closing_door,
    done,
    either,
    leading_door,
    opening_door,
    poll_door,
    show,
    vary,
    voting_door,
)
from workshops.programme.models import Party


@either
@opening_door
def poll_create(request, viewer, card):
    """Say which parties must consent, read the rule, open it."""
    page = BoardPage(viewer, card.workshop)
    form, status = _parties_form(request, page), 422 if request.method == "POST" else 200
    if form.is_valid():
        poll, status = attempt(form, partial(polling.open_poll, viewer, card=card, parties=_parties(card.workshop_id, form)))
        if poll:
            return redirect("poll_detail", poll.pk)
    return show(request, viewer, card.workshop, "poll_create", page=page, form=form, face=page.faces[card.pk], status=status)


@either
@leading_door
def dots_create(request, viewer, workshop):
    """The same for a dot vote on all options."""
    page = BoardPage(viewer, workshop)
    form, status = _parties_form(request, page), 422 if request.method == "POST" else 200
    if form.is_valid():
        act = partial(polling.open_dot_vote, viewer, workshop=workshop, parties=_parties(workshop.pk, form))
        poll, status = attempt(form, act)
        if poll:
            return redirect("poll_detail", poll.pk)
    return show(request, viewer, workshop, "poll_create", page=page, form=form, face=None, status=status)


def _parties_form(request, page):
    names = {mark.id: mark.name for mark in page.parties.values()}
    return forms.PartiesForm(request.POST if request.method == "POST" else None, parties=names)


def _parties(workshop_id, form):
    return list(Party.objects.filter(workshop_id=workshop_id, pk__in=form.cleaned_data["parties"]))


@require_safe
@poll_door
def poll_detail(request, viewer, poll):
    """The ballot while it is open, afterwards the result; to htmx only where it stands."""
    it = PollPage(BoardPage(viewer, poll.workshop), poll)
    if request.headers.get("HX-Request"):
        return vary(render(request, "board/_poll_state.html", {"it": it, "poll": poll, "viewer": viewer}))
    return _show(request, viewer, it)


def _show(request, viewer, it, form=None, status=200):
    name = "result" if it.is_counted else "poll"
    form = form or it.form()
    return show(request, viewer, it.poll.workshop, name, page=it.page, it=it, poll=it.poll, form=form, status=status)


@require_POST
@voting_door
def ballot_cast(request, viewer, poll):
    """Vote. What was refused stands in the form again, with the reason at its field."""
    it = PollPage(BoardPage(viewer, poll.workshop), poll)
    form, status = it.form(request.POST), 422
    if form.is_valid():
        act = polling.cast_ballot
        facts = form.cleaned_data
        if poll.method == Poll.Method.DOTS:
            act, facts = polling.cast_dots, {"dots_on": form.dots_on()}
        ballot, status = attempt(form, partial(act, viewer, poll=poll, **facts))
        if ballot:
            return redirect("poll_detail", poll.pk)
    return _show(request, viewer, it, form, status)


@require_POST
@closing_door
def poll_close(request, viewer, poll):
    """Count it."""
    return done(request, partial(polling.close_poll, viewer, poll=poll), "poll_detail", poll.pk)
