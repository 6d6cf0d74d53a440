"""Static files: hashed names, compressed, imports between our own modules rewritten."""

from django.contrib.staticfiles.storage import HashedFilesMixin
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Rewrites imports in our own modules only: Django's switch for all files trips over comments in htmx extensions."""

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("app/*.js", HashedFilesMixin._js_module_import_aggregation_patterns[1]),
    )
