"""The outer door: a personal link is opened, a pass is bound to this browser, and a browser is left quickly.

Opening a link never uses it: robots and previews open links. Pressing the button does.
"""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from workshops import clock
from workshops.programme import guesses, passes
from workshops.programme.forms.door import ClaimForm
from workshops.programme.models import Knock
from workshops.viewer import seat_of

EVERYTHING = '"cache", "cookies", "storage"'


@require_safe
def pass_open(request):
    """The address in a personal link. The same page for everybody, whatever stands behind "#"."""
    return _door(request, ClaimForm())


@require_http_methods(["GET", "HEAD", "POST"])
def pass_claim(request):
    """The button was pressed: bind the pass to this browser, or say why not without saying whose it is."""
    if request.method != "POST":
        return redirect("pass_open")
    form = ClaimForm(request.POST)
    if request.user.is_authenticated:
        return _door(request, form)
    entry = _found(request, form) if form.is_valid() else None
    if entry is None:
        return _door(request, form)
    held = seat_of(request)
    if held and held.pk != entry.seat_id and "instead" not in request.POST:
        return render(request, "arrival/other_place.html", {"form": form})
    return _claimed(request, form, entry, held)


def _door(request, form):
    page = "arrival/staff_here.html" if request.user.is_authenticated else "arrival/open.html"
    return render(request, page, {"form": form})


def _found(request, form):
    """The pass that was meant; one whose person has left is as unknown as one that never was."""
    secret, code = form.cleaned_data["secret"], form.cleaned_data["code"]
    if not secret and guesses.are_too_many(request):
        form.add_error("code", _("Many codes from here opened nothing. Wait a minute and press again."))
        return None
    entry = passes.find(secret) if secret else passes.find_by_code(code)
    if entry and entry.seat.ended_at is None:
        return entry
    if not secret:
        guesses.count(request)
    form.add_error(
        "code", _("This opens nothing here. Look whether all of it is there, or ask for a new one.")
    )
    return None


def _claimed(request, form, entry, held):
    own = request.COOKIES.get(settings.SEAT_COOKIE_NAME, "")
    secret = passes.claim(entry, device_secret=own, language=get_language())
    if secret is None and held and held.pk == entry.seat_id and passes.is_over(entry):
        return redirect("arrival")  # an older link of one's own, where one is in already: one goes on
    if secret is None:
        return _stays_shut(request, entry, form.cleaned_data["secret"])
    if held and held.pk != entry.seat_id:
        passes.leave_device(held, own)
    response = redirect("arrival")
    response.set_cookie(
        settings.SEAT_COOKIE_NAME,
        secret,
        max_age=entry.expires_at - clock.now(),
        httponly=True,
        samesite="Lax",
        secure=settings.IS_HTTPS,
    )
    return response


def _stays_shut(request, entry, secret):
    if passes.is_over(entry):
        asked = {"ask_url": reverse("pass_knock"), "ask_secret": secret}
        return render(request, "errors/expired_link.html", asked, status=410)
    return render(request, "errors/already_in_use.html", {"is_told": True}, status=409)


@require_http_methods(["GET", "HEAD", "POST"])
def pass_knock(request):
    """A link that has had its time, and a person who still wants to come: one press tells the facilitators.

    The answer is the same for a link that never was.
    """
    if request.method != "POST":
        return redirect("pass_open")
    form = ClaimForm(request.POST)
    entry = passes.find(form.cleaned_data["secret"]) if form.is_valid() else None
    if entry and passes.is_over(entry) and entry.seat.ended_at is None:
        passes.knock(entry, Knock.Kind.EXPIRED)
    return render(request, "errors/expired_link.html", {"is_told": True})


@csrf_exempt  # leaving must work from a page that has been open for days; only our own pages reach it (SameOrigin)
@require_http_methods(["GET", "HEAD", "POST"])
def quick_exit(request):
    """Leave at once: this browser's pass ends, it forgets what it holds, and an ordinary page comes up."""
    if request.method != "POST":
        return HttpResponse(render_to_string("arrival/elsewhere.html"))  # without the request: it sets no cookie
    if seat := seat_of(request):
        passes.leave_device(seat, request.COOKIES[settings.SEAT_COOKIE_NAME])
    return leave_quickly(request)


def leave_quickly(request):
    """Forget everything this browser holds, and lead on to an ordinary page."""
    request.session.flush()
    response = redirect("quick_exit")
    for name in (settings.SEAT_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME):
        response.delete_cookie(name)
    response.headers["Clear-Site-Data"] = EVERYTHING
    return response
