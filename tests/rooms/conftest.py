"""Short hands for the acts in a room."""

import uuid

import pytest

from tests.cast import viewer
from tests.interpreting import interpreter
from workshops.rooms.actions import post_message
from workshops.rules import NotAllowed


@pytest.fixture
def say():
    """`say(cast.dara, room)`: this person says something there."""

    def say(seat, room, text="The well is dry.", key=None):
        return post_message(viewer(seat), room=room, text=text, client_key=key or uuid.uuid4())

    return say


@pytest.fixture
def silence(say):
    """`silence(cast.dara, room)`: why this person cannot say anything there; None when they have said it."""

    def silence(seat, room):
        try:
            say(seat, room)
        except NotAllowed as refusal:
            return str(refusal)
        return None

    return silence


@pytest.fixture
def plenary(cast, session_in):
    """The plenary of a live session in which everyone may speak."""
    session_in("live")
    return cast.plenary


# languages
@pytest.fixture
def rhea(cast, session_in):
    """An interpreter between English and Arabic, agreed by both parties, at the plenary of a live session."""
    return interpreter(cast, session_in)
