"""What goes wrong: the server is killed, or one of two; two hundred come at once; somebody stops reading."""

import asyncio
import re
import time
from contextlib import ExitStack
from pathlib import Path

import httpx
from websockets.asyncio.client import connect

from bench import report
from bench.load import LOADS_CORE, Load, pinned
from bench.servers import application, column, fill_house, proxy
from tests.faults.silent import Silent
from tests.servers import free_port

CURSORS = re.compile(r'data-room="([^"]+)" data-cursor="([^"]+)"')


def run(name):
    """All of them, each in a fresh house of this column. Two servers need PostgreSQL and Redis."""
    all_of_them = (outage, storm, deaf, *[one_of_two] * (name == "full"))
    rows = [(label, f"{value}") for fault in all_of_them for label, value in fault(name).items()]
    report.table(f"{name}: faults", ["", ""], rows)


def outage(name, *, rooms=100, seats=12, rate=100):
    """The server is killed in the middle of a conversation and comes back on the same port."""
    with column(name) as environment:
        connections, port = fill_house(environment, rooms, seats), free_port()
        with application(environment, port) as server, Load(port, seats, connections) as load:
            load.begin(rate, 25, warm=1, drain=20)
            time.sleep(6)
            server.process.kill()
            server.process.wait()
            with application(environment, port):
                returned = time.monotonic_ns()
                phase = load.end()
    return {
        f"kill -9 with {rooms * seats} sockets at {rate} messages/s: all back after its return, s": _seconds(
            phase["last_back_ns"] - returned
        ),
        "  without a server, s": _seconds(returned - phase["first_drop_ns"]),
        "  deliveries lost, doubled, messages not stored": f"{phase['lost']}, {phase['doubled']}, {phase['unstored']}",
    }


def one_of_two(name, *, rooms=100, seats=12, rate=100):
    """Two servers behind a proxy; one is killed, and who sat at it goes on at the other."""
    with column(name) as environment, ExitStack() as stack:
        connections, door, ports = fill_house(environment, rooms, seats), free_port(), [free_port(), free_port()]
        first, _ = [stack.enter_context(application(environment, port, door=door)) for port in ports]
        stack.enter_context(proxy(environment, door, ports))
        with Load(door, seats, connections) as load:
            load.begin(rate, 18, warm=1, drain=20)
            time.sleep(6)
            killed = time.monotonic_ns()
            first.process.kill()
            phase = load.end()
    return {
        f"one of two servers killed, {rooms * seats} sockets at {rate} messages/s: all at the other, s": _seconds(
            phase["last_back_ns"] - killed
        ),
        "  deliveries lost, doubled, messages not stored": f"{phase['lost']}, {phase['doubled']}, {phase['unstored']}",
    }


def storm(name, *, sitting=12, coming=200, seconds=10):
    """Many open the page of one room and sit down, while those who are there already talk."""
    with column(name) as environment:
        connections = fill_house(environment, 1, sitting + coming, has_pages=True)
        first, others = _split(connections, sitting)
        with application(environment) as server, Load(server.port, sitting, first) as load:
            load.begin(10, seconds + 5, warm=1)
            with pinned(LOADS_CORE):
                pages, places = zip(*asyncio.run(_come(server.port, others, seconds)), strict=True)
            phase = load.end()
    return {
        f"{coming} join one room in {seconds} s: page after, median and 95 %, s": _median_and_most(pages),
        "  page and line after, median and 95 %, s": _median_and_most(places),
        "  p95 of those who sit already, ms": f"{phase['p95_ms']:.0f}",
        "  deliveries lost, doubled": f"{phase['lost']}, {phase['doubled']}",
    }


def deaf(name, *, seats=12, rate=100):
    """One of thirteen stops reading while the others write at length."""
    with column(name) as environment:
        connections = fill_house(environment, 1, seats + 1)
        first, others = _split(connections, seats)
        first.write_text(first.read_text().replace("{body}", "{body} " + "a word or two " * 200))
        with application(environment) as server, Load(server.port, seats, first) as load:
            alone = load.offer(rate, 8)
            silent = _sit_and_not_read(server.port, others[0])
            beside = load.offer(rate, 20)
            frames, code = silent.read_to_the_end()
    heard = sum("said-text" in op.get("html", "") for frame in frames for op in frame.get("ops", ()))
    return {
        "one client stops reading: p95 of the others before, then, ms": f"{alone['p95_ms']:.1f}, {beside['p95_ms']:.1f}",
        "  statements it finds when it reads again, of those said": f"{heard} of {beside['expected'] // seats}",
        "  how it was sent away (4408: come back)": code,
        "  deliveries to the others lost, doubled": f"{beside['lost']}, {beside['doubled']}",
    }


async def _come(port, lines, seconds):
    """(seconds to the page, seconds to the first frame) of each who comes."""

    async def sit(client, line, delay):
        await asyncio.sleep(delay)
        start = time.monotonic()
        path, header, heard, _ = line.split("\t")
        cookie = header.removeprefix("Cookie: ")
        page = await client.get(f"/rooms/{heard.split('=')[0]}/", headers={"Cookie": cookie})
        page.raise_for_status()
        cursors = ",".join(f'"{room}":"{cursor}"' for room, cursor in CURSORS.findall(page.text))
        shown = time.monotonic() - start
        address, origin = f"ws://127.0.0.1:{port}{path}", f"http://localhost:{port}"
        async with connect(address, origin=origin, additional_headers={"Cookie": cookie}) as line:
            await line.send(f'{{"hello":{{{cursors}}}}}')
            await line.recv()
            return shown, time.monotonic() - start

    async with httpx.AsyncClient(base_url=f"http://localhost:{port}", timeout=60) as client:
        places = [sit(client, line, seconds * place / len(lines)) for place, line in enumerate(lines)]
        return await asyncio.gather(*places)


def _sit_and_not_read(port, line):
    path, header, heard, _ = line.split("\t")
    return Silent(port, path, header.removeprefix("Cookie: "), dict(pair.split("=", 1) for pair in heard.split()))


def _split(connections, count):
    lines = Path(connections).read_text().splitlines()
    first = Path(connections).with_name("first")
    first.write_text("".join(f"{line}\n" for line in lines[:count]))
    return first, lines[count:]


def _median_and_most(values):
    values = sorted(values)
    return f"{values[len(values) // 2]:.2f}, {values[int(len(values) * 0.95)]:.2f}"


def _seconds(nanoseconds):
    return f"{nanoseconds / 1e9:.1f}"
