"""The one socket, from end to end: who is let in, what is heard in which order, what ends it."""

import uuid

import pytest
import pytest_asyncio
from asgiref.sync import sync_to_async
from channels.layers import channel_layers
from django.conf import settings
from django.db import connections

from tests.cast import client_of, client_of_staff, viewer
from tests.live.line import Line
from tests.live.scenario import say
from workshops.live import cursors, hub, threads
from workshops.live.log import Event
from workshops.rooms.models import Message, Presence
from workshops.running.door import remove_person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.asyncio]


@pytest_asyncio.fixture
async def line(cast):
    """`await line(browser)`: a socket of this browser into the cast's workshop; all are closed in the end."""
    opened = []

    async def line(browser=None, workshop=None, origin=settings.BASE_URL):
        jar = browser.cookies.items() if browser else ()
        cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in jar)
        socket = Line((workshop or cast.workshop).pk, cookies, origin)
        opened.append(socket)
        socket.is_open = await socket.open()
        return socket

    yield line
    for socket in opened:
        await socket.end()
    house = hub.hub()
    for task in filter(None, [*house.tasks, *house.attendance.tasks.values()]):
        task.cancel()
    hub._hubs.clear()
    channel_layers.backends.clear()
    await sync_to_async(threads.close_connections)()
    await sync_to_async(connections.close_all)()  # of the thread in which this test asked the house


def in_plenary(cast, seat):
    """What a page of the plenary would say first: from here on."""
    room, who = cast.plenary, viewer(seat)
    return {"hello": {str(room.pk): cursors.make(room.pk, who, room.head)}}


async def listening(line, cast, seat):
    """A socket of this person that listens to the plenary."""
    browser = await sync_to_async(client_of)(seat)
    socket = await line(browser)
    await socket.say(await sync_to_async(in_plenary)(cast, seat))
    await socket.say({"ping": 1})
    assert await socket.hear() == {"pong": 1}
    return socket


@pytest.fixture
def live(cast, session_in):
    """The cast in a live session."""
    session_in("live")
    cast.plenary_id = cast.plenary.pk
    return cast


async def test_what_is_said_is_acknowledged_and_heard_by_all_in_one_order(live, line):
    dara, bilal = [await listening(line, live, seat) for seat in (live.dara, live.bilal)]
    keys = [str(uuid.uuid4()) for _ in range(3)]
    for key in keys:
        fields = {"room": str(live.plenary_id), "text": f"Word {key}", "client_key": key}
        await dara.say({"post": fields})
    assert await words_heard(dara, keys, is_author=True) == (keys, keys)
    assert await words_heard(bilal, keys) == (keys, [])


async def words_heard(socket, keys, *, is_author=False):
    """(keys heard, keys acknowledged) in their order, until all have come. A frame may hold several statements."""
    heard, posted = [], []
    while len(heard) < len(keys) or (is_author and len(posted) < len(keys)):
        frame = await socket.hear()
        posted += [frame["posted"]] if "posted" in frame else []
        heard += [key for op in frame.get("ops", ()) for key in keys if f"Word {key}" in op.get("html", "")]
    return heard, posted


async def test_a_repeat_is_acknowledged_and_stored_once(live, line):
    dara = await listening(line, live, live.dara)
    fields = {"room": str(live.plenary_id), "text": "Once.", "client_key": str(uuid.uuid4())}
    for _ in range(2):
        await dara.say({"post": fields})
    acknowledged = 0
    while acknowledged < 2:
        acknowledged += "posted" in await dara.hear()
    assert await Message.objects.acount() == 1


async def test_a_post_into_a_room_one_does_not_hear_is_refused_like_one_that_is_not_there(live, line):
    dara = await listening(line, live, live.dara)
    caucus = await sync_to_async(live.caucus)(live.first)
    answers = []
    for room in (caucus.pk, uuid.uuid4()):
        await dara.say({"post": {"room": str(room), "text": "Hm.", "client_key": "5a" * 16}})
        answers.append(await dara.hear())
    assert answers[0] == answers[1] == {"refused": "5a" * 16, "errors": ["You are not in this room."]}
    assert await Message.objects.acount() == 0


async def test_who_is_removed_is_told_goodbye_and_nothing_else(live, line):
    dara = await listening(line, live, live.dara)

    def remove_and_speak():
        remove_person(viewer(live.amina), session=live.session, seat=live.dara)
        say(live.bilal, live.plenary, "Now that she is gone.")

    await sync_to_async(remove_and_speak)()
    assert await dara.hear() == {"bye": "removed", "room": str(live.plenary_id)}
    assert await dara.code() == 4403


async def test_a_cursor_of_somebody_else_is_answered_with_reset(live, line):
    browser = await sync_to_async(client_of)(live.dara)
    socket = await line(browser)
    await socket.say(await sync_to_async(in_plenary)(live, live.eli))
    assert await socket.hear() == {"reset": str(live.plenary_id)}


async def test_whoever_has_no_seat_here_is_not_let_in(live, line):
    outsiders = [
        (None, None),
        (await sync_to_async(client_of)(live.farid), None),
        (await sync_to_async(client_of)(live.dara), live.other_workshop),
        (await sync_to_async(client_of_staff)(live.users.noor), None),
        (await sync_to_async(client_of_staff)(live.users.zoe), None),
    ]
    for browser, workshop in outsiders:
        assert await (await line(browser, workshop)).code() == 4404


async def test_staff_without_a_second_factor_are_not_let_in(live, line):
    browser = await sync_to_async(client_of_staff)(live.users.ben)
    await live.users.ben.authenticator_set.all().adelete()
    assert await (await line(browser)).code() == 4404


async def test_a_page_of_another_site_gets_no_line(live, line):
    browser = await sync_to_async(client_of)(live.dara)
    for origin in ("https://elsewhere.example", settings.BASE_URL.replace("http", "https", 1), "null"):
        assert (await line(browser, origin=origin)).is_open is False


NO_FRAMES = [
    "", "no JSON", "[]", "{}", '{"shout": 1}', '{"ping": 1, "hello": {}}', '{"hello": []}', '{"hello": {"x": "y"}}',
    '{"post": {}}', '{"post": {"room": 1, "client_key": 2}}', '{"ping": "' + "a" * 17000 + '"}', "[" * 5000,
]  # fmt: skip


async def test_anything_else_closes_the_line(live, line):
    browser = await sync_to_async(client_of)(live.dara)
    for frame in NO_FRAMES:
        socket = await line(browser)
        await socket.say(frame)
        assert await socket.code() == 4400, frame


async def test_one_is_present_in_the_rooms_one_listens_to_and_in_no_other(live, line):
    await listening(line, live, live.dara)
    house = hub.hub()
    assert house._sitting() == {(live.plenary_id, live.dara.pk)}
    await house.attendance._write_came()
    present = [pair async for pair in Presence.objects.values_list("room_id", "seat_id")]
    assert present == [(live.plenary_id, live.dara.pk)]


async def test_listening_leaves_no_event(live, line):
    before = await Event.objects.acount()
    await listening(line, live, live.dara)
    assert await Event.objects.acount() == before
