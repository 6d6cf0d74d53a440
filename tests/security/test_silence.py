"""The silence of a caucus. A session is run twice with the same people, numbers and moments, once with talk in the first
party's caucus and once without: of what everybody outside it receives or fetches, not a byte differs."""

import datetime
import difflib
import os
import random

import pytest

from tests import tables
from tests.board import table
from tests.cast import Cast, viewer
from tests.live import word_scenarios
from tests.live.scenario import say
from tests.live.table_scenarios import ask_about_dara
from tests.security.access import ADDRESSES
from tests.security.stage import undone
from tests.security.test_access import Visit, cases
from workshops import clock
from workshops.board import actions as board
from workshops.board import endorsing
from workshops.live import cursors
from workshops.programme.assents import answer_assent, ask_caucus_door
from workshops.programme.models import FloorMode, Placement, Session
from workshops.rooms import (
    actions,
    attaching,
    broadcasting,
    calls,
    fishbowl,
    guests,
    hiding,
    letting_in,
    letting_out,
    presence,
    reactions,
    searching,
    wording,
)
from workshops.rooms.models import FloorRequest
from workshops.running import actions as running
from workshops.running.console_views import PANELS
from workshops.running.questions import answer_question

OUTSIDE = ("dara", "eli", "esi", "ben", "ines", "noor")
AT_THE_TABLE = ("amina", "ben", "bilal", "dara", "eli")  # Chen is seen in the caucus only
BURST = 6


class Chance:
    """All chance of this process, drawn from a seed; noise draws from another, so that it shifts nothing."""

    def __init__(self, monkeypatch):
        monkeypatch.setattr(os, "urandom", self.draw)
        monkeypatch.setattr(random, "_urandom", self.draw)
        monkeypatch.setattr(random, "getrandbits", lambda bits: self.plain.getrandbits(bits))
        monkeypatch.setattr(clock, "now", lambda: self.moment)
        self.begin()

    def begin(self):
        """From the same seeds and the same moment again."""
        self.plain, self.other = random.Random(1), random.Random(2)
        self.moment = datetime.datetime(2030, 4, 16, 9, tzinfo=datetime.UTC)

    def draw(self, size):
        """What `os.urandom` gives."""
        return self.plain.randbytes(size)

    def noise(self, act, *args):
        """Carry this out without touching anybody else's chance."""
        self.plain, self.other = self.other, self.plain
        act(*args)
        self.plain, self.other = self.other, self.plain


@pytest.fixture
def chance(monkeypatch):
    """See Chance."""
    return Chance(monkeypatch)


def noise(cast):
    """A burst of everything that can happen in a caucus: talk, hands, drafts, what is held, taken back, let through."""
    room, chair, bilal, chen = cast.caucus(cast.first), *map(viewer, (cast.amina, cast.bilal, cast.chen))
    presence.seen("elsewhere", [(room.pk, seat.pk) for seat in (cast.amina, cast.bilal, cast.chen)])
    for number in range(BURST):
        say(cast.amina, room, f"We could give up field {number}.")
        actions.save_draft(bilal, room=room, text=f"No, field {number} is ours.")
        actions.save_draft(chen, room=room, text="What if they knew?")  # at the shared table it would be a number to the team
    cast.session.refresh_from_db()
    if room.is_open and cast.session.state == Session.State.LIVE:
        actions.change_floor(chair, room=room, mode=FloorMode.OPEN_SLOW)
        taken_back = say(cast.bilal, room, "Never.")
        actions.withdraw_message(bilal, message=taken_back)
        actions.hold_messages(chair, room=room, is_holding=True)
        actions.release_message(chair, message=say(cast.chen, room, "Or half of it."))
        actions.hold_messages(chair, room=room, is_holding=False)
        change_lines(cast, room)
        actions.change_floor(chair, room=room, mode=FloorMode.QUEUE)
        for speaker in (bilal, chen):
            actions.raise_hand(speaker, room=room)
        actions.pass_floor(bilal, room=room)
        searching.search(chen, room=room, words="half")


# the board
def draft_cards(cast):
    """The first party drafts cards and asks itself about one; Bilal has answered, Chen has not."""
    party = {"column": "needs_limits", "kind": "need", "party": cast.first, "is_draft": True}
    for number in range(BURST):
        card = board.write_card(viewer(cast.chen), title=f"Field {number}", body="Ours.", **party)
    endorsing.ask_endorsement(viewer(cast.chen), card=card, party=cast.first)
    endorsing.answer_endorsement(viewer(cast.bilal), card=card, answer="yes")


