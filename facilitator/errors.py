"""The pages for what went wrong. They touch no database, so that they come up when it does not."""

from django.http import HttpResponse
from django.template import loader
from django.utils import translation


def form_expired(request, reason=""):
    """The form is too old or came from elsewhere. What was typed is still in the browser, one step back."""
    return page(request, "errors/403.html", 403)


def not_found(request, exception=None):
    """Nothing here, or nothing of yours: the same page for both."""
    return page(request, "errors/404.html", 404)


def server_error(request):
    """Something broke here. The page gives the number under which the log tells more."""
    return page(request, "errors/500.html", 500)


def page(request, template, status):
    """A page in the person's language, rendered without the context processors that would ask who they are."""
    language = getattr(request, "LANGUAGE_CODE", None) or translation.get_language_from_request(request)
    with translation.override(language):
        content = loader.render_to_string(template, {"request_id": getattr(request, "id", "")})
    return HttpResponse(content, status=status, headers={"Content-Language": language})
