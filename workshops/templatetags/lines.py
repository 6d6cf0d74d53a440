"""Time drawn as lines: the agenda as one track, and planned beside real minutes."""

LENGTH = 400  # of the whole track, in its own units
GAP = 3  # between two stretches


def agenda_track(minutes, place, elapsed):
    """Stretches as long as their minutes: those before `place` filled, the present one as far as `elapsed`."""
    unit = (LENGTH - GAP * len(minutes)) / max(sum(minutes), 1)
    start, drawn = 0.0, []
    for number, length in enumerate(minutes):
        drawn.append(_stretch("past" if number < place else "", start, length * unit, is_thick=False))
        if number == place:
            drawn += _present(start, length, elapsed, unit)
        start += length * unit + GAP
    return drawn


def _present(start, length, elapsed, unit):
    done = [_stretch("now", start, min(elapsed, length) * unit, is_thick=True)]
    if elapsed > length:
        done.append(_stretch("over", start + (length - 2) * unit, 2 * unit, is_thick=True))
    return done


def _stretch(look, start, width, *, is_thick):
    y, height = ("1", "6") if is_thick else ("3.2", "1.6")
    return {"look": look, "x": f"{start:.1f}", "width": f"{width:.1f}", "y": y, "height": height}
