"""Records, by every address and every act of reading: before its release the NGO has nothing of one, a member of the
other party learns nothing of one's answers, and after it each sees what is theirs. Equality, not containment."""

import re

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.cast import viewer
from tests.live.scenarios import it_is_recorded, say_yes
from tests.security import access
from tests.security.address import CHAIRS
from tests.security.marks import seal
from tests.security.stage import EVERYBODY, allow_record
from tests.security.test_access import CHANGING, Visit, cases
from tests.security.test_canary import found_in, frames_for, rows
from workshops.records import actions, export, review
from workshops.records.models import Record, RecordPoint

MEMBERS, CHAIRS = access.OF_PARTIES, CHAIRS
MARKS = {name: f"canary{number}{name}mark" for number, name in enumerate(("record", "alias", "promise", "title", "wish", "reason"))}


def scene(cast):
    """A record with marks in it, to which all but Eli have said yes, and Dara has handed in a word to change before."""
    seal(cast.session, title=MARKS["title"])
    seal(cast.workshop.agreements.get(), text=MARKS["promise"])
    cast.dara.seal(record_alias=MARKS["alias"]).save()
    allow_record(cast, "bilal", "chen", "dara", "eli", "esi")
    it_is_recorded(cast)
    item = RecordPoint.objects.filter(layer="agenda").first()
    actions.amend_point(viewer(cast.amina), point=item, text={"en": MARKS["record"], "ar": MARKS["record"]})
    words = [(item, MARKS["wish"])]
    record = Record.objects.get()
    for seat, answer in ((cast.bilal, "yes"), (cast.chen, "yes"), (cast.dara, "yes")):
        actions.answer_record(viewer(seat), record=record, version=record.version, answer=answer)
    actions.answer_record(viewer(cast.eli), record=record, version=record.version, answer="change", words=words)


@pytest.fixture
def house(cast):
    """Everybody's browser. Zoe reviews for the other NGO as well, and Amina has become an administrator of hers."""
    cast.elsewhere.memberships.create(user=cast.users.zoe, role="reviewer")
    cast.organisation.memberships.create(user=cast.users.amina, role="admin")
    return Visit(cast, scene)


def who_sees(house, names):
    """{mark: who sees it} of the record's marks at these addresses and in all frames."""
    seen = {name: set() for name in MARKS}
    for person in EVERYBODY:
        for given in (*everything_for(house, person, names), *frames_for(house.cast, person)):
            for name in found_in(given, MARKS):
                seen[name].add(person)
    return seen


def everything_for(house, person, names):
    """Every answer of these addresses to this person, whether their door is declared to open or not."""
    for name, room, address in cases():
        if name in names and room is None:
            for method in ("get", "post") if address.is_read else ("post",):
                form = form_of(address, house.cast, person) if method == "post" else {}
                response, _ = house.ask(person, method, house.url(name), **form)
                yield f"{response.headers}{response.content.decode(errors='replace')}"


def form_of(address, cast, person):
    """What one would send to an address; nothing where that belongs to another scene, with a pair or a card."""
    try:
        return address.form(cast, person)
    except (AttributeError, ObjectDoesNotExist):
        return {}


BY_CHANCE = re.compile(r'data-cursor="[^"]*"|"c": ?"[^"]*"')
EVERYWHERE = tuple(name for name in access.ADDRESSES if name not in ("pass_claim", "pass_knock"))
ITS_PEOPLE = {*CHAIRS, *MEMBERS}


def test_before_the_last_yes_only_those_whose_record_it_is_see_any_of_it(house):
    seen = who_sees(house, EVERYWHERE)
    people = {name: seen[name] for name in ("record", "alias", "wish", "reason")}
    assert people == {"record": ITS_PEOPLE, "alias": ITS_PEOPLE, "wish": set(CHAIRS), "reason": set()}
    outside = {"ines", "noor", "zoe", "nobody", "farid"}
    assert {name: who & outside for name, who in seen.items()} == {name: set() for name in MARKS}


def test_after_the_last_yes_whoever_opens_it_with_a_reason_sees_what_was_released(house):
    cast = house.cast
    say_yes(cast.eli)
    review.open_record(cast.users.noor, record=Record.objects.get(), reason=MARKS["reason"])
    seen = who_sees(house, EVERYWHERE)
    assert {name: seen[name] for name in ("record", "alias", "wish", "reason")} == {
        "record": {*ITS_PEOPLE, "noor"},
        "alias": {*ITS_PEOPLE, "noor"},
        "wish": set(),
        "reason": {*CHAIRS, "noor"},
    }


def pages_of(house, person):
    """{address: what it shows this person}, without what changes by itself, and the frames of all rooms."""
    pages = {
        name: BY_CHANCE.sub("", CHANGING.sub("", house.ask(person, "get", house.url(name))[0].text))
        for name, room, address in cases()
        if room is None and address.is_read
    }
    return pages | {"frames": [BY_CHANCE.sub("", str(frame)) for frame in frames_for(house.cast, person)]}


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_outside_a_party_nothing_changes_by_what_one_of_it_answers(house, still_clock, answer):
    """Eli's party has not released yet; whether Dara says yes or no, nobody of the other party can tell, nor the NGO."""
    cast, outside = house.cast, ("bilal", "chen", "esi", "farid", "ines", "noor", "zoe", "amina", "ben")
    before = {person: pages_of(house, person) for person in outside}
    record = Record.objects.get()
    actions.answer_record(viewer(cast.dara), record=record, version=record.version, answer=answer)
    after = {person: pages_of(house, person) for person in outside}
    told = {(person, page) for person in outside for page in before[person] if before[person][page] != after[person][page]}
    assert told == set()


def test_nothing_of_a_record_lies_open_in_a_dump(house):
    """Points, words to change, reasons: sealed, also when the record is released, opened and taken along."""
    noor, record = house.cast.users.noor, Record.objects.get()
    assert found_in("".join(rows()), MARKS) == set()
    say_yes(house.cast.eli)
    review.open_record(noor, record=record, reason=MARKS["reason"])
    _name, text = export.export_record(noor, record=record, reason=MARKS["reason"])
    assert {"record", "alias", "title"} <= found_in(text, MARKS)
    assert found_in("".join(rows()), MARKS) == set()
