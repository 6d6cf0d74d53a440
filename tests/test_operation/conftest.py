"""The tests of operation need no built static files."""

import pytest


@pytest.fixture(autouse=True)
def plain_static_files(settings, tmp_path):
    """Addresses of static files as they stand in the source."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    settings.STATIC_ROOT = tmp_path  # there, and empty
