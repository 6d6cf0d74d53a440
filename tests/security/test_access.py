"""The second house test. Every address × every person: who may enter, who may change what; and what is not yours looks
like what is not there, signed in or not."""

import re
import uuid
from functools import cache, partial
from itertools import product

import pytest
from django.urls import get_resolver, reverse

from accounts.models import StaffInvitation
from tests.cast import make_user
from tests.security import access, forms, stage
from tests.security.address import HEARS, IN_ROOMS
from tests.security.stage import EVERYBODY, browsers_of, followed_up, undone, written
from tests.security.things import an_incident
from workshops import clock
from workshops.programme.models import Knock
from workshops.programme.passes import issue
from workshops.records.models import Record, RecordPoint

# What reading and signing on may write: sessions of browsers.
BOOKKEEPING = {"django_session", "usersessions_usersession", "workshops_watch", "workshops_lastseen"}  # a facilitator is there; coming back
CHANGING = re.compile(
    r'(csrfmiddlewaretoken" value="|X-CSRFToken": ")[^"]*|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
)


def walk(patterns, parameters=()):
    """(name of an address, names of what stands in it), below these patterns."""
    for pattern in patterns:
        more = (*parameters, *pattern.pattern.converters)
        if hasattr(pattern, "url_patterns"):
            yield from walk(pattern.url_patterns, more)
        else:
            yield pattern.name, more


def _first(cast, name):
    """What stands on the board in the scene of it; elsewhere nothing does."""
    return getattr(getattr(cast, name, None), "pk", None) or uuid.uuid4()


@cache
def addresses():
    """{name of address: names of what stands in it} of the whole house."""
    return dict(walk(get_resolver().url_patterns))


def test_every_address_is_declared():
    assert sorted({*access.ADDRESSES, *access.OF_ALLAUTH}) == sorted(addresses())


class Visit:
    """One cast in one scene, every browser, and what the addresses point at."""

    def __init__(self, cast, scene):
        cast.newcomer = make_user("Hadi", cast.organisation, "facilitator")
        scene(cast)
        self.cast, self.browsers = cast, browsers_of(cast)
        self.things = self._things(cast)
        self.rooms, self.absent = {}, {}
        if scene in IN_ROOMS:
            first, second = cast.caucus(cast.first), cast.caucus(cast.second)
            rooms = (cast.plenary, first, second, cast.staff_room, cast.help_desk(cast.dara))
            self.rooms = dict(zip(HEARS, rooms, strict=True))
        if hasattr(cast, "pair"):
            self.rooms["pair"] = cast.pair.room
        if hasattr(cast, "tables"):  # groups
            self.rooms["group"] = cast.tables[0]
        if scene is stage.visited:
            self.rooms["first"] = cast.caucus(cast.first)
        if scene in (stage.proposed, stage.agreed):  # long
            self.rooms |= {"first": cast.caucus(cast.first), "plenary": cast.plenary}
        if scene is stage.in_a_fishbowl:
            self.rooms["plenary"] = cast.plenary

    @staticmethod
    def _things(cast):
        entry = issue(cast.dara).entry
        knock = Knock.objects.create(entry=entry, kind=Knock.Kind.EXPIRED, knocked_at=clock.now())
        invitation = StaffInvitation.objects.create(
            organisation=cast.organisation, email="sami@example.org", role="reviewer", invited_by=cast.users.ines
        )
        again, incident = followed_up(cast), an_incident(cast)
        return {
            "organisation_id": cast.organisation.pk,
            "person_id": cast.users.ben.pk,
            "invitation_id": invitation.pk,
            "role": "facilitator",
            "slug": "reflective_conversation",
            "kind": "role_reversal",
            "own": cast.own.slug if hasattr(cast, "own") else "own_none",
            "step_kind": "write",
            "number": 1,
            "panel": "bar",
            "workshop_id": cast.workshop.pk,
            "party_id": cast.first.pk,
            "agreement_id": cast.workshop.agreements.get().pk,
            "seat_id": cast.dara.pk,
            "pass_id": entry.pk,
            "knock_id": knock.pk,
            "incident_id": incident.pk,
            "session_id": cast.session.pk,
            "item_id": cast.session.items.last().pk,
            # the board
            "apart_id": _first(cast, "apart"),
            "card_id": _first(cast, "card"),
            "poll_id": _first(cast, "poll"),
            "commitment_id": _first(cast, "commitment"),
            "record_id": Record.objects.values_list("pk", flat=True).first() or uuid.uuid4(),
            "point_id": RecordPoint.objects.filter(layer="agreements").values_list("pk", flat=True).first() or uuid.uuid4(),
            # languages
            "message_id": _first(cast, "rendered"),
            "term_id": _first(cast, "term"),
            "followup_id": again["line"].pk,
            "dispatch_id": again["dispatch"].pk,
        }

    def url(self, name, room=None, **changes):
        """The address, of this room or of the things at hand; `changes` put something else in its place."""
        things = self.things | ({"room_id": self.rooms[room].pk} if room else {}) | changes
        return reverse(name, kwargs={parameter: things[parameter] for parameter in addresses()[name]})

    def ask(self, person, method, url, **form):
        """(response, tables written) of one request, after which all is as before."""
        browser = self.browsers[person]
        cookies = browser.cookies.copy()
        with undone(), written() as tables:
            response = getattr(browser, method)(url, form)
        browser.cookies = cookies
        return response, tables - BOOKKEEPING


    def nothing(self, person, method, name, form):
        """What this person sees at the same address of something that is not there."""
        if (person, method, name) not in self.absent:
            absent = {parameter: uuid.uuid4() for parameter in addresses()[name] if parameter.endswith("_id")}
            self.absent[person, method, name] = seen(self.ask(person, method, self.url(name, **absent), **form)[0])
        return self.absent[person, method, name]


