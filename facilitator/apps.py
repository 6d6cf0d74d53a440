"""The project as an app of its own, so that its checks are found."""

from django.apps import AppConfig


class HouseConfig(AppConfig):
    """Settings and how the parts are plugged together."""

    name = "facilitator"

    def ready(self):
        """Register the checks."""
        from facilitator import checks  # noqa: F401
