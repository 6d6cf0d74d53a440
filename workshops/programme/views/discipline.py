"""The page on which a facilitator signs the discipline note."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from workshops import rules
from workshops.doors import came_from, refusals, workshop_door
from workshops.languages import local
from workshops.programme import declaring
from workshops.programme.forms.discipline import DisciplineForm
from workshops.programme.roster import parties_of
from workshops.programme.views.page import show


@require_http_methods(["GET", "HEAD", "POST"])
@workshop_door
def discipline_sign(request, viewer, workshop):
    """The note, whom one is close to, and the signature."""
    keys = rules.keys_for(viewer)
    parties = [(str(party.id), local(party.name, viewer.language, workshop.language)) for party in parties_of(workshop, keys)]
    signed = declaring.affinities(workshop, keys).get(viewer.seat_id)
    initial = {"affinity": signed, "is_signed": signed is not None}
    form = DisciplineForm(request.POST if request.method == "POST" else None, parties=parties, initial=initial)
    if form.is_valid():
        with refusals(request):
            declaring.sign_note(viewer, workshop=workshop, affinity=form.cleaned_data["affinity"])
            messages.success(request, _("Signed."))
        return redirect(came_from(request) or redirect("workshop_detail", workshop.pk).url)
    context = {"form": form, "lines": declaring.note_lines(viewer.language), "has_signed": signed is not None}
    return show(request, viewer, workshop, "discipline", tab="people", next=came_from(request) or request.GET.get("next", ""), **context)