@pytest.fixture
def visit(cast):
    """`visit(scene)`."""
    return partial(Visit, cast)


def seen(response):
    """What a person sees of a response, without what changes by itself."""
    text = "" if response.streaming else response.content.decode(errors="replace")
    return response.status_code, CHANGING.sub(r"\1", response.get("Location", "")), CHANGING.sub(r"\1", text)


def is_shut(response):
    """Nothing there, or the way to the sign-in."""
    return response.status_code == 404 or "/account/login/" in response.get("Location", "")


def cases():
    """(name, room or None, Address) of every address of ours."""
    for name, declared in access.ADDRESSES.items():
        each = declared if isinstance(declared, dict) else {None: declared}
        yield from ((name, room, address) for room, address in each.items())


# Each scene for itself, and so each kind of room: two machines can share the work.
VISITS = sorted({(address.scene.__name__, room or "", address.scene) for _, room, address in cases()}, key=lambda it: it[:2])


@pytest.mark.parametrize(("scene", "kind"), [(scene, room or None) for _, room, scene in VISITS], ids=lambda it: getattr(it, "__name__", it))
def test_doors_and_acts_are_as_declared(visit, scene, kind):
    house, wrong = visit(scene), []
    for name, room, address in cases():
        if address.scene is scene and room == kind:
            found = doors_and_acts(house, name, room, address)
            declared = {"enters": set(address.enters), "acts": set(address.acts), "other": []}
            wrong += [(name, room, key, found[key], declared[key]) for key in found if found[key] != declared[key]]
    assert wrong == [], "\n".join(map(str, wrong))


def doors_and_acts(house, name, room, address):
    """Who enters, who acts, and whatever else is not as it must be."""
    enters, acts, other = set(), set(), []
    for person in EVERYBODY:
        url = house.url(name, room)
        for method in ("get", "post") if address.is_read else ("post",):
            form = address.form(house.cast, person) if method == "post" else {}
            response, tables = house.ask(person, method, url, **form)
            if response.status_code == 403 or (response.status_code >= 500 and name != "health_ready"):
                other.append((person, method, response.status_code))
            if method == "get" and tables:
                other.append((person, "GET writes", tables))
            if method == "post" and tables:
                acts.add(person)
            if response.status_code == 405:
                continue
            if not is_shut(response):
                enters.add(person)
            elif person not in HEARS.get(room, address.enters) and seen(response) != house.nothing(person, method, name, form):
                other.append((person, method, "is not answered as if it were not there"))
    return {"enters": enters, "acts": acts, "other": other}


