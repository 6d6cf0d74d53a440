"""Everything in this folder takes its time."""

import pytest


def pytest_collection_modifyitems(items):
    """It is for `make check`."""
    for item in items:
        if "tests/faults/" in item.nodeid:
            item.add_marker(pytest.mark.slow)
