"""Static files: hashed names, compressed, imports between our own modules rewritten."""

from django.contrib.staticfiles.storage import HashedFilesMixin
from django.http import HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Rewrites imports in our own modules only: Django's switch for all files trips over comments in htmx extensions."""

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("app/*.js", HashedFilesMixin._js_module_import_aggregation_patterns[1]),
    )


class StaticFiles(WhiteNoiseMiddleware):
    """WhiteNoise for an asynchronous server: our files are small and are answered whole, not as a synchronous stream.

    It stands outermost: what the other middleware says of pages would be a third of what a room's first load weighs.
    """

    HEADERS = {"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin"}

    @staticmethod
    def serve(static_file, request):
        """The answer for one file."""
        found = static_file.get_response(request.method, request.META)
        content = found.file.read() if found.file else b""
        answer = HttpResponse(content, status=int(found.status), headers=StaticFiles.HEADERS)
        del answer.headers["Content-Type"]
        for name, value in found.headers:
            answer.headers[name] = value
        return answer