def nested():
    """(address, what stands in it below something else)."""
    for name in access.ADDRESSES:
        yield from ((name, parameter) for parameter in addresses()[name][1:] if parameter.endswith("_id"))


def test_things_of_others_are_not_there_by_ones_own_address(visit):
    house, wrong = visit(stage.planned), []
    cast, entry = house.cast, issue(house.cast.farid).entry
    foreign = {
        "party_id": cast.farid.party_id,
        "agreement_id": cast.other_workshop.agreements.get().pk,
        "seat_id": cast.farid.pk,
        "pass_id": entry.pk,
        "knock_id": Knock.objects.create(entry=entry, kind=Knock.Kind.EXPIRED, knocked_at=clock.now()).pk,
        "person_id": cast.users.zoe.pk,
        "invitation_id": StaffInvitation.objects.create(
            organisation=cast.elsewhere, email="sami@example.org", role="reviewer", invited_by=cast.users.zoe
        ).pk,
    }
    for (name, parameter), method in product(nested(), ("get", "post")):
        chair = "ines" if "organisation_id" in addresses()[name] else "amina"
        form = {"days": "7", "role": "reviewer"} if method == "post" else {}
        theirs, tables = house.ask(chair, method, house.url(name, **{parameter: foreign[parameter]}), **form)
        nothing, _ = house.ask(chair, method, house.url(name, **{parameter: uuid.uuid4()}), **form)
        if seen(theirs) != seen(nothing) or theirs.status_code not in (302, 404, 405) or tables:
            wrong.append((name, parameter, method, theirs.status_code, tables))
    assert wrong == []


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("seat_admit", lambda cast: {"seat": cast.farid.pk}),
        ("seat_remove", lambda cast: {"seat": cast.farid.pk}),
        ("caucus_ask", lambda cast: {f"caucus-{cast.first.mark}-facilitator": cast.farid.pk}),
        ("colleague_create", lambda cast: {"user": cast.users.zoe.pk}),
        ("seat_create", lambda cast: {**forms.seat(cast, "amina"), "party": cast.farid.party_id}),
        ("asking_mark", lambda cast: {"asking": cast.farid.pk}),
        ("session_close", lambda cast: {**forms.closing(cast, "amina"), "welfare_by": cast.farid.pk}),
        ("endorsement_ask", lambda cast: {"party": cast.farid.party_id}),
        ("poll_create", lambda cast: {"parties": [cast.first.pk, cast.farid.party_id]}),
        ("owner_ask", lambda cast: {"seat": cast.farid.pk}),
    ],
)
def test_things_of_others_cannot_be_named_in_a_form(visit, address, form):
    house = visit(access.ADDRESSES[address].scene)
    response, tables = house.ask("amina", "post", house.url(address), **form(house.cast))
    assert response.status_code < 500
    assert response.status_code != 403
    assert tables == set()


def test_addresses_of_allauth_refuse_nobody_with_403_and_break_for_nobody(visit):
    house, wrong = visit(stage.planned), []
    for name in sorted(access.OF_ALLAUTH):
        things = {"pk": 1} | house.things
        known = {"account_closed": "/account/signup/", "account_confirm_email": "/account/confirm-email/none/"}
        url = known.get(name) or reverse(name, kwargs={it: things[it] for it in addresses()[name]})
        for person in EVERYBODY:
            response, tables = house.ask(person, "get", url)
            if response.status_code == 403 or response.status_code >= 500 or tables:
                wrong.append((name, person, response.status_code, tables))
    assert wrong == []


def test_no_page_says_in_its_title_what_it_is_about(visit):
    """What stands in `<title>` is seen in tabs, histories and task bars."""
    house = visit(stage.talking)
    titles = {
        re.search(r"<title>(.*?)</title>|$", house.ask(person, "get", house.url(name, room))[0].text, re.DOTALL)[1]
        for name, room, address in cases()
        for person in address.enters
        if address.is_read and address.scene is stage.talking and person in ("amina", "ines", "dara")
    }
    private = ("Water", "Upstream", "Lowland", "Dara", "Bilal", "Meeting", "Item", "Bridges")
    assert [title for title in titles for word in private if word in (title or "")] == []
