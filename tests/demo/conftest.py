"""Both tellings of the story, loaded once for all tests of a module; what a test changes is rolled back."""

import pytest
from django.core.management import call_command
from django.db import connection

from tests.conftest import BOTH
from workshops import clock
from workshops.demo.loader import load
from workshops.programme.models import Workshop
from workshops.records.append_only import lifted


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """(Archive, Today), loaded now."""
    with django_db_blocker.unblock():
        load(clock.now())
        yield tuple(Workshop.objects.order_by("created_at"))
        with lifted(connection):
            for alias in BOTH:
                call_command("flush", database=alias, interactive=False, verbosity=0)
