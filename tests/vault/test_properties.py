"""A thousand random values, places and authors: each opens where it was sealed, and after any change nowhere."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workshops.vault import CannotOpen
from workshops.vault.models import Key
from workshops.vault.sealing import _bound

text = st.text(max_size=200)
value = st.one_of(text, st.dictionaries(st.sampled_from(["en", "ar", "fr"]), text, min_size=1))
place = st.tuples(st.text(min_size=1, max_size=30), st.uuids(version=4), st.text(min_size=1, max_size=30))


@settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=value, place=place, other=place, is_authored=st.booleans(), data=st.data())
def test_it_opens_there_and_only_there(drawer, value, place, other, is_authored, data):
    where = {"place": place, "author_id": drawer.author_id if is_authored else None}
    envelope = drawer.seal(value, **where)
    assert drawer.unseal(envelope, **where) == value
    if other != place:
        with pytest.raises(CannotOpen):
            drawer.unseal(envelope, **where | {"place": other})
    altered = bytearray(envelope)
    altered[data.draw(st.integers(0, len(envelope) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(CannotOpen):
        drawer.unseal(bytes(altered), **where)


@settings(max_examples=200, deadline=None)
@given(parts=st.tuples(text, text, text), cut=st.integers(0, 200))
def test_no_two_places_are_bound_alike(parts, cut):
    """Each part is bound with its length: moving a letter from one into the next is another place."""
    row = Key(organisation_id="o", workshop_id="w", compartment="c", pk=1)
    table, identity, field = parts
    moved = (table + identity[:1], identity[1:], field)
    assert (_bound(row, parts) == _bound(row, moved)) == (parts == moved)
