"""How the cost grows: more people in one room, more rooms. Linear means: the same time for each delivery."""

from bench import measure, report
from bench.load import Load
from bench.servers import application, column, fill_house

SEATS = (12, 24, 60, 200)  # in one room
ROOMS = (1, 10, 100, 400)  # of 12 people
DELIVERIES = 600  # a second, however many share them


def run(name):
    """Both curves of one column, as tables."""
    report.table(f"{name}: people in one room", HEADS, [_row(name, 1, seats) for seats in SEATS])
    report.table(f"{name}: rooms of 12 people", HEADS, [_row(name, rooms, 12) for rooms in ROOMS])


HEADS = ["rooms x people", "all in, s", "messages/s", "p50 ms", "p95 ms", "µs a message", "µs a delivery", "lost"]


def _row(name, rooms, seats):
    rate = DELIVERIES / seats
    with column(name) as environment:
        connections = fill_house(environment, rooms, seats)
        with application(environment) as server, Load(server.port, seats, connections, server.process.pid) as load:
            phase = measure.steady(load, rate=rate, times=1)
    return [
        f"{rooms} x {seats}",
        f"{load.joined['seconds']:.1f}",
        f"{rate:.0f}",
        f"{phase['p50_ms']:.1f}",
        f"{phase['p95_ms']:.1f}",
        f"{phase['server_us'] * seats:.0f}",
        f"{phase['server_us']:.0f}",
        phase["lost"],
    ]
