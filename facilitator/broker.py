"""The queue of one machine, in files: kombu's own, but a message lies in it only when all of it is written.

As kombu has it, a worker that looks at the wrong moment finds half a message, and ends.
"""

import uuid
from pathlib import Path
from time import monotonic

from kombu.transport import filesystem
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    """Puts and binds so that other processes see either nothing or the whole."""

    def _put(self, queue, payload, **kwargs):
        name = f"{round(monotonic() * 1000)}_{uuid.uuid4()}.{queue}.msg"
        fresh = Path(self.data_folder_out) / f"{name}.new"
        fresh.write_text(dumps(payload))
        fresh.rename(fresh.with_suffix(""))

    def _queue_bind(self, exchange, routing_key, pattern, queue):
        with open(Path(self.control_folder) / "binding", "ab") as gate:
            filesystem.lock(gate, filesystem.LOCK_EX)
            super()._queue_bind(exchange, routing_key, pattern, queue)


class Transport(filesystem.Transport):
    """Kombu's transport over files, with our channel."""

    Channel = Channel