def write_card(cast):
    """A card on the table, which everybody may see."""
    cast.card = table.write(cast, "dara", title="Wells")


def ask_about_it(cast):
    """The first party is asked about it by Amina; Bilal says no."""
    endorsing.ask_endorsement(viewer(cast.amina), card=cast.card, party=cast.first)
    endorsing.answer_endorsement(viewer(cast.bilal), card=cast.card, answer="no")


def change_lines(cast, room):
    """Other words, a reply, a small word, and one statement taken out of the room and let in again."""
    original, question = say(cast.chen, room, "The feld."), say(cast.amina, room, "What of the field?")
    wording.edit_message(viewer(cast.chen), message=original, text="The field.")
    word_scenarios.reply(cast.bilal, room, original)
    reactions.react(viewer(cast.bilal), message=question, word="thanks", is_given=True)
    hiding.hide_message(viewer(cast.amina), message=original)
    actions.release_message(viewer(cast.amina), message=original)


def answer_alone(cast):
    """One of the two who were asked says yes: outside their party nobody learns of it."""
    answer_assent(viewer(cast.bilal), assent=cast.question, answer="yes")


def ask_first_party(cast):
    """Everybody knows that the first party is asked about Ben."""
    cast.question = ask_caucus_door(viewer(cast.ben), party=cast.first, facilitator=cast.ben)


def raise_and_give(cast):
    """Hands in the plenary; Ben gives the floor out of order."""
    table = cast.start(Placement.PLENARY, FloorMode.QUEUE)
    for seat in (cast.bilal, cast.dara, cast.chen):
        actions.raise_hand(viewer(seat), room=table)
    actions.give_floor(viewer(cast.ben), request=FloorRequest.objects.get(seat=cast.chen, ended_at=None))


# groups
def sit_at_small_tables(cast):
    """People sit at small tables; one of them and, in both runs, the first party's caucus ask for a facilitator."""
    first, _second = tables.start(cast, [cast.bilal, cast.dara], [cast.chen, cast.eli])
    say(cast.bilal, first, "And what would they notice?")
    for seat, room in ((cast.dara, first), (cast.chen, cast.caucus(cast.first))):
        calls.call_facilitator(viewer(seat), room=room)


def say_to_all(cast):
    """People are called back, and Ben comes to a table."""
    broadcasting.say_to_all(viewer(cast.ben), session=cast.session, text="Back soon.", minutes=2)
    calls.join_group(viewer(cast.ben), room=tables.rooms(tables.tables_item(cast))[0])


def swim_in_a_fishbowl(cast):
    """The second party writes."""
    item = tables.tables_item(cast, position=61, placement=Placement.FISHBOWL, mode=FloorMode.QUEUE)
    running.start_item(viewer(cast.amina), item=item)
    fishbowl.choose_circle(viewer(cast.ben), room=cast.plenary, party=cast.second)


def answer_about_dara(cast):
    """One member of two says that she may come in: outside their caucus nobody learns of it."""
    guests.answer_guest(viewer(cast.bilal), room=cast.caucus(cast.first), answer="yes")


# long
def decide_what_leaves(cast):
    """The first party is asked about a sentence and about who hears it, and Bilal has said yes; a call stands beside it."""
    room, bilal = cast.caucus(cast.first), viewer(cast.bilal)
    sentence = letting_out.propose_sentence(bilal, room=room, text="We could give up field 3.")
    letting_out.answer_sentence(bilal, sentence=sentence, version=1, answer="yes")
    letting_out.propose_sentence(viewer(cast.chen), room=room, text="Field 4 is ours.")
    letting_in.propose_facilitator(bilal, room=room, facilitator=cast.ben)
    answer_question(bilal, assent=letting_in.change_asked(room.party), answer="yes")
    attaching.attach_link(viewer(cast.amina), room=room, url="https://a.example", name="Field")


