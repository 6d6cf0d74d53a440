"""Commitments: making one, asking and answering who takes it on, saying where it stands."""

from functools import partial

from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from workshops.board import committing, forms
from workshops.board.commitment_page import CommitmentPage
from workshops.board.page import BoardPage
from workshops.board.views.common import attempt, commit_door, commitment_door, done, either, or_404, show
from workshops.programme.models import Seat


@either
@commit_door
def commitment_create(request, viewer, card):
    """What is done, by when, and how one will know."""
    page = BoardPage(viewer, card.workshop)
    form, status = forms.CommitmentForm(request.POST or None), 422 if request.method == "POST" else 200
    if form.is_valid():
        act = partial(committing.make_commitment, viewer, card=card, **form.cleaned_data)
        commitment, status = attempt(form, act)
        if commitment:
            return redirect("commitment_detail", commitment.pk)
    face = page.faces[card.pk]
    return show(request, viewer, card.workshop, "commitment_create", page=page, form=form, face=face, status=status)


@require_safe
@commitment_door
def commitment_detail(request, viewer, commitment):
    """One commitment."""
    return _show(request, viewer, commitment)


def _show(request, viewer, commitment, form=None, status=200):
    page = BoardPage(viewer, commitment.workshop)
    it = CommitmentPage(page, commitment, form)
    return show(request, viewer, commitment.workshop, "commitment", page=page, it=it, status=status)


@require_POST
@commitment_door
def owner_ask(request, viewer, commitment):
    """Ask somebody whether they would take it on."""
    facts = or_404(forms.OwnerForm(request.POST))
    seat = Seat.objects.filter(workshop_id=commitment.workshop_id, pk=facts["seat"]).first()
    if seat is None:
        raise Http404
    act = partial(committing.ask_owner, viewer, commitment=commitment, seat=seat)
    return done(request, act, "commitment_detail", commitment.pk)


@require_POST
@commitment_door
def owner_answer(request, viewer, commitment):
    """Yes or no for oneself."""
    facts = or_404(forms.OwnershipForm(request.POST))
    act = partial(committing.answer_ownership, viewer, commitment=commitment, **facts)
    return done(request, act, "commitment_detail", commitment.pk)


@require_POST
@commitment_door
def commitment_change(request, viewer, commitment):
    """Where it stands."""
    form, status = forms.StandForm(request.POST), 422
    if form.is_valid():
        act = partial(committing.change_commitment, viewer, commitment=commitment, **form.cleaned_data)
        changed, status = attempt(form, act)
        if changed:
            return redirect("commitment_detail", commitment.pk)
    return _show(request, viewer, commitment, form, status)


@require_POST
@commitment_door
def commitment_follow(request, viewer, commitment):
    """Into the last column."""
    act = partial(committing.follow_commitment, viewer, commitment=commitment)
    return done(request, act, "commitment_detail", commitment.pk)


@require_POST
@commitment_door
def commitment_release(request, viewer, commitment):
    """An owner would let it go."""
    act = partial(committing.let_go, viewer, commitment=commitment)
    return done(request, act, "commitment_detail", commitment.pk)
