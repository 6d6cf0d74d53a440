"""The board, and its cards one by one."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from workshops.board import actions, columns, endorsing, forms, taking_over
from workshops.board.card_page import CardPage
from workshops.board.models import Card
from workshops.board.models.cards import Column
from workshops.board.page import BoardPage, frame_of
from workshops.board.views.common import (
    attempt,
    board_door,
    card_door,
    change_door,
    done,
    either,
    leading_door,
    or_404,
    party_of,
    show,
    vary,
    writing_door,
)
from workshops.exercises.models import Run


@require_safe
@board_door
def board_detail(request, viewer, workshop):
    """The board; to htmx the columns alone."""
    part = "_columns" if request.headers.get("HX-Request") else "board"
    return vary(render(request, f"board/{part}.html", frame_of(viewer, workshop)))


@either
@writing_door
def card_create(request, viewer, workshop):
    """A new card in the column that is named."""
    page, column = BoardPage(viewer, workshop), request.GET.get("column", Column.OPTION)
    if column not in columns.WRITTEN_IN:
        raise Http404
    marks = {mark.id: mark.name for mark in page.parties.values() if viewer.is_facilitator or mark.id == viewer.party_id}
    own = {"column": column, "parties": marks, "may_draft": not viewer.is_facilitator}
    form, status = forms.NewCardForm(request.POST or None, **own), 422 if request.method == "POST" else 200
    if form.is_valid():
        facts = form.cleaned_data | {"column": column}
        chosen = facts.pop("party")
        party = None if chosen == forms.OF_ALL else party_of(workshop.pk, chosen)
        card, status = attempt(form, partial(actions.write_card, viewer, party=party, **facts))
        if card:
            return redirect("card_detail", card.pk)
    return show(request, viewer, workshop, "card_create", page=page, form=form, column=column, status=status)


@require_safe
@card_door
def card_detail(request, viewer, card):
    """One card: its text, what was said to it, what can be done with it."""
    return _show(request, viewer, card)


def _show(request, viewer, card, status=200, **filled):
    page = BoardPage(viewer, card.workshop)
    return show(request, viewer, card.workshop, "card", page=page, it=CardPage(page, card, **filled), status=status)


@either
@change_door
def card_change(request, viewer, card):
    """Another wording. If somebody was quicker, both texts are shown and nothing typed is lost."""
    page = BoardPage(viewer, card.workshop)
    it, status = CardPage(page, card), 422 if request.method == "POST" else 200
    form = forms.ChangeForm(request.POST or None, initial=it.texts | {"version": card.version})
    if form.is_valid():
        changed, status = attempt(form, partial(actions.change_card, viewer, card=card, **form.cleaned_data))
        if changed:
            return redirect("card_detail", card.pk)
    card.refresh_from_db(fields=["version"])
    is_outdated = status == 409
    if is_outdated:
        form.data = form.data.copy()  # having read the other text, one may go on
        form.data["version"] = card.version
    return show(
        request, viewer, card.workshop, "card_change", page=page, it=it, form=form, is_outdated=is_outdated, status=status
    )


@require_POST
@leading_door
def origin_take(request, viewer, workshop):
    """Take over what an exercise has brought."""
    run = _run_of_post(request, workshop)
    return done(request, partial(taking_over.take_over, viewer, workshop=workshop, run=run), "board_detail", workshop.pk)


def _run_of_post(request, workshop):
    facts = or_404(forms.OriginForm(request.POST))
    return get_object_or_404(Run, pk=facts["run"], room__workshop=workshop)


@require_POST
@card_door
def card_move(request, viewer, card):
    """Somewhere else."""
    facts = or_404(forms.MoveForm(request.POST))
    return done(request, partial(actions.move_card, viewer, card=card, **facts), "board_detail", card.workshop_id)


@require_POST
@card_door
def card_link(request, viewer, card):
    """Tie it to a need, or untie it."""
    facts = or_404(forms.LinkForm(request.POST))
    to = Card.objects.visible_to(viewer).filter(pk=facts["to"]).first()
    if to is None:
        raise Http404
    act = partial(actions.link_card, viewer, card=card, to=to, is_linked=facts["is_linked"])
    return done(request, act, "card_detail", card.pk)


@require_POST
@card_door
def card_mark(request, viewer, card):
    """Serves one side so far, or no longer."""
    facts = or_404(forms.OneSidedForm(request.POST))
    return done(request, partial(actions.mark_one_sided, viewer, card=card, **facts), "card_detail", card.pk)


@require_POST
@card_door
def card_restate(request, viewer, card):
    """The other side has said it back."""
    return done(request, partial(actions.confirm_restatement, viewer, card=card), "card_detail", card.pk)


@require_POST
@card_door
def reality_answer(request, viewer, card):
    """What one's people would say, and what would help."""
    form, status = forms.RealityForm(request.POST), 422
    if form.is_valid():
        answer, status = attempt(form, partial(actions.answer_reality, viewer, card=card, **form.cleaned_data))
        if answer:
            return redirect("card_detail", card.pk)
    return _show(request, viewer, card, status=status, reality_form=form)


@require_POST
@leading_door
def reality_open(request, viewer, workshop):
    """From now on ideas are judged."""
    return done(request, partial(actions.open_reality_test, viewer, workshop=workshop), "board_detail", workshop.pk)


@require_POST
@card_door
def endorsement_ask(request, viewer, card):
    """Ask a party whether it stands behind it."""
    party = party_of(card.workshop_id, or_404(forms.EndorsementForm(request.POST))["party"])
    return done(request, partial(endorsing.ask_endorsement, viewer, card=card, party=party), "card_detail", card.pk)


@require_POST
@card_door
def endorsement_answer(request, viewer, card):
    """One's own answer."""
    facts = or_404(forms.AnswerForm(request.POST))
    return done(request, partial(endorsing.answer_endorsement, viewer, card=card, **facts), "card_detail", card.pk)
