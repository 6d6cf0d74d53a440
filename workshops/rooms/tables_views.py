"""What facilitators do about small tables: lay them, shuffle, seat somebody, keep two apart, move a person."""

import uuid

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from workshops.doors import came_from, facilitators_door, item_door, refusals
from workshops.programme.models import Party, Placement, Seat
from workshops.rooms import at_tables, grouping
from workshops.rooms.forms import FloorForm
from workshops.rooms.grouping import Chosen, WrongParty
from workshops.rooms.models import Apart
from workshops.rooms.tables_page import TablesPage
from workshops.rules import NotAllowed

either = require_http_methods(["GET", "HEAD", "POST"])
apart_door = facilitators_door("apart_id", Apart.objects.select_related("workshop"))


@either
@item_door
def group_list(request, viewer, item):
    """The tables of an item. Days before, and while it is on: then whoever is given another place goes there at once."""
    if item.placement != Placement.SMALL_GROUPS:
        raise Http404
    if request.method != "POST":
        return _shown(request, TablesPage(viewer, item))
    if "seat" in request.POST:
        return _seat_one(request, viewer, item)
    page = TablesPage(viewer, item, request.POST)
    if not page.form.is_valid():
        return _shown(request, page, 422)
    changes, stale = page.form.changes()
    if stale:
        names = [page.known[seat_id].name for seat_id in stale]
        page.form.add_error(None, _("Somebody else has changed this meanwhile: %(people)s. Nothing was kept.") % {"people": ", ".join(names)})
        return _shown(request, page, 422)
    return _carried_out(request, viewer, item, changes)


def _carried_out(request, viewer, item, changes):
    """What was chosen for each, and then the button that was pressed."""
    try:
        if changes:
            grouping.place_people(viewer, item=item, places=changes, confirmed=_confirmed(request))
        if act := ACTS.get(request.POST.get("act")):
            act(viewer, item, request.POST)
    except WrongParty as refusal:
        fields = [(name, value) for name, values in request.POST.lists() for value in values if name not in LEFT_OUT]
        return ask_again(request, viewer, item, refusal, fields)
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    return redirect(came_from(request) or request.path)


def _seat_one(request, viewer, item):
    """One person, with one tap."""
    table = request.POST.get("table", "")
    chosen = Chosen(int(table) if table.isdecimal() else None)
    return _carried_out(request, viewer, item, {_id(request, "seat"): chosen})


def ask_again(request, viewer, item, refusal, fields):
    """The second question: who would hear what, by name. What was posted, `fields`, is posted again with the answer."""
    page = TablesPage(viewer, item)
    context = page.context | {
        "fields": fields,
        "confirmed": f"{refusal.seat.pk}.{refusal.group.party_id}",
        "person": page.known[refusal.seat.pk],
        "group": refusal.group,
        "party": page._name(refusal.group.party),
    }
    return render(request, "rooms/wrong_party.html", context, status=409)


LEFT_OUT = ("csrfmiddlewaretoken",)


def _confirmed(request):
    """What has been said twice: (seat, the party whose table it was when it was asked)."""
    pairs = [value.partition(".") for value in request.POST.getlist("confirmed")]
    try:
        return frozenset((uuid.UUID(seat_id), uuid.UUID(party_id)) for seat_id, _dot, party_id in pairs)
    except ValueError:
        return frozenset()


def _more(viewer, item, data):
    party = data.get("party")
    try:
        party = Party.objects.get(pk=uuid.UUID(party), workshop_id=item.session.workshop_id) if party else None
    except (ValueError, Party.DoesNotExist):
        raise Http404 from None
    grouping.add_group(viewer, item=item, party=party)


ACTS = {
    "shuffle": lambda viewer, item, data: grouping.arrange_groups(viewer, item=item),
    "more": _more,
    "fewer": lambda viewer, item, data: grouping.drop_group(viewer, item=item),
}


@require_POST
@item_door
def tables_reveal(request, viewer, item):
    """Show at every table what was written there."""
    with refusals(request):
        at_tables.reveal_tables(viewer, item=item)
    return redirect(came_from(request) or "session_console", **_console(request, item))


@require_POST
@item_door
def tables_floor(request, viewer, item):
    """Another floor mode at every table."""
    form = FloorForm(request.POST)
    if not form.is_valid():
        raise Http404
    slow = form.cleaned_data["slow_seconds"] or 0
    with refusals(request):
        at_tables.change_tables_floor(viewer, item=item, mode=form.cleaned_data["mode"], slow_seconds=slow)
    return redirect(came_from(request) or "session_console", **_console(request, item))


@require_POST
@item_door
def apart_create(request, viewer, item):
    """Not these two."""
    page = TablesPage(viewer, item)
    form = page.apart_form(request.POST)
    if not form.is_valid():
        return render(request, "rooms/tables.html", page.context | {"apart_form": form}, status=422)
    seats = Seat.objects.filter(pk__in=[form.cleaned_data["one"], form.cleaned_data["other"]])
    with refusals(request):
        grouping.keep_apart(viewer, workshop=item.session.workshop, seats=seats)
    return redirect("group_list", item_id=item.pk)


@require_POST
@apart_door
def apart_end(request, viewer, apart):
    """These two may sit together again."""
    with refusals(request):
        grouping.let_together(viewer, apart=apart)
    return redirect(came_from(request) or "desk")


def _console(request, item):
    return {} if came_from(request) else {"session_id": item.session_id}


def _shown(request, page, status=200):
    return render(request, "rooms/tables.html", page.context, status=status)


def _id(request, name):
    try:
        return uuid.UUID(request.POST.get(name, ""))
    except ValueError:
        raise Http404 from None
