"""`python -m bench` measures the headline; `--full` goes on to the curves and the faults. See docs/performance.md."""

import argparse

from bench import curves, faults, measure, report
from bench.load import Load
from bench.servers import application, baseline, column, fill_house, plain_connections

ROOMS, SEATS = 50, 12
FIRST_RATE = 150  # of the search; it goes up by half from there


def main():
    """One column after the other, everything on this machine."""
    words = argparse.ArgumentParser(prog="bench", description=__doc__)
    words.add_argument("--full", action="store_true", help="the curves and the faults too")
    words.add_argument("--columns", nargs="+", default=["embedded", "full"], help="embedded, full")
    chosen = words.parse_args()
    columns = {name: headline(name) for name in chosen.columns}
    report.print_headline(columns)
    report.write_json(columns)
    for name in chosen.columns if chosen.full else ():
        curves.run(name)
        faults.run(name)


def headline(name, *, rooms=ROOMS, seats=SEATS, **pace):
    """The figures of one column: ours, bare, textbook, in this order, each alone."""
    with column(name) as environment:
        report.say(f"{name}: {rooms} rooms of {seats} people …")
        connections = fill_house(environment, rooms, seats)
        with application(environment) as server, Load(server.port, seats, connections, server.process.pid) as load:
            report.say(f"  application: everyone is in after {load.joined['seconds']:.1f} s")
            ours, our_rate = measure.steady(load, **pace), measure.sustained(load, FIRST_RATE)
        plain = plain_connections(environment, rooms, seats)
        frame = round(ours["frame_bytes"])
        with baseline(environment, "bare", frame) as server, Load(server.port, seats, plain, server.process.pid) as load:
            bare = measure.steady(load, **pace)
        with baseline(environment, "textbook") as server, Load(server.port, seats, plain) as load:
            their_rate = measure.sustained(load, FIRST_RATE)
        return report.figures_of(ours, bare, (our_rate, their_rate))


if __name__ == "__main__":
    main()
