"""Where a second factor is required, nobody goes further without one."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts.rules import needs_second_factor

# What a person without a second factor may still reach: to set one up, to leave, to change the language.
OPEN_TO_ALL = {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "account_reauthenticate",
    "account_logout",
    "set_language",
    "health_live",
    "health_ready",
}


class SecondFactorRequired:
    """Sends a signed-in person without TOTP or passkey to the page where they set one up."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Runs when the address is known and before anything is done."""
        request.is_confined = needs_second_factor(request.user)
        if not request.is_confined or request.resolver_match.url_name in OPEN_TO_ALL:
            return None
        if request.headers.get("HX-Request"):
            return HttpResponse(status=204, headers={"HX-Redirect": reverse("mfa_index")})
        if request.method == "GET":
            request.session["second_factor_next"] = request.get_full_path()
        return redirect("mfa_index")
