"""How a person may be reached: named by themselves, seen by nobody else, taken back in one press."""

import pytest

from tests.cast import viewer
from tests.followups.conftest import allow
from workshops import rules
from workshops.followups.channel import name_channel
from workshops.followups.dispatch import send_due
from workshops.followups.models import Dispatch
from workshops.programme.models import Pass, Seat
from workshops.rules import NotAllowed
from workshops.vault import NotYours

URL = "/arrival/channel/"


def seat_of(cast):
    """Dara's seat as it stands."""
    return Seat.objects.get(pk=cast.dara.pk)


def test_an_address_lies_under_the_persons_own_key(cast, client_of):
    answer = client_of(cast.dara).post(URL, {"channel": "mail", "address": "safe@example.org"})
    assert answer.headers["Location"] == "/arrival/lobby/"
    seat = seat_of(cast)
    assert (seat.channel, seat.open(rules.keys_for(viewer(cast.dara)), "contact")) == ("mail", "safe@example.org")
    with pytest.raises(NotYours):
        seat.open(rules.keys_for(viewer(cast.amina)), "contact")


def test_through_the_facilitators_no_address_is_kept(cast, client_of):
    client_of(cast.dara).post(URL, {"channel": "voice", "address": "old@example.org"})
    assert (seat_of(cast).channel, seat_of(cast).contact) == ("voice", None)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "channel"),
        ({"channel": "pigeon"}, "channel"),
        ({"channel": "mail"}, "address"),
        ({"channel": "mail", "address": "not an address"}, "address"),
    ],
)
def test_bad_input_is_said_at_its_field_and_nothing_typed_is_lost(cast, client_of, typed, field):
    answer = client_of(cast.dara).post(URL, typed)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert typed.get("address", "") in answer.text
    assert seat_of(cast).channel == "voice"


def test_not_safe_is_one_press_and_closes_every_mailed_door(meeting, reached, client_of):
    hers = client_of(reached.dara)
    send_due()
    mailed = Pass.objects.get(seat=reached.dara, purpose="return")
    assert hers.post(URL, {"channel": "unsafe"}).status_code == 302
    mailed.refresh_from_db()
    assert mailed.revoked_at is not None
    assert hers.get("/arrival/lobby/").status_code == 200  # where she is, she stays
    assert (seat_of(reached).channel, seat_of(reached).contact) == ("unsafe", None)
    states = Dispatch.objects.filter(seat=reached.dara).exclude(kind="invite").values_list("state", "why")
    assert set(states) == {("void", "unsafe")}


def test_not_safe_is_seen_by_the_team_and_nobody_is_asked_to_call(meeting, reached, client_of_staff):
    name_channel(viewer(reached.dara), channel="unsafe")
    send_due()
    page = client_of_staff(reached.users.amina).get(f"/workshops/{reached.workshop.pk}/followups/")
    assert [telling.place.name for telling in page.context["tellings"]] == ["Chen", "Esi"]
    assert [place.name for place in page.context["unreachable"]] == ["Dara"]


def test_facilitators_have_no_such_page(cast):
    with pytest.raises(NotAllowed):
        name_channel(viewer(cast.amina), channel="mail", address="amina@example.org")


def test_the_page_says_when_nothing_is_sent_for_want_of_consent(cast, client_of):
    hers = client_of(cast.dara)
    assert hers.get(URL).context["may_be_reached"] is False
    allow(cast.dara)
    assert hers.get(URL).context["may_be_reached"] is True
