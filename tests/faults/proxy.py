"""A proxy before several servers: `python -m tests.faults.proxy PORT SERVER_PORT …`. Each connection goes to the next of
them that answers; when a server dies, so do the connections it held. It knows nothing of what it carries.
"""

import asyncio
import itertools
import sys


class End(asyncio.Protocol):
    """One end of a connection; what comes in here goes out at the other."""

    def __init__(self, choose=None, other=None):
        self.choose, self.other = choose, other

    def connection_made(self, transport):
        self.transport = transport
        if self.choose:  # the browser's end
            transport.pause_reading()
            self.dialling = asyncio.ensure_future(self._dial())

    def data_received(self, data):
        self.other.transport.write(data)

    def connection_lost(self, reason):
        if self.other:
            self.other.transport.close()

    async def _dial(self):
        for port in self.choose():
            far = End(other=self)
            try:
                await asyncio.get_running_loop().create_connection(lambda far=far: far, "127.0.0.1", port)
            except OSError:
                continue
            self.other = far
            self.transport.resume_reading()
            return
        self.transport.abort()


def in_turn(ports):
    """A function that gives all ports, beginning with another one each time."""
    starts = itertools.cycle(range(len(ports)))

    def choose():
        start = next(starts)
        return ports[start:] + ports[:start]

    return choose


async def main(port, *ports):
    """Until somebody ends it."""
    choose = in_turn(list(ports))
    server = await asyncio.get_running_loop().create_server(lambda: End(choose), "127.0.0.1", port, backlog=1024)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(*map(int, sys.argv[1:])))
