"""Figures as a calm table, and as JSON for whoever keeps them."""

import json
import os
from pathlib import Path

ROWS = [  # label, key, format
    ("application: p95 at 100 messages/s, ms", "p95_ms", "{:.1f}"),
    ("  beside bare websockets", "p95_ratio_to_bare", "{:.1f} x"),
    ("application: server time a delivery, µs", "cpu_us", "{:.0f}"),
    ("bare websockets", "bare_cpu_us", "{:.0f}"),
    ("  beside bare websockets", "cpu_per_delivery_ratio_to_bare", "{:.1f} x"),
    ("application: sustained messages/s", "sustained", "{:.0f}"),
    ("textbook Channels", "textbook_sustained", "{:.0f}"),
    ("  beside textbook Channels", "throughput_ratio_to_textbook_channels", "{:.2f} x"),
    ("deliveries lost", "lost", "{:.0f}"),
    ("deliveries doubled", "doubled", "{:.0f}"),
]
KEPT = ["p95_ms", "p95_ratio_to_bare", "cpu_per_delivery_ratio_to_bare", "throughput_ratio_to_textbook_channels", "lost", "doubled"]


def say(text=""):
    """One line for whoever waits."""
    print(text, flush=True)  # noqa: T201


def figures_of(application, bare, sustained):
    """The figures of one column. `sustained`: rates of the application and of the textbook consumer."""
    ours, theirs = sustained
    return {
        "p95_ms": application["p95_ms"],
        "p95_ratio_to_bare": round(application["p95_ms"] / bare["p95_ms"], 2),
        "cpu_us": application["server_us"],
        "bare_cpu_us": bare["server_us"],
        "cpu_per_delivery_ratio_to_bare": round(application["server_us"] / bare["server_us"], 2),
        "sustained": ours,
        "textbook_sustained": theirs,
        "throughput_ratio_to_textbook_channels": round(ours / theirs, 2),
        "lost": application["lost"],
        "doubled": application["doubled"],
    }


def table(title, heads, rows):
    """Lines of a table; the first column is words, the others are numbers."""
    widths = [max(len(str(row[place])) for row in [heads, *rows]) for place in range(len(heads))]
    say(f"\n{title}")
    for row in [heads, *rows]:
        first, *others = (str(cell) for cell in row)
        say("  ".join([first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))]))


def print_headline(columns):
    """{column: figures} as a table."""
    rows = [(label, *(form.format(it[key]) for it in columns.values())) for label, key, form in ROWS]
    table("50 rooms of 12 people, two languages, one core", ["", *columns], rows)


def write_json(columns):
    """What `BENCH_JSON` asks for, and no more."""
    if path := os.environ.get("BENCH_JSON"):
        kept = {name: {key: figures[key] for key in KEPT} for name, figures in columns.items()}
        Path(path).write_text(json.dumps(kept, indent=2) + "\n")
