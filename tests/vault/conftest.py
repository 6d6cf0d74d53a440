"""A place to seal for: an organisation with its key, and keys for a few compartments."""

import uuid

import pytest

from tests.cast import viewer
from workshops.rooms.actions import post_message
from workshops.vault.context import Context, compartment
from workshops.vault.keyfile import make_organisation_key
from workshops.vault.keys import make_keys
from workshops.vault.sealing import seal, unseal


class Drawer:
    """Seals and opens values for one place, so that a test names only what it changes."""

    def __init__(self):
        self.organisation_id, self.workshop_id = uuid.uuid4(), uuid.uuid4()
        self.author_id, self.other_author_id = uuid.uuid4(), uuid.uuid4()
        self.room, self.other_room = (compartment("room", uuid.uuid4()) for _ in range(2))
        self.place = ("workshops_message", uuid.uuid4(), "text")
        make_organisation_key(self.organisation_id)
        salts = [f"salt:{author}" for author in (self.author_id, self.other_author_id)]
        self.make(self.room, self.other_room, *salts)

    def make(self, *names):
        """Keys for more compartments of the same workshop."""
        make_keys(*names, organisation_id=self.organisation_id, workshop_id=self.workshop_id)

    def seal(self, value="We want the well back.", **changes):
        """An envelope of this value for the room, by the author."""
        return seal(value, **{"compartment": self.room, "place": self.place, "author_id": self.author_id} | changes)

    def unseal(self, envelope, **changes):
        """What is in it, with all compartments open unless the test closes them."""
        context = Context(frozenset([self.room, self.other_room]))
        where = {"compartment": self.room, "place": self.place, "author_id": self.author_id, "context": context}
        return unseal(envelope, **where | changes)


@pytest.fixture
def drawer(db):
    """See Drawer."""
    return Drawer()


@pytest.fixture
def everything(cast):
    """A context that holds every compartment of the cast's workshop: what nobody in the house ever holds."""
    rooms = cast.workshop.rooms.values_list("pk", flat=True)
    kinds = [compartment(kind, cast.workshop.pk) for kind in ("programme", "roster", "board", "staff", "record")]
    own = [compartment("own", seat.pk) for seat in cast.people.values()]
    return Context(frozenset([*kinds, *own, *(compartment("room", room) for room in rooms)]))


@pytest.fixture
def said(cast, session_in):
    """Words of Bilal and of Chen in the plenary and in their caucus, as stored."""
    session_in("live")
    words = {}
    for room_name, room in (("plenary", cast.plenary), ("caucus", cast.caucus(cast.first))):
        room.is_open = True
        room.save(update_fields=["is_open"])
        for name in ("bilal", "chen"):
            who = viewer(cast.people[name])
            words[name, room_name] = post_message(who, room=room, text=f"{name} in {room_name}", client_key=uuid.uuid4())
    return words
