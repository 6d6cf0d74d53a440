"""Nobody is put into the caucus of another party: its members are asked, and all of them must say yes."""

import pytest

from tests.cast import client_of, client_of_staff, viewer
from tests.live.scenario import say
from tests.live.table_scenarios import ask_about_dara
from workshops.programme.models import Assent, FloorMode, Placement
from workshops.rooms import guests
from workshops.rooms.models import Message
from workshops.rooms.page import place_of
from workshops.rules import NotAllowed


@pytest.fixture
def caucus(cast):
    """The first party's, in its own item; Dara is of the second."""
    cast.session_in("live")
    cast.start(Placement.CAUCUS, FloorMode.OPEN_SLOW)
    say(cast.bilal, cast.caucus(cast.first), "We could give up the lower field.")
    return cast.caucus(cast.first)


def hears(seat, room):
    return room.listeners.filter(seat=seat, until=None).exists()


def test_a_facilitator_is_asked_twice_and_by_neither_press_is_anybody_moved(cast, caucus):
    staff, url = client_of_staff(cast.users.ben), f"/sessions/{cast.session.pk}/moves/"
    form = {"seat": str(cast.dara.pk), "to": str(caucus.pk)}
    for _pressed in range(2):  # a double click of the first button asks nobody
        page = staff.post(url, form)
        assert (page.status_code, Assent.objects.filter(kind="caucus_guest").count()) == (409, 0)
    assert "<bdi>Dara</bdi> is not of <bdi>Upstream</bdi>." in page.text
    staff.post(url, form | {"confirmed": str(cast.second.pk)})  # said of another caucus
    assert not Assent.objects.filter(kind="caucus_guest").exists()
    for _pressed in range(2):
        staff.post(url, form | {"confirmed": str(cast.first.pk)})
    assert Assent.objects.filter(kind="caucus_guest").count() == 1
    assert not hears(cast.dara, caucus)
    own = staff.post(url, {"seat": str(cast.bilal.pk), "to": str(caucus.pk)})
    assert own.status_code == 422


def test_the_guest_comes_in_with_the_last_yes_and_goes_with_the_item(cast, caucus):
    ask_about_dara(cast)
    assert "May <bdi>Dara</bdi>, of another party, come into this room?" in client_of(cast.chen).get(f"/rooms/{caucus.pk}/").text
    client_of(cast.bilal).post(f"/rooms/{caucus.pk}/guest/answer/", {"answer": "yes"})
    assert not hears(cast.dara, caucus)
    client_of(cast.chen).post(f"/rooms/{caucus.pk}/guest/answer/", {"answer": "yes"})
    assert hears(cast.dara, caucus)
    cast.session.refresh_from_db()
    assert place_of(viewer(cast.dara), cast.session) == caucus
    page = client_of(cast.bilal).get(f"/rooms/{caucus.pk}/").text
    assert "A guest of another party is here, as all of you wanted" in page
    cast.start(Placement.PLENARY, FloorMode.OPEN_SLOW)
    assert not hears(cast.dara, caucus)
    assert not Message.objects.visible_to(viewer(cast.dara)).filter(room=caucus).exists()


def test_one_no_or_silence_keeps_the_door_closed_and_the_question_ends_with_the_item(cast, caucus):
    ask_about_dara(cast)
    guests.answer_guest(viewer(cast.bilal), room=caucus, answer="no")
    guests.answer_guest(viewer(cast.chen), room=caucus, answer="yes")
    assert not hears(cast.dara, caucus)
    for stranger in (cast.dara, cast.amina):  # who is asked about, and who facilitates it, do not answer
        with pytest.raises(NotAllowed):
            guests.answer_guest(viewer(stranger), room=caucus, answer="yes")
    cast.start(Placement.PLENARY, FloorMode.OPEN_SLOW)
    with pytest.raises(NotAllowed):
        guests.answer_guest(viewer(cast.bilal), room=caucus, answer="yes")


def test_nobody_is_asked_about_people_who_are_not_at_the_table_or_of_the_party(cast, caucus):
    for seat, party in ((cast.farid, cast.first), (cast.esi, cast.first), (cast.bilal, cast.first), (cast.dara, cast.second), (cast.dara, None)):
        with pytest.raises(NotAllowed):
            guests.ask_guest(viewer(cast.ben), room=caucus, seat=seat, party_id=party and party.pk)
