"""A call beside the text: shown to those who hear the room, to nobody else, and never fetched."""

import pytest

from workshops.rooms import attaching
from workshops.rooms.models import CallLink
from workshops.rules import NotAllowed

CALL = {"url": "https://meet.example.org/9f2c?a=1&b=2", "name": "Voice"}


@pytest.fixture
def beside_caucus(cast, session_in, viewer):
    """Amina has attached a call to the first party's caucus."""
    session_in("live")
    return attaching.attach_link(viewer(cast.amina), room=cast.caucus(cast.first), **CALL)


def test_it_stands_in_its_room_and_in_no_other(cast, client_of, client_of_staff, beside_caucus):
    inside = client_of(cast.bilal).get(f"/rooms/{beside_caucus.room_id}/")
    link = '<a href="https://meet.example.org/9f2c?a=1&amp;b=2" target="_blank" rel="noreferrer noopener" referrerpolicy="no-referrer"'
    assert link in inside.text and "learns where you connect from" in inside.text
    policy = inside.headers["Content-Security-Policy"]
    assert "meet.example.org" not in policy and "default-src 'none'" in policy
    for browser in (client_of(cast.bilal), client_of(cast.dara), client_of_staff(cast.users.ben)):
        assert "meet.example.org" not in browser.get(f"/rooms/{cast.plenary.pk}/").text


@pytest.mark.parametrize("who", ["ben", "bilal", "dara", "esi"])
def test_to_a_caucus_only_its_accepted_facilitator_attaches_one(cast, viewer, beside_caucus, who):
    with pytest.raises(NotAllowed):
        attaching.attach_link(viewer(cast.people[who]), room=beside_caucus.room, **CALL)
    with pytest.raises(NotAllowed):
        attaching.remove_link(viewer(cast.people[who]), room=beside_caucus.room)
    assert attaching.link_of(beside_caucus.room) == beside_caucus


def test_another_takes_its_place_and_it_can_be_taken_away(cast, client_of, client_of_staff, beside_caucus):
    amina, bilal, url = client_of_staff(cast.users.amina), client_of(cast.bilal), f"/rooms/{beside_caucus.room_id}/"
    amina.post(f"{url}call-link/", {"name": " Our \n call ", "address": "https://other.example/x"})
    assert "https://other.example/x" in bilal.get(url).text and "meet.example.org" not in bilal.get(url).text
    assert "Our call" in amina.get(f"{url}call-link/").text
    amina.post(f"{url}call-link/removal/")
    assert "other.example" not in bilal.get(url).text
    assert CallLink.objects.filter(ended_at=None).count() == 0


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("", "Paste the address."),
        ("http://meet.example.org/", "must begin with https"),
        ("javascript:alert(1)", "must begin with https"),
        ("//meet.example.org/", "must begin with https"),
        ("https://bilal:secret@meet.example.org/", "a name or a password"),
        ("https://:@meet.example.org/", "a name or a password"),
        ("https://localhost/", "This is no address"),
        ("https://meet.example.org/a b", "This is no address"),
        ("https://meet.example.org/\u202egro", "This is no address"),
        ("https://[::1", "This is no address"),
        ("https://meet.example.org:port/", "This is no address"),
        (f"https://meet.example.org/{'x' * 400}", "at most 400 characters"),
    ],
)
def test_what_is_no_address_of_a_call_is_refused_at_its_field(cast, client_of_staff, session_in, address, why):
    session_in("live")
    amina, url = client_of_staff(cast.users.amina), f"/rooms/{cast.plenary.pk}/call-link/"
    refused = amina.post(url, {"name": "Voice", "address": address})
    field = refused.text.partition('for="id_address"')[2]
    assert refused.status_code == 422 and why in field and 'value="Voice"' in refused.text
    assert not CallLink.objects.exists()
