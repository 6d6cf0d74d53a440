"""The third house test. Marked texts are searched in everything the house gives out, to everybody, and everywhere it
writes something down. Who sees a mark is as declared, no more and no fewer; at rest there is none."""

import base64
import datetime
import json
import logging

import pytest
from channels.layers import InMemoryChannelLayer, channel_layers
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connections

from accounts.invitations import send_due_invitations
from facilitator.celery import app as celery_app
from facilitator.logs import JsonLine
from tests.cast import viewer
from tests.security.access import ADDRESSES
from tests.security.address import HEARS
from tests.security.marks import MAY_SEE, mark, new_marks
from tests.security.stage import EVERYBODY
from tests.security.test_access import Visit, cases
from workshops.followups import actions as meetings
from workshops.followups.models import Dispatch
from workshops.live import cursors
from workshops.live.reader import catch_up
from workshops.programme.arrival import answer_consent, consent_text
from workshops.tasks import sweep


@pytest.fixture
def marks():
    """{compartment: its mark}."""
    return new_marks()


def found_in(text, marks):
    """The compartments whose mark stands in a text, as it is or as databases and queues would write it."""
    hits = set()
    for name, word in marks.items():
        raw = word.encode()
        forms = (word, raw.hex(), base64.b64encode(raw).decode().rstrip("=")[:-1])
        if any(form in text for form in forms):
            hits.add(name)
    return hits


@pytest.fixture
def house(cast, marks):
    """The house while all talk, with every mark in its place."""
    house = Visit(cast, lambda cast: mark(cast, marks))
    rooms = (cast.plenary, cast.caucus(cast.first), cast.caucus(cast.second), cast.staff_room, cast.help_desk(cast.dara))
    house.rooms = dict(zip(HEARS, rooms, strict=True)) | {"pair": cast.pair.room}
    house.rooms |= {"group": cast.tables[0]}
    return house


def everything_given_to(house, person, names):
    """Every response of every address whose door opens to this person, and what it says in its headers.

    Whoever stands before a closed door gets what they would get if nothing were behind it: `test_access.py`.
    """
    for name, room, address in cases():
        if name in names and person in address.enters:
            for method in ("get", "post") if address.is_read else ("post",):
                form = address.form(house.cast, person) if method == "post" else {}
                response, _ = house.ask(person, method, house.url(name, room), **form)
                yield f"{response.headers}{response.content.decode(errors='replace')}"


def frames_for(cast, person):
    """Everything a person would hear of every room from its first event on, whoever they are."""
    if hasattr(cast, person):
        who = viewer(getattr(cast, person))
        for room in cast.workshop.rooms.order_by("pk"):
            yield catch_up(who, room, cursors.make(room.pk, who, 0))


def who_sees(house, marks, names):
    """{mark: who sees it} at these addresses and in all frames."""
    seen = {name: set() for name in marks}
    for person in EVERYBODY:
        for given in (*everything_given_to(house, person, names), *frames_for(house.cast, person)):
            for name in found_in(given, marks):
                seen[name].add(person)
    return seen


def test_each_person_sees_what_is_theirs_and_nothing_else(house, marks):
    seen = who_sees(house, marks, ADDRESSES)
    assert {name: who for name, who in seen.items() if who != set(MAY_SEE[name])} == {}


def test_no_room_tells_anybody_what_is_not_theirs(house, marks):
    """The same, of the rooms alone."""
    seen = who_sees(house, marks, ("room_detail", "frame_list"))
    assert {name: more for name, who in seen.items() if (more := who - set(MAY_SEE[name]))} == {}


# --- what the house writes down -----------------------------------------------------------------------------


class Overheard(InMemoryChannelLayer):
    """The channel layer of the house, and all that ever went through it."""

    def __init__(self):
        super().__init__()
        self.messages = []

    async def group_send(self, group, message):
        """As ever, and noted."""
        self.messages.append((group, message))
        await super().group_send(group, message)


