"""What every request passes on its way in and out; nothing here knows the domain."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation

from facilitator import errors
from facilitator.logs import new_request_id

SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}
# Passkeys and writing to the clipboard (copying an invitation) keep their default, which is our own pages.
SWITCHED_OFF = """
accelerometer autoplay camera display-capture encrypted-media fullscreen geolocation gyroscope magnetometer
microphone midi payment picture-in-picture screen-wake-lock usb xr-spatial-tracking
"""
HEADERS = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in SWITCHED_OFF.split()),
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class SafetyHeaders:
    """Nothing is kept, indexed or lent to another site. It stands outermost, so that every status carries them;
    what has set its own (static files may be kept) keeps it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.id = new_request_id()
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


class SameOrigin:
    """A request that changes something comes from one of our own pages, or is refused before anybody looks at it.

    `Sec-Fetch-Site` decides if it was sent, else `Origin`. Who sends neither is no browser of today; for them
    the form's token remains, as it does for everyone.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in SAFE_METHODS or self.is_ours(request):
            return self.get_response(request)
        return errors.form_expired(request)

    def is_ours(self, request):
        """Whether the browser says that one of our own pages sent this."""
        site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
        if site is not None:
            return site == "same-origin"
        return origin is None or urlsplit(origin)[:2] == (request.scheme, request.get_host())


class Language:
    """The language of the page: that of the member of staff who is signed in, else the one last chosen, else the browser's."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = self.known(request) or translation.get_language_from_request(request)
        with translation.override(language):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response

    def known(self, request):
        """The language of a signed-in member of staff. Pages of a seat speak their seat's: see `workshops.doors`."""
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        return getattr(request.user, "language", None) if has_session else None
