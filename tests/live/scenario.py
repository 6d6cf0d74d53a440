"""What a scenario is, and what several of them begin with."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from tests.cast import viewer
from workshops.rooms import actions as rooms
from workshops.rooms.models import Message


@dataclass(frozen=True)
class Scenario:
    """`before(cast)` brings the house where the act is possible, `act(cast)` leaves the event."""

    act: Callable
    before: Callable = lambda cast: cast.session_in("live")


def say(seat, room, text="The well is dry."):
    """This person says something."""
    return rooms.post_message(viewer(seat), room=room, text=text, client_key=uuid.uuid4())


def everybody_talks(cast):
    """A live session with something in every room."""
    cast.session_in("live")
    for room in (cast.plenary, cast.caucus(cast.first), cast.caucus(cast.second), cast.staff_room):
        for seat in (cast.amina, cast.ben):
            if room.listeners.filter(seat=seat).exists():
                say(seat, room, "Welcome.\nWho begins?")
    say(cast.dara, cast.plenary)
    say(cast.eli, cast.help_desk(cast.eli), "أحتاج إلى استراحة")


def message_of(seat):
    """The last message of this person."""
    return Message.objects.filter(seat=seat).latest("posted_at")


def in_state(state):
    """The session in that state."""
    return lambda cast: cast.session_in(state)


def running_act(act, **more):
    """An act of Ben upon the session."""
    return lambda cast: act(viewer(cast.ben), session=cast.session, **more)
