"""What the views of the board share: their doors, and how a refusal or a conflict is answered."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods

from workshops.board import rules as may
from workshops.board.committing import adopted_as
from workshops.board.models import Card, Commitment, Poll
from workshops.board.page import frame_of
from workshops.board.table import Changed
from workshops.doors import members_door, refusals
from workshops.programme.models import Party, Workshop
from workshops.rules import NotAllowed

cards = Card.objects.select_related("workshop", "party")
polls = Poll.objects.select_related("workshop", "card")
either = require_http_methods(["GET", "HEAD", "POST"])

# Doors of the board. Whoever may not come in finds nothing there.
board_door = members_door("workshop_id", Workshop.objects.all())
writing_door = members_door("workshop_id", Workshop.objects.all(), lambda viewer, _workshop: may.can_write(viewer))
leading_door = members_door("workshop_id", Workshop.objects.all(), lambda viewer, _workshop: viewer.is_facilitator)
card_door = members_door("card_id", cards, may.can_see)
change_door = members_door("card_id", cards, may.can_change)
commit_door = members_door("card_id", cards, lambda viewer, card: may.can_arrange(viewer, card) and adopted_as(card))
opening_door = members_door("card_id", cards, lambda viewer, card: may.can_lead(viewer, card) and card.shown_at)
poll_door = members_door("poll_id", polls)
voting_door = members_door("poll_id", polls, may.can_vote)
closing_door = members_door("poll_id", polls, may.can_lead)
commitment_door = members_door("commitment_id", Commitment.objects.select_related("workshop", "card"))


def show(request, viewer, workshop, name, *, status=200, page=None, **context):
    """The page `board/<name>.html`."""
    return render(request, f"board/{name}.html", frame_of(viewer, workshop, page) | context, status=status)


def vary(response):
    """Of an address that answers htmx with a part of its page."""
    patch_vary_headers(response, ["HX-Request"])
    return response


def is_script(request):
    """Whether a script of the board asks: it gets a short answer instead of a page."""
    return request.headers.get("X-Requested-By") == "board"


def done(request, act, *where):
    """Carry an act out and go on; a refusal is said on the next page, or in the answer to a script."""
    if not is_script(request):
        with refusals(request):
            act()
        return redirect(*where)
    try:
        act()
    except (NotAllowed, ValidationError) as refusal:
        return HttpResponse(said(refusal), status=409, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=204)


def said(refusal):
    """A refusal in words."""
    return " ".join(getattr(refusal, "messages", None) or [str(refusal)])


def attempt(form, act):
    """Carry an act out with a valid form; returns (what came of it, 0), or (None, status) with the reason in the form."""
    try:
        return act(), 0
    except Changed as conflict:
        form.add_error(None, str(conflict))
        return None, 409
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return None, 422
    except ValidationError as error:
        form.add_error(None, error)
        return None, 422


def party_of(workshop_id, party_id):
    """A party of this workshop, or nothing is there."""
    party = Party.objects.filter(workshop_id=workshop_id, pk=party_id).first()
    if party is None:
        raise Http404
    return party


def or_404(form):
    """The fields of a form that consists of buttons and hidden fields; what does not fit is not there."""
    if not form.is_valid():
        raise Http404
    return form.cleaned_data
