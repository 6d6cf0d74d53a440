"""What was sealed opens where it was sealed, whole, for those who hold the compartment; nowhere else."""

import uuid

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from workshops.vault import CannotOpen, NotYours
from workshops.vault.context import Context
from workshops.vault.keyfile import make_organisation_key
from workshops.vault.keys import destroy_keys, forget_opened_keys
from workshops.vault.models import Key

OTHER = uuid.UUID(int=9)


def test_it_opens_where_it_was_sealed(drawer):
    assert drawer.unseal(drawer.seal()) == "We want the well back."


@pytest.mark.parametrize(
    "changes",
    [
        lambda drawer: {"compartment": drawer.other_room},
        lambda drawer: {"place": ("workshops_draft", *drawer.place[1:])},
        lambda drawer: {"place": (drawer.place[0], OTHER, drawer.place[2])},
        lambda drawer: {"place": (*drawer.place[:2], "note")},
        lambda drawer: {"author_id": drawer.other_author_id},
        lambda drawer: {"author_id": None},
    ],
    ids=["compartment", "table", "row", "field", "author", "no author"],
)
def test_it_opens_nowhere_else(drawer, changes):
    with pytest.raises(CannotOpen):
        drawer.unseal(drawer.seal(), **changes(drawer))


@pytest.mark.parametrize("column", ["organisation_id", "workshop_id", "compartment", "generation"])
def test_an_altered_key_row_opens_nothing(drawer, column):
    envelope = drawer.seal()
    altered = {"organisation_id": OTHER, "workshop_id": OTHER, "compartment": "room:x", "generation": 2}[column]
    make_organisation_key(OTHER)
    make_organisation_key(drawer.organisation_id)
    Key.objects.filter(compartment=drawer.room).update(**{column: altered})
    forget_opened_keys()
    with pytest.raises(CannotOpen):
        drawer.unseal(envelope)


def test_another_key_number_does_not_open_it(drawer):
    envelope = drawer.seal()
    others = Key.objects.exclude(compartment=drawer.room).values_list("pk", flat=True)
    for number in [*others, 0, 2**32 - 1]:
        with pytest.raises(CannotOpen):
            drawer.unseal(envelope[:1] + number.to_bytes(4, "big") + envelope[5:])


def test_no_byte_of_it_can_be_changed(drawer):
    envelope = drawer.seal("No.")
    for place in range(len(envelope)):
        for bit in (0x01, 0x80):
            altered = bytearray(envelope)
            altered[place] ^= bit
            with pytest.raises(CannotOpen):
                drawer.unseal(bytes(altered))


def test_it_cannot_be_cut_or_extended(drawer):
    envelope = drawer.seal("No.")
    for length in range(len(envelope)):
        with pytest.raises(CannotOpen):
            drawer.unseal(envelope[:length])
    with pytest.raises(CannotOpen):
        drawer.unseal(envelope + b"\0")


def test_two_envelopes_of_one_text_differ(drawer):
    assert drawer.seal() != drawer.seal()


def test_a_closed_compartment_is_refused_before_any_key_is_looked_up(drawer):
    envelope = drawer.seal()
    forget_opened_keys()
    with CaptureQueriesContext(connections["keys"]) as queries, pytest.raises(NotYours):
        drawer.unseal(envelope, context=Context(frozenset([drawer.other_room])))
    assert len(queries) == 0


def test_nothing_is_sealed_without_a_key(drawer):
    with pytest.raises(CannotOpen):
        drawer.seal(compartment="room:none")
    destroy_keys(drawer.room)
    with pytest.raises(CannotOpen):
        drawer.seal()
