"""The workshops are one Django app, whatever folders they have."""

from django.apps import AppConfig

from workshops import catalogue


class WorkshopsConfig(AppConfig):
    """Workshops: plans, rooms, sessions."""

    name = "workshops"

    def ready(self):
        """The house does not start with a catalogue that does not fit."""
        catalogue.check()
