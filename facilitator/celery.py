"""The Celery application: a tick each minute and work that takes its time."""

import os
from pathlib import Path

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "facilitator.settings")

app = Celery("second_track")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["workshops", "accounts"])

for folder in ("data_folder_in", "control_folder"):
    path = app.conf.broker_transport_options.get(folder)
    if path:
        Path(path).mkdir(parents=True, exist_ok=True)
