"""A workshop at a glance, its texts, its parties, its agreements."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from workshops import catalogue, rules
from workshops.doors import refusals, workshop_door
from workshops.languages import local
from workshops.programme import actions, agreements
from workshops.programme.checks import checks_of
from workshops.programme.desk import state_of
from workshops.programme.forms.texts import languages_of
from workshops.programme.forms.workshop import ABOUT, AboutForm, AgreementForm, PartyForm
from workshops.programme.models import Agreement, Party
from workshops.programme.plan import plans_of
from workshops.programme.roster import parties_of, places_of
from workshops.programme.views.page import opened, show

either = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@workshop_door
def workshop_detail(request, viewer, workshop):
    """What is planned, at a glance: why, who, when, and what is still open."""
    keys = rules.keys_for(viewer)
    parties, places, plans = (
        parties_of(workshop, keys),
        places_of(viewer, workshop, ended_at=None),
        plans_of(workshop, keys),
    )
    state, session = state_of(workshop, [plan.session for plan in plans])
    format_ = catalogue.templates().get(workshop.template)
    context = opened(workshop, keys, *ABOUT) | {
        "parties": [(party, [place for place in places if place.party == party]) for party in parties],
        "team": [place for place in places if place.seat.is_facilitator],
        "knocks": sum(len(place.knocks) for place in places),
        "plans": plans,
        "checks": checks_of(workshop, parties, places, plans),
        "format_name": format_["name"] if format_ else None,
        "state": state,
        "session": session,
    }
    return show(request, viewer, workshop, "workshop_detail", tab="overview", **context)


@either
@workshop_door
def workshop_change(request, viewer, workshop):
    """What the workshop says about itself."""
    texts = opened(workshop, rules.keys_for(viewer), *ABOUT)
    languages = languages_of(workshop, *texts.values())
    form = AboutForm(request.POST or None, languages=languages, opened=texts, initial={"zone": workshop.zone})
    if form.is_valid():
        with refusals(request):
            actions.change_texts(viewer, workshop=workshop, **form.written(), zone=form.cleaned_data["zone"])
            messages.success(request, _("Stored."))
        return redirect("workshop_detail", workshop.pk)
    return show(request, viewer, workshop, "workshop_change", tab="overview", form=form)


@either
@workshop_door
def party_create(request, viewer, workshop):
    """One more party."""
    form = PartyForm(request.POST or None, languages=languages_of(workshop), initial={"zone": workshop.zone})
    if form.is_valid():
        with refusals(request):
            actions.add_party(viewer, workshop=workshop, draft=form.draft())
        return redirect("seat_list", workshop.pk)
    return show(request, viewer, workshop, "party_change", tab="people", form=form)


@either
@workshop_door
def party_change(request, viewer, workshop, party_id):
    """A party's name, letter, zone."""
    party = get_object_or_404(Party, workshop=workshop, pk=party_id)
    texts = opened(party, rules.keys_for(viewer), "name", "letter")
    languages = languages_of(workshop, texts["name"])
    form = PartyForm(request.POST or None, languages=languages, opened=texts, initial={"zone": party.zone})
    if form.is_valid():
        with refusals(request):
            actions.change_party(viewer, party=party, draft=form.draft())
            messages.success(request, _("Stored."))
        return redirect("seat_list", workshop.pk)
    letter = local(texts["letter"], viewer.language, workshop.language)
    return show(
        request, viewer, workshop, "party_change", tab="people", form=form, party=party, letter=letter
    )


@either
@workshop_door
def agreement_create(request, viewer, workshop):
    """The agreements in force, and a form for one more."""
    keys = rules.keys_for(viewer)
    current = Agreement.objects.filter(workshop=workshop, replaced_at=None)
    objections = agreements.objections_of(workshop, keys)
    names = {place.id: place.called for place in places_of(viewer, workshop)} if objections else {}
    texts = [
        (
            agreement,
            agreement.open(keys, "text"),
            [(names[seat_id], words) for seat_id, words in objections.get(agreement.pk, [])],
        )
        for agreement in current
    ]
    form = AgreementForm(
        request.POST or None, languages=languages_of(workshop, *(text for _, text, _ in texts))
    )
    if form.is_valid():
        with refusals(request):
            agreements.add_agreement(viewer, workshop=workshop, **form.written())
            messages.success(request, _("Added. Everyone is asked to confirm it before they come in."))
        return redirect("agreement_create", workshop.pk)
    return show(request, viewer, workshop, "agreements", tab="agreements", agreements=texts, form=form)


@either
@workshop_door
def agreement_change(request, viewer, workshop, agreement_id):
    """Another wording."""
    agreement = get_object_or_404(Agreement, workshop=workshop, replaced_at=None, pk=agreement_id)
    text = agreement.open(rules.keys_for(viewer), "text")
    form = AgreementForm(request.POST or None, languages=languages_of(workshop, text), opened={"text": text})
    if form.is_valid():
        with refusals(request):
            if form.written()["text"] != text:
                agreements.reword_agreement(viewer, agreement=agreement, **form.written())
                messages.success(request, _("Stored. Everyone is asked to confirm the new wording."))
        return redirect("agreement_create", workshop.pk)
    return show(
        request, viewer, workshop, "agreement_change", tab="agreements", agreement=agreement, form=form
    )


@either
@workshop_door
def agreement_end(request, viewer, workshop, agreement_id):
    """Asked once, then done."""
    agreement = get_object_or_404(Agreement, workshop=workshop, replaced_at=None, pk=agreement_id)
    if request.method == "POST":
        with refusals(request):
            agreements.end_agreement(viewer, agreement=agreement)
            messages.success(request, _("This agreement no longer holds."))
        return redirect("agreement_create", workshop.pk)
    text = agreement.open(rules.keys_for(viewer), "text")
    return show(request, viewer, workshop, "agreement_end", tab="agreements", agreement=agreement, text=text)
