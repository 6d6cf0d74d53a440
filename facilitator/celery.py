"""The Celery application: a tick each minute and work that takes its time."""

import os
from pathlib import Path

from celery import Celery
from celery.signals import setup_logging
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "facilitator.settings")

TRANSPORT_ALIASES["filesystem"] = "facilitator.broker:Transport"

app = Celery("second_track")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["workshops", "accounts"])


@setup_logging.connect
def keep_our_logging(**options):
    """Having a receiver keeps Celery from setting up its own: what Django's settings say about logs holds here too."""


for folder in ("data_folder_in", "control_folder"):
    path = app.conf.broker_transport_options.get(folder)
    if path:
        Path(path).mkdir(parents=True, exist_ok=True)
