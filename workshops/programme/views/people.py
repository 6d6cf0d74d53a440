"""The people of a workshop: seats, and who may hear a caucus."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from workshops import rules
from workshops.doors import refusals, workshop_door
from workshops.languages import local
from workshops.programme import people
from workshops.programme.assents import ask_caucus_door
from workshops.programme.declaring import who_has_not_signed
from workshops.programme.forms.glossary import LanguagePairsForm
from workshops.programme.forms.people import CaucusForm, ChangeSeatForm, PassForm, SeatForm
from workshops.programme.models import Party, Seat
from workshops.programme.reading import is_agreed
from workshops.programme.roster import caucus_questions, parties_of, places_of
from workshops.programme.views.page import show

either = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@workshop_door
def seat_list(request, viewer, workshop):
    """Everyone, party by party, with the state of each pass in words."""
    keys = rules.keys_for(viewer)
    places = places_of(viewer, workshop)
    present = [place for place in places if not place.seat.ended_at]
    team = [place for place in present if place.seat.is_facilitator]
    members = [place for place in present if place.seat.role == Seat.Role.PARTICIPANT]
    seated = [place for place in present if place not in team and place not in members]
    parties = [
        (party, [place for place in members if place.party == party], caucus)
        for party, caucus in _caucuses(workshop, parties_of(workshop, keys), team)
    ]
    return show(
        request,
        viewer,
        workshop,
        "people",
        tab="people",
        parties=parties,
        team=team,
        unsigned=_unsigned(workshop, team),
        guests=seated,
        left=[place for place in places if place.seat.ended_at],
        knocks=[(knock, place) for place in present for knock in place.knocks],
        colleagues=people.who_could_join(workshop).exists(),
        may_add_party=len(parties) < 4,
    )


def _unsigned(workshop, team):
    ids = set(who_has_not_signed(workshop).values_list("pk", flat=True))
    return [place for place in team if place.id in ids]


def _caucuses(workshop, parties, team):
    """(party, {"accepted", "asked": place or None, "form"}): all that may be known outside the party."""
    names = {place.id: place for place in team}
    questions = caucus_questions(workshop)
    choices = [(str(place.id), place.called) for place in team]
    for party in parties:
        accepted, asked = questions.get(party.id, (None, None))
        form = CaucusForm(
            team=choices, prefix=f"caucus-{party.mark}", initial={"facilitator": str(accepted or "")}
        )
        yield party, {"accepted": names.get(accepted), "asked": names.get(asked), "form": form}


@require_POST
@workshop_door
def caucus_ask(request, viewer, workshop, party_id):
    """Ask the members of a party whether this facilitator may hear them alone."""
    party = get_object_or_404(Party.objects.select_related("workshop"), workshop=workshop, pk=party_id)
    team = places_of(viewer, workshop, role=Seat.Role.FACILITATOR, ended_at=None)
    choices = [(str(place.id), place.called) for place in team]
    form = CaucusForm(request.POST, team=choices, prefix=f"caucus-{party.mark}")
    with refusals(request):
        rules.require(form.is_valid())
        facilitator = get_object_or_404(Seat, workshop=workshop, pk=form.cleaned_data["facilitator"])
        ask_caucus_door(viewer, party=party, facilitator=facilitator)
        messages.success(
            request, _("The members are asked. You will see when the party has accepted, and nothing before.")
        )
    return redirect("seat_list", workshop.pk)


@either
@workshop_door
def seat_create(request, viewer, workshop):
    """A seat for somebody who is invited."""
    parties = parties_of(workshop, rules.keys_for(viewer))
    choices = [(str(party.id), local(party.name, viewer.language, workshop.language)) for party in parties]
    asked = next((party for party in parties if str(party.id) == request.GET.get("party")), None)
    initial = {
        "party": asked and str(asked.id),
        "role": request.GET.get("role") or Seat.Role.PARTICIPANT,
        "language": workshop.language,
        "zone": asked.zone if asked else workshop.zone,
    }
    form = SeatForm(request.POST or None, parties=choices, initial=initial)
    if form.is_valid():
        typed = dict(form.cleaned_data)
        party = Party.objects.filter(workshop=workshop, pk=typed.pop("party") or None).first()
        with refusals(request):
            seat = people.add_seat(viewer, workshop=workshop, party=party, **typed)
            messages.success(request, _("The seat is there. Next: a pass to open it with."))
            return redirect("seat_detail", workshop.pk, seat.pk)
        return redirect("seat_list", workshop.pk)
    return show(request, viewer, workshop, "seat_create", tab="people", form=form)


@require_safe
@workshop_door
def seat_detail(request, viewer, workshop, seat_id):
    """One person: names, passes, knocks, and what can be done."""
    return seat_page(request, viewer, workshop, place_of(viewer, workshop, seat_id))


@either
@workshop_door
def seat_change(request, viewer, workshop, seat_id):
    """How this person is called, which language they read, where they are."""
    place = place_of(viewer, workshop, seat_id)
    initial = {"name": place.name, "language": place.seat.language, "zone": place.seat.zone}
    form = ChangeSeatForm(request.POST or None, initial=initial)
    if form.is_valid():
        with refusals(request):
            people.change_seat(viewer, seat=place.seat, **form.cleaned_data)
            messages.success(request, _("Stored."))
        return redirect("seat_detail", workshop.pk, place.id)
    return show(request, viewer, workshop, "seat_change", tab="people", form=form, place=place)


def place_of(viewer, workshop, seat_id):
    """The place with this id in this workshop, or 404."""
    get_object_or_404(Seat, workshop=workshop, pk=seat_id)
    return places_of(viewer, workshop, pk=seat_id)[0]


def seat_page(request, viewer, workshop, place, form=None):
    """The page of one person."""
    context = {"form": form or PassForm()}
    if place.seat.role == Seat.Role.INTERPRETER:
        context |= interpretation_of(place.seat)
    elif place.seat.role == Seat.Role.OBSERVER:
        context["is_let_look_on"] = rules.may_look_on(place.seat)
    return show(request, viewer, workshop, "seat_detail", tab="people", place=place, **context)


def interpretation_of(seat):
    """Between which languages an interpreter works, and whether every party has agreed to them."""
    pairs = [f"{pair.source}-{pair.target}" for pair in seat.language_pairs.all()]
    return {"pairs_form": LanguagePairsForm(initial={"pairs": pairs}), "pairs": pairs, "is_agreed": is_agreed(seat)}
