"""Many at once: each message is stored once and the log has no gap, however often a browser tries again."""

import threading
import uuid

import pytest
from django.db import connections

from tests.cast import viewer
from workshops.live.log import Event
from workshops.rooms.actions import post_message
from workshops.rooms.models import Message

THREADS, MESSAGES, TRIES = 8, 5, 3


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_who_try_again_leave_no_duplicate_and_no_gap(session_in, cast):
    session_in("live")
    room, before = cast.plenary, cast.plenary.head
    guests = [viewer(seat) for seat in (cast.bilal, cast.chen, cast.dara, cast.eli)]
    keys = {(number, message): uuid.uuid4() for number in range(THREADS // 2) for message in range(MESSAGES)}
    results, problems, gate = [], [], threading.Barrier(THREADS)

    def speak(number):
        """Two threads say the same: a browser that tries again before it has heard of the first try."""
        try:
            gate.wait()
            for message in range(MESSAGES):
                for _ in range(TRIES):
                    key = keys[number // 2, message]
                    said = post_message(guests[number // 2], room=room, text=f"{message}", client_key=key)
                    results.append((key, said.pk))
        except Exception as problem:
            problems.append(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=speak, args=[number]) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert len(set(results)) == len(keys) == Message.objects.count()
    numbers = list(Event.objects.filter(room=room, kind="message.posted").order_by("seq").values_list("seq", flat=True))
    assert numbers == list(range(before + 1, before + 1 + len(keys)))
