"""One server under load: at a steady rate, and at the highest rate that it sustains."""

from statistics import median

STEADY_RATE = 100  # messages a second
SUSTAINED_P99_MS = 100
GROWTH, HALVINGS, MOST_STEPS = 1.5, 3, 16


def steady(load, *, rate=STEADY_RATE, seconds=6, times=3):
    """The medians of some phases at one rate; what was lost or doubled is added up."""
    phases = [load.offer(rate, seconds, warm=2 if number == 0 else 0.5) for number in range(times)]
    sums = {name: sum(phase[name] for phase in phases) for name in ("expected", "lost", "doubled", "dropped")}
    return {name: median(phase[name] for phase in phases) for name in phases[0]} | sums


def sustained(load, start, *, seconds=3):
    """The highest rate that holds, within 5 %: up by half until one fails, then by halves of what is left."""
    low, high, rate = None, None, start
    for _ in range(MOST_STEPS):
        if holds(load, rate, seconds):
            low = rate
        else:
            high = rate
        if low and high and high / low <= GROWTH ** (1 / 2**HALVINGS) * 1.001:
            break
        rate = low * GROWTH if high is None else high / GROWTH if low is None else (low * high) ** 0.5
    return low or 0


def holds(load, rate, seconds):
    """Whether everything arrives in time at this rate. Once more if only some of it was late: the machine may have
    been busy elsewhere."""
    phase = load.offer(rate, seconds, warm=0.7, drain=3)
    if not _is_good(phase) and phase["p50_ms"] < SUSTAINED_P99_MS / 2:
        phase = load.offer(rate, seconds, warm=0.7, drain=3)
    if not _is_good(phase):
        load.offer(STEADY_RATE / 10, 1, warm=0, drain=20)  # until what has piled up is gone
    return _is_good(phase)


def _is_good(phase):
    return phase["p99_ms"] < SUSTAINED_P99_MS and phase["lost"] == phase["doubled"] == phase["dropped"] == 0
