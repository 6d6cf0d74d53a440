"""What time it is. Everybody asks here; tests and the demo shift it by environment, in child processes too."""

import datetime
import os

from django.utils import timezone

_OFFSET = float(os.environ.get("CLOCK_OFFSET", "0"))
_RATE = float(os.environ.get("CLOCK_RATE", "1"))
_BEGAN = float(os.environ.get("CLOCK_BEGAN", "0")) or timezone.now().timestamp()  # noqa: TID251


def now():
    """This moment as an aware datetime in UTC, shifted by CLOCK_OFFSET seconds and running CLOCK_RATE times as fast."""
    real = timezone.now()  # noqa: TID251
    shift = _OFFSET + (real.timestamp() - _BEGAN) * (_RATE - 1)
    return real + datetime.timedelta(seconds=shift) if shift else real
