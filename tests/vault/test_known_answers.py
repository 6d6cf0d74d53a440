"""Envelopes of yesterday open tomorrow: the numbers here were worked out apart from the code and never change."""

import base64
import json
import uuid

import pytest

from workshops import clock
from workshops.vault.context import Context
from workshops.vault.models import Key
from workshops.vault.sealing import unseal

pytestmark = pytest.mark.django_db
ORGANISATION, WORKSHOP, AUTHOR, ROW = (uuid.UUID(int=number) for number in range(1, 5))
ROOM, SALT = f"room:{uuid.UUID(int=5)}", f"salt:{AUTHOR}"
# The key of the organisation is 00 01 … 1f, that of the room 20 … 3f, the salt of the author 40 … 5f.
WRAPPED_ROOM = (
    "a1a1a1a1a1a1a1a1a1a1a1a185e1d97df73b57f3ec348b66c415e9f841006f706edcc6df7312ea9beff0deead302ba1dc6bf4a9253c84188d5a0fcfb"
)
WRAPPED_SALT = (
    "a2a2a2a2a2a2a2a2a2a2a2a215cf5a41097f3dab41085bfe70793f399bf0058986a009dfdfdf1c90637e48045fdc1f8461f9226f40c2a472294a9eb2"
)
TEXTS_WITHOUT_AUTHOR = (
    "0100000029b0b0b0b0b0b0b0b0b0b0b0b0494419bb7735b7bc8a2bb1fe268f5a3fe3247537984f9d07a2f756a4ea6fddb1de0ca854c370a2ab689522bc7b008d"
)
TEXT_OF_AUTHOR = (
    "0100000029b1b1b1b1b1b1b1b1b1b1b1b1704f97aa3b4bda8933043ff4440ca09f9869403c0f906ca569b531e8184a395ed6498a3731"
)


@pytest.fixture
def known_keys(settings, tmp_path):
    """The key file and the key rows the answers were worked out with."""
    settings.KEY_FILE = tmp_path / "known.keys"
    settings.KEY_FILE.write_text(
        json.dumps({str(ORGANISATION): {"1": base64.b64encode(bytes(range(32))).decode()}})
    )
    for number, name, wrapped in ((41, ROOM, WRAPPED_ROOM), (42, SALT, WRAPPED_SALT)):
        Key.objects.create(
            pk=number,
            compartment=name,
            organisation_id=ORGANISATION,
            workshop_id=WORKSHOP,
            generation=1,
            wrapped=bytes.fromhex(wrapped),
            created_at=clock.now(),
        )


@pytest.mark.parametrize(
    ("envelope", "author_id", "value"),
    [(TEXTS_WITHOUT_AUTHOR, None, {"en": "We want the well back."}), (TEXT_OF_AUTHOR, AUTHOR, "نريد البئر")],
    ids=["texts by language, no author", "a text of an author"],
)
def test_a_known_envelope_opens(known_keys, envelope, author_id, value):
    opened = unseal(
        bytes.fromhex(envelope),
        compartment=ROOM,
        place=("workshops_message", ROW, "text"),
        author_id=author_id,
        context=Context(frozenset([ROOM])),
    )
    assert opened == value
