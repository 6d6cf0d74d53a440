"""The queue in files: nobody ever finds half a message."""

import os
import subprocess
import sys

from kombu import Connection

from facilitator.celery import app as celery_app
from tests.servers import ROOT

TRANSPORT = "facilitator.broker:Transport"
# A disk that is full in the middle of the second message.
PUTS = f"""
import resource, signal, sys
from kombu import Connection
options = {{name: sys.argv[1] for name in ("data_folder_in", "data_folder_out", "control_folder")}}
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with Connection("filesystem://", transport="{TRANSPORT}", transport_options=options) as line:
    queue = line.SimpleQueue("celery")
    queue.put({{"number": 1}})
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
    queue.put({{"number": 2, "words": "w" * 4000}})
"""


def test_the_house_uses_it():
    if celery_app.conf.broker_url.startswith("filesystem"):
        with celery_app.connection_for_write() as connection:
            assert type(connection.default_channel).__module__ == "facilitator.broker"


def test_half_a_message_is_in_no_queue(tmp_path):
    folders = dict.fromkeys(("data_folder_in", "data_folder_out", "control_folder"), str(tmp_path))
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    put = subprocess.run([sys.executable, "-c", PUTS, str(tmp_path)], env=environment, capture_output=True, check=False)
    assert put.returncode == 1 and b"File too large" in put.stderr
    assert len([*tmp_path.glob("*.msg")]) == 1
    with Connection("filesystem://", transport=TRANSPORT, transport_options=folders) as line:
        message = line.SimpleQueue("celery").get(timeout=5)
        assert message.payload == {"number": 1}
        message.ack()
