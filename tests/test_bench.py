"""The bench measures what it says: a small house under a short load, with every server it knows."""

import json

import pytest

from bench import measure, report
from bench.load import Load
from bench.servers import application, baseline, column, fill_house, plain_connections

NONE_OF_THEM = dict.fromkeys(("lost", "doubled", "unstored", "refused", "sent_away", "dropped"), 0)
FIGURES = {"p95_ms": 4.0, "server_us": 100.0, "lost": 0, "doubled": 0}


def counted(phase):
    """What must not happen, and how often it did."""
    return {name: phase[name] for name in NONE_OF_THEM}


@pytest.mark.slow
def test_a_room_of_two_for_two_seconds():
    with column("embedded") as environment:
        connections = fill_house(environment, 1, 2)
        with application(environment) as server, Load(server.port, 2, connections, server.process.pid) as load:
            ours = load.offer(10, 2)
        plain = plain_connections(environment, 1, 2)
        with baseline(environment, "bare", 800) as server, Load(server.port, 2, plain, server.process.pid) as load:
            bare = load.offer(10, 2)
        with baseline(environment, "textbook") as server, Load(server.port, 2, plain) as load:
            textbook = load.offer(10, 2)
    assert [counted(phase) for phase in (ours, bare, textbook)] == [NONE_OF_THEM] * 3
    assert [phase["delivered"] for phase in (ours, bare, textbook)] == [60] * 3
    assert bare["frame_bytes"] == 800
    assert ours["server_us"] > 0  # the kernel counts in hundredths of a second: the bare one may have none


class Pretended:
    """A server that holds up to 400 messages a second, as the load client would report it."""

    def offer(self, rate, seconds, *, warm, drain):
        """One phase."""
        late = rate > 400
        return {"p50_ms": 300 * late, "p99_ms": 900 * late, "lost": 0, "doubled": 0, "dropped": 0}


def test_the_search_ends_within_five_per_cent():
    assert 400 / 1.06 < measure.sustained(Pretended(), 150) <= 400
    assert 400 / 1.06 < measure.sustained(Pretended(), 2000) <= 400


def test_what_is_kept_is_what_was_asked_for(tmp_path, monkeypatch):
    monkeypatch.setenv("BENCH_JSON", str(tmp_path / "bench.json"))
    bare = FIGURES | {"p95_ms": 1.0, "server_us": 20.0}
    report.write_json({"embedded": report.figures_of(FIGURES, bare, (900, 450))})
    assert json.loads((tmp_path / "bench.json").read_text()) == {
        "embedded": {
            "p95_ms": 4.0,
            "p95_ratio_to_bare": 4.0,
            "cpu_per_delivery_ratio_to_bare": 5.0,
            "throughput_ratio_to_textbook_channels": 2.0,
            "lost": 0,
            "doubled": 0,
        }
    }
