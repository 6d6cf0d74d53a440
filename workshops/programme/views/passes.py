"""Passes: made and shown once, revoked; and who stands before a closed door.

What opens a door is on the page that answers the press, and nowhere else: not stored, not redirected to, not logged.
"""

import segno
from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from workshops.doors import refusals, workshop_door
from workshops.programme import passes
from workshops.programme.forms.people import PassForm
from workshops.programme.models import Knock, Pass
from workshops.programme.views.page import show
from workshops.programme.views.people import place_of, seat_page


@require_POST
@never_cache
@workshop_door
def pass_create(request, viewer, workshop, seat_id):
    """A fresh pass, shown now and never again."""
    place = place_of(viewer, workshop, seat_id)
    form = PassForm(request.POST)
    if not form.is_valid():
        return seat_page(request, viewer, workshop, place, form)
    with refusals(request):
        purpose = Pass.Purpose.RETURN if place.seat.arrived_at else Pass.Purpose.JOIN
        fresh = passes.make_pass(viewer, seat=place.seat, purpose=purpose, life=form.life())
        return _show(request, viewer, workshop, place, fresh)
    return redirect("seat_detail", workshop.pk, place.id)


@require_POST
@workshop_door
def pass_revoke(request, viewer, workshop, pass_id):
    """The link, and the browser bound to it, open nothing from now on."""
    entry = get_object_or_404(
        Pass.objects.select_related("seat__workshop"), seat__workshop=workshop, pk=pass_id
    )
    with refusals(request):
        passes.revoke_pass(viewer, entry=entry)
        messages.success(request, _("The pass is revoked. Its link opens nothing, and its browser is out."))
    return redirect("seat_detail", workshop.pk, entry.seat_id)


@require_POST
@never_cache
@workshop_door
def knock_answer(request, viewer, workshop, knock_id):
    """A fresh pass for that seat, or leave it."""
    knock = get_object_or_404(
        Knock.objects.select_related("entry__seat__workshop"), entry__seat__workshop=workshop, pk=knock_id
    )
    with refusals(request):
        fresh = passes.answer_knock(viewer, knock=knock, is_welcome=request.POST.get("answer") == "welcome")
        if fresh:
            return _show(request, viewer, workshop, place_of(viewer, workshop, knock.entry.seat_id), fresh)
        messages.success(request, _("Left as it is. Whoever knocked sees the same page as before."))
    return redirect("seat_list", workshop.pk)


def _show(request, viewer, workshop, place, fresh):
    front_door = settings.BASE_URL.partition("//")[2]
    context = {"place": place, "fresh": fresh, "picture": picture(fresh.url), "front_door": front_door}
    return show(request, viewer, workshop, "pass_created", tab="people", **context)


def picture(url):
    """The link as a QR picture: shapes only, no style of its own."""
    drawn = segno.make(url, error="m", micro=False)
    return mark_safe(drawn.svg_inline(omitsize=True, svgclass="qr", lineclass=None, border=2))
