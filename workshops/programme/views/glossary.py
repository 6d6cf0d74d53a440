"""The glossary of a workshop, for everyone in it; and the languages people read and interpret."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from workshops import rules
from workshops.doors import members_door, refusals, workshop_door
from workshops.languages import local
from workshops.programme import glossary, reading
from workshops.programme.forms.glossary import HearingForm, LanguagePairsForm, TermForm
from workshops.programme.models import Party, Seat, Term, Workshop

either = require_http_methods(["GET", "HEAD", "POST"])
glossary_door = members_door("workshop_id", Workshop.objects.all())
term_door = members_door("term_id", Term.objects.select_related("workshop"))
keeping_door = members_door("term_id", Term.objects.select_related("workshop"), glossary.can_keep)


@either
@glossary_door
def glossary_detail(request, viewer, workshop):
    """All terms, both wordings side by side; and the place to propose one."""
    form = TermForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals(request):
            glossary.propose_term(viewer, workshop=workshop, words=form.words)
            messages.success(request, _("Stored."))
        return redirect("glossary", workshop.pk)
    return _show(request, viewer, workshop, form=form)


@either
@keeping_door
def term_change(request, viewer, term):
    """A term in other words, for those who keep the glossary."""
    words = term.open(rules.keys_for(viewer), "words")
    form = TermForm(request.POST or None, words=words)
    if request.method == "POST" and form.is_valid():
        with refusals(request):
            glossary.change_term(viewer, term=term, words=form.words)
        return redirect("glossary", term.workshop_id)
    context = _frame(viewer, term.workshop) | {"form": form, "term": term}
    return render(request, "glossary/term.html", context, status=422 if form.errors else 200)


@require_POST
@term_door
def term_drop(request, viewer, term):
    """Out of the glossary."""
    return _done(request, term, lambda: glossary.drop_term(viewer, term=term))


@require_POST
@term_door
def term_contest(request, viewer, term):
    """“We would not say it so.”"""
    return _done(request, term, lambda: glossary.contest_term(viewer, term=term))


@require_POST
@term_door
def hearing_write(request, viewer, term):
    """What one's own party hears in it."""
    form = HearingForm(request.POST)
    if not form.is_valid():
        return _show(request, viewer, term.workshop, form=TermForm(), hearing=(term.pk, form))
    return _done(request, term, lambda: glossary.write_hearing(viewer, term=term, text=form.cleaned_data["text"]))


@require_POST
@workshop_door
def pairs_change(request, viewer, workshop, seat_id):
    """Between which languages an interpreter works."""
    seat = get_object_or_404(Seat, workshop=workshop, pk=seat_id)
    form = LanguagePairsForm(request.POST)
    if not form.is_valid():
        raise Http404
    with refusals(request):
        reading.set_language_pairs(viewer, seat=seat, pairs=form.chosen)
        messages.success(request, _("Stored."))
    return redirect("seat_detail", workshop.pk, seat.pk)


def _done(request, term, act):
    with refusals(request):
        act()
    return redirect("glossary", term.workshop_id)


def _show(request, viewer, workshop, *, form, hearing=(None, None)):
    keys = rules.keys_for(viewer)
    parties = list(Party.objects.filter(workshop=workshop).order_by("position"))
    terms = [_entry(viewer, term, parties, keys, hearing) for term in Term.objects.filter(workshop=workshop)]
    terms.sort(key=lambda it: (it["is_kept"], it["first"].casefold()))
    context = _frame(viewer, workshop) | {
        "form": form,
        "terms": terms,
        "may_propose": glossary.can_propose(viewer, workshop),
    }
    is_wrong = form.errors or (hearing[1] and hearing[1].errors)
    return render(request, "glossary/glossary.html", context, status=422 if is_wrong else 200)


def _entry(viewer, term, parties, keys, hearing):
    words = term.open(keys, "words")
    heard = {row.party_id: row for row in term.hearings.all()}
    mine = heard.get(viewer.party_id)
    own = hearing[1] if hearing[0] == term.pk else HearingForm(initial={"text": mine.open(keys, "text") if mine else ""})
    return {
        "id": term.pk,
        "words": words.items(),
        "first": local(words, viewer.language),
        "is_kept": term.kept_at is not None,
        "is_contested": term.contested_at is not None,
        "hearings": [
            {"party": party.open(keys, "name"), "mark": party.mark, "text": row.open(keys, "text"), "language": row.language}
            for party in parties
            if (row := heard.get(party.pk))
        ],
        "may_keep": glossary.can_keep(viewer, term),
        "own": own if any(glossary.can_write_hearing(viewer, term, party) for party in parties) else None,
    }


def _frame(viewer, workshop):
    return {
        "viewer": viewer,
        "workshop": workshop,
        "workshop_title": workshop.open(rules.keys_for(viewer), "title"),
    }
