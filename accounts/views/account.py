"""My account: how colleagues see me, and the ways from here to password, second factor and sessions."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts import actions
from accounts.forms import ProfileForm
from accounts.models import User


@login_required
def account_show(request):
    """My name, my language, my zone."""
    person = User.objects.get(pk=request.user.pk)  # not request.user: a refused name is not shown as mine
    form = ProfileForm(request.POST or None, instance=person)
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/account.html", {"form": form})
    actions.change_profile(request.user, **form.cleaned_data)
    with override(request.user.language):
        messages.success(request, _("Stored."))
    response = redirect("account")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, request.user.language,
        secure=settings.LANGUAGE_COOKIE_SECURE, samesite=settings.LANGUAGE_COOKIE_SAMESITE, httponly=True,
    )  # fmt: skip
    return response


def closed(request, *address):
    """What allauth offers and this house does not: signing up by oneself, changing one's address by oneself."""
    raise Http404
