"""Hours that do not exist, and hours that come twice."""

from datetime import UTC, datetime

import pytest

from workshops.programme import wall_time

BERLIN = "Europe/Berlin"


@pytest.mark.parametrize(
    ("local", "zone", "moments"),
    [
        (datetime(2026, 4, 16, 9), "UTC", [datetime(2026, 4, 16, 9, tzinfo=UTC)]),
        (datetime(2026, 4, 16, 9), BERLIN, [datetime(2026, 4, 16, 7, tzinfo=UTC)]),
        (datetime(2026, 3, 29, 2, 30), BERLIN, []),
        (
            datetime(2026, 10, 25, 2, 30),
            BERLIN,
            [datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)],
        ),
        (datetime(2026, 10, 4, 2, 15), "Australia/Lord_Howe", []),  # a gap of half an hour
    ],
)
def test_an_hour_can_mean_one_moment_none_or_two(local, zone, moments):
    assert wall_time.readings(local, zone) == moments


def test_an_hour_that_is_jumped_over_has_two_neighbours():
    jumped = datetime(2026, 3, 29, 2, 30)
    assert wall_time.neighbours(jumped, BERLIN) == [
        datetime(2026, 3, 29, 1, 30),
        datetime(2026, 3, 29, 3, 30),
    ]
    assert wall_time.moment_of(jumped, BERLIN) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_fold_chooses_between_two():
    twice = datetime(2026, 10, 25, 2, 30)
    moments = [wall_time.moment_of(twice, BERLIN, fold) for fold in (0, 1)]
    assert moments == wall_time.readings(twice, BERLIN)
    once = datetime(2026, 10, 26, 2, 30)
    assert wall_time.moment_of(once, BERLIN, 1) == wall_time.moment_of(once, BERLIN)


def test_what_is_written_is_read_again():
    local = datetime(2026, 4, 16, 9, 5)
    assert wall_time.written(local) == "2026-04-16T09:05"
    assert wall_time.read(wall_time.written(local)) == local