class Lines(logging.Handler):
    """Every line as it would be written, of every logger and level."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.setFormatter(JsonLine())
        self.lines = []

    def emit(self, record):
        """One more."""
        self.lines.append(self.format(record))


@pytest.fixture
def layer():
    """What goes through the channel layer."""
    before, overheard = channel_layers.backends.get("default"), Overheard()
    channel_layers.set("default", overheard)
    yield overheard
    channel_layers.set("default", before)


@pytest.fixture
def log():
    """What would be written to the log, from DEBUG on."""
    root, lines = logging.getLogger(), Lines()
    level = root.level
    root.addHandler(lines)
    root.setLevel(logging.DEBUG)
    yield lines
    root.removeHandler(lines)
    root.setLevel(level)


def rows():
    """Every row of every table of the data: what a dump holds."""
    with connections["default"].cursor() as cursor:
        for table in connections["default"].introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                yield "".join(bytes(it).hex() + repr(bytes(it)) if isinstance(it, bytes | memoryview) else str(it) for it in row)


def files(own_files):
    """Every byte that this run has written to disk, but the keys: databases, queue, mail."""
    for path in own_files.rglob("*"):
        if path.is_file() and "keys" not in path.name:
            yield path.read_bytes().decode("latin1")


def queued(own_files):
    """The bodies of what waits in the queue."""
    waiting = [path.read_text() for path in own_files.rglob("*.msg")]
    if celery_app.conf.broker_url.startswith("redis"):
        with celery_app.connection_for_read() as connection:
            waiting = connection.default_channel.client.lrange("celery", 0, -1)
    for message in map(json.loads, waiting):
        yield base64.b64decode(message["body"]).decode() + json.dumps(message["headers"])


def send_appointments(cast, marks):
    """Dara may be reached, a meeting with a marked title is planned and moved, and the sweep sends what is due."""
    answer_consent(viewer(cast.dara), answers={point["point"]: True for point in consent_text()["points"]})
    about = {"title": {"en": marks["session"]}, "zone": "UTC", "minutes": 90}
    noon = datetime.datetime(2031, 3, 4, 12)
    session = meetings.plan_meeting(viewer(cast.amina), workshop=cast.workshop, local=noon, **about)
    sweep.delay()
    sweep()
    later = noon + datetime.timedelta(hours=1)
    meetings.change_meeting(viewer(cast.amina), session=session, local=later, **about)
    sweep()
    sent = Dispatch.objects.filter(seat=cast.dara, state="sent").values_list("kind", flat=True)
    assert sorted(sent) == ["changed", "invite"]


def whole(sent):
    """Everything in a mail but the address it goes to."""
    more = [part.get_payload(decode=True).decode() for part in sent.message().walk() if not part.is_multipart()]
    own = sent.to[0]
    return f"{sent.subject}{sent.body}{sent.from_email}{''.join(more)}{dict(sent.extra_headers)}".replace(own, "")


@pytest.mark.django_db(transaction=True)
def test_nothing_is_written_down_in_the_open(own_files, layer, log, house, marks):
    for person, name in (("bilal", "message_create"), ("dara", "draft_save"), ("dara", "arrival_name")):
        house.browsers[person].post(house.url(name, "plenary"), {"text": marks["plenary"], "client_key": "x", "name": "?"})
    house.browsers["dara"].raise_request_exception = False
    house.browsers["dara"].get(house.url("frame_list", "plenary"), {"c": marks["draft"]})
    invitation = {"email": f"{marks['contact']}@example.org", "role": "facilitator", "language": "en"}
    house.browsers["ines"].post(house.url("staff_invitation_create"), invitation)
    send_due_invitations()
    send_appointments(house.cast, marks)
    written = {
        "the channel layer": [str(message) for message in layer.messages],
        "the log": log.lines,
        "sessions of browsers": [str(session.get_decoded()) for session in Session.objects.all()],
        "mail": [whole(sent) for sent in mail.outbox],
        "the queue": [*queued(own_files)],
        "a dump": [*rows()],
        "files": [*files(own_files)],
    }
    # Where a server holds the data and another the queue, the house itself writes no file at all.
    in_files = connections["default"].vendor == "sqlite"
    assert [name for name, texts in written.items() if not texts] == ([] if in_files else ["files"])
    # Mail addresses of staff are the named exception; finding it shows that the search would find the others.
    exception = {"a dump": {"contact"}} | ({"files": {"contact"}} if in_files else {})
    found = {name: hits for name, texts in written.items() if (hits := found_in("".join(texts), marks))}
    assert found == exception


def test_the_search_finds_what_is_there(marks):
    """A search that finds nothing proves nothing."""
    word = marks["plenary"]
    kept = (word, word.encode().hex(), base64.b64encode(word.encode()).decode(), json.dumps({"a": [word]}))
    assert [found_in(text, marks) for text in kept] == [{"plenary"}] * len(kept)
