"""The queue in files: many may put and take at once, and nobody ever finds half a message."""

import os
import subprocess
import sys

from facilitator.celery import app as celery_app
from tests.servers import ROOT

MESSAGES = 400
PUTS = f"""
import sys
from kombu import Connection
options = {{name: sys.argv[1] for name in ("data_folder_in", "data_folder_out", "control_folder")}}
with Connection("filesystem://", transport="facilitator.broker:Transport", transport_options=options) as line:
    queue = line.SimpleQueue("celery")
    for number in range({MESSAGES}):
        queue.put({{"number": number, "words": "w" * 2000}})
"""


def test_the_house_uses_it():
    if celery_app.conf.broker_url.startswith("filesystem"):
        with celery_app.connection_for_write() as connection:
            assert type(connection.default_channel).__module__ == "facilitator.broker"


def test_a_message_is_there_as_a_whole_or_not_at_all(tmp_path):
    from kombu import Connection

    folders = dict.fromkeys(("data_folder_in", "data_folder_out", "control_folder"), str(tmp_path))
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    writers = [subprocess.Popen([sys.executable, "-c", PUTS, str(tmp_path)], env=environment) for _ in range(2)]
    taken = []
    with Connection("filesystem://", transport="facilitator.broker:Transport", transport_options=folders) as line:
        queue = line.SimpleQueue("celery")
        while len(taken) < 2 * MESSAGES:
            message = queue.get(timeout=30)
            taken.append(message.payload["number"])
            message.ack()
    assert sorted(taken) == sorted([*range(MESSAGES)] * 2)
    assert [writer.wait() for writer in writers] == [0, 0]
