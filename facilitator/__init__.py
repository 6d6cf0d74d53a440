"""Project settings: how the parts are plugged together, no word of the domain."""

from facilitator.celery import app as celery_app

__all__ = ["celery_app"]
