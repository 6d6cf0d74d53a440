"""The pages for what went wrong. They touch no database, so that they come up when it does not."""

from urllib.parse import urlsplit

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.template import loader
from django.utils import translation

SENTENCE = 20  # characters

def form_expired(request, reason=""):
    """The form is too old or came from elsewhere. Nothing typed is lost: the longer texts are given back."""
    return page(request, "errors/403_form_expired.html", 403, typed=typed_in(request), came_from=came_from(request))


def not_found(request, exception=None):
    """Nothing here, or nothing of yours: the same page for both."""
    return page(request, "errors/404.html", 404)


def server_error(request):
    """Something broke here. The page gives the number under which the log tells more."""
    return page(request, "errors/500.html", 500)


def page(request, template, status, **context):
    """A page in the person's language, rendered without the context processors that would ask who they are."""
    language = getattr(request, "LANGUAGE_CODE", None) or translation.get_language_from_request(request)
    with translation.override(language):
        content = loader.render_to_string(template, context | {"request_id": getattr(request, "id", "")})
    return HttpResponse(content, status=status, headers={"Content-Language": language})


def typed_in(request):
    """The sentences of a form; short answers, passwords and secrets are none."""
    try:
        fields = request.POST.lists()
    except (RequestDataTooBig, TooManyFieldsSent, MultiPartParserError):
        return []
    return [text for _, texts in fields for text in texts if len(text) >= SENTENCE and len(text.split()) > 2]


def came_from(request):
    """The path of the page of ours that held the form."""
    page_before = urlsplit(request.headers.get("Referer", ""))
    return page_before.path if page_before.netloc == request.get_host() else ""
