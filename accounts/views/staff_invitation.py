"""Joining the staff: open the link, read who asks, say who one is. Opening uses nothing up; pressing the last button does."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts import invitations
from accounts.forms import AcceptanceForm, SecretForm
from accounts.models import User
from accounts.rules import NotAllowed

OPENED = "staff_invitation"  # the session holds the hash of the secret, never the secret


def invitation_open(request):
    """The address of the mail. The secret stands behind `#`: a script puts it into the form, or one pastes the link."""
    form = SecretForm(request.POST or None)
    if form.is_valid():
        secret_hash = invitations.hash_of(form.cleaned_data["secret"])
        if invitations.find_usable(secret_hash):
            request.session[OPENED] = secret_hash.hex()
            return redirect("staff_invitation_accept")
        form.add_error(
            "secret", _("This link does not open. It may have run out, or have been used already.")
        )
    return render(request, "accounts/invitation_open.html", {"form": form})


def invitation_accept(request):
    """Who asks me, into which role; one button joins."""
    secret_hash = bytes.fromhex(request.session.get(OPENED, ""))
    invitation = invitations.find_usable(secret_hash)
    if invitation is None:
        return render(request, "accounts/invitation_gone.html", status=404)
    user = request.user if request.user.is_authenticated else None
    known = User.objects.filter(email=invitation.email).first()
    context = {
        "invitation": invitation,
        "is_known": known is not None,
        "is_other": user is not None and user != known,
    }
    is_new = known is None and user is None
    form = AcceptanceForm(request.POST or None, email=invitation.email) if is_new else None
    may_join = form.is_valid() if is_new else user is not None and user == known
    if request.method != "POST" or not may_join:
        return render(request, "accounts/invitation_accept.html", context | {"form": form})
    return _join(request, user, secret_hash, form.cleaned_data if is_new else {})


def _join(request, user, secret_hash, details):
    try:
        person = invitations.accept_invitation(user, secret_hash=secret_hash, **details)
    except NotAllowed:
        return render(request, "accounts/invitation_gone.html", status=404)
    del request.session[OPENED]
    if user is not None:
        return redirect("organisation")
    # The mail has proved the address, and the password was typed a moment ago.
    record_authentication(request, person, method="password" if details["password"] else "code")
    return perform_login(request, Login(user=person, email=person.email))