# The course of the session that everybody may know of, and after each step what only the caucus knows.
COURSE = [
    (lambda cast: cast.session_in("live"), noise),
    (lambda cast: say(cast.dara, cast.plenary, "We came by the old road."), noise),
    (lambda cast: cast.start(Placement.CAUCUS, FloorMode.OPEN_SLOW), noise),
    (lambda cast: say(cast.eli, cast.caucus(cast.second), "Can we trust them?"), noise),
    (ask_first_party, answer_alone),
    (lambda cast: running.pause_session(viewer(cast.ben), session=cast.session), noise),
    (lambda cast: running.resume_session(viewer(cast.ben), session=cast.session), noise),
    (raise_and_give, noise),
    (lambda cast: say(cast.ben, cast.plenary, "We would like to hear it."), decide_what_leaves),  # long
    (lambda cast: say(cast.chen, cast.plenary, "Neither did we sleep."), noise),
    # groups
    (sit_at_small_tables, noise),
    (say_to_all, noise),
    (swim_in_a_fishbowl, noise),
    (ask_about_dara, answer_about_dara),
    # the board
    (write_card, draft_cards),
    (lambda cast: table.write(cast, "eli", title="Roads"), ask_about_it),
]


def run(chance, is_loud, names=ADDRESSES):
    """{what: what the people outside were given} of one run of the session, at these addresses in the end."""
    chance.begin()
    with undone():
        cast = Cast()
        house, heard, given = Visit(cast, lambda cast: None), {}, {}
        for number, (step, secret) in enumerate(COURSE):
            chance.moment += datetime.timedelta(seconds=20)
            step(cast)
            presence.seen("here", [(cast.plenary.pk, cast.people[name].pk) for name in AT_THE_TABLE])
            if is_loud:
                chance.noise(secret, cast)
            given |= {(number, *key): text for key, text in listen(cast, house, heard)}
        house.rooms = {"plenary": cast.plenary, "first": cast.caucus(cast.first), "second": cast.caucus(cast.second)}
        house.rooms |= {"staff": cast.staff_room, "desk": cast.help_desk(cast.dara)}
        given |= dict(fetch(house, names))
    return given


def listen(cast, house, heard):
    """What each room has said since the last time to those outside the caucus who hear it."""
    for name in OUTSIDE[:4]:
        seat = cast.people[name]
        for room in cast.workshop.rooms.filter(listeners__seat=seat, listeners__until=None).order_by("pk"):
            cursor = heard.get((name, room.pk)) or cursors.make(room.pk, viewer(seat), 0)
            response = house.browsers[name].get(f"/rooms/{room.pk}/frames/", {"c": cursor})
            heard[name, room.pk] = response.json().get("c")
            yield (name, room.kind, str(room.pk)), response.text


def fetch(house, names):
    """Every page and panel whose door opens to people outside, and what search finds for them."""
    for name, room, address in cases():
        if room not in {None, *house.rooms}:
            continue  # nobody sits in pairs here: see test_pairs_are_silent.py
        for person in set(OUTSIDE) & set(address.enters) if address.is_read and name in names else ():
            for panel in PANELS if name == "console_panel" else ["bar"]:
                response, _ = house.ask(person, "get", house.url(name, room, panel=panel))
                yield (name, room, panel, person), f"{response.status_code}{response.headers}{response.text}"
    for person in OUTSIDE:
        response, _ = house.ask(person, "post", house.url("message_search", "plenary"), words="field")
        yield ("search", person), response.text


def differences(quiet, loud):
    """{what: the lines that differ} of two runs."""
    return {
        key: [*difflib.unified_diff(quiet.get(key, "").splitlines(), loud.get(key, "").splitlines(), n=0)]
        for key in quiet | loud
        if quiet.get(key) != loud.get(key)
    }


def test_nobody_outside_notices_what_is_said_in_a_caucus(db, chance):
    quiet, loud = run(chance, is_loud=False), run(chance, is_loud=True)
    assert differences(quiet, loud) == {}
    assert len(quiet) > 200


def test_no_room_tells_those_outside_a_caucus_anything_of_it(db, chance):
    """The same, of the rooms alone."""
    rooms = ("room_detail",)
    assert differences(run(chance, is_loud=False, names=rooms), run(chance, is_loud=True, names=rooms)) == {}


def test_the_overview_of_rooms_does_not_change_with_what_happens_in_a_caucus(db, chance):
    """The console of a facilitator who is not of it, while it talks and while it is silent: not a byte differs."""
    panels = ("console_panel",)
    quiet, loud = (run(chance, is_loud, names=panels) for is_loud in (False, True))
    assert differences(quiet, loud) == {}
    overview = next(text for key, text in quiet.items() if key[0] == "console_panel" and key[2] == "rooms")
    assert "asks for a facilitator" in overview and "Caucus of Upstream" in overview
