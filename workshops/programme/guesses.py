"""Typed codes are short enough to be guessed at: after some wrong ones from one place, others from there must wait.

Counted in this process only, under the stand-in for an address that changes every day; the address is never kept.
A browser that holds a seat is not counted: one guesser does not shut out an office that shares an address.
"""

import time
from collections import defaultdict, deque

from allauth.account.adapter import get_adapter

from workshops.viewer import seat_of

MOST = 20  # wrong codes …
SECONDS = 60  # … within this time
_wrong = defaultdict(deque)


def are_too_many(request):
    """Whether codes from this place are to wait."""
    return seat_of(request) is None and len(_recent(_place(request))) >= MOST


def count(request):
    """One more wrong code from this place."""
    if len(_wrong) > 10_000:
        forget()
    _recent(_place(request)).append(time.monotonic())


def forget():
    """Begin to count anew."""
    _wrong.clear()


def _recent(place):
    times = _wrong[place]
    while times and times[0] < time.monotonic() - SECONDS:
        times.popleft()
    return times


def _place(request):
    return get_adapter().get_client_ip(request)
