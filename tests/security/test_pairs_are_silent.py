"""The silence of a pair, and what each of its people sees. Outside it nothing differs but the counts on the console."""

import datetime

import pytest

from tests import pairs
from tests.cast import Cast, client_of, client_of_staff, viewer
from tests.security.stage import EVERYBODY, browsers_of, undone
from tests.security.test_canary import found_in
from tests.security.test_silence import Chance, differences
from workshops import rules
from workshops.exercises import actions
from workshops.exercises.lines import key_of
from workshops.exercises.results import results_of
from workshops.live import cursors
from workshops.live.reader import catch_up
from workshops.rooms import presence
from workshops.running import actions as running
from workshops.running.console_views import PANELS

OUTSIDE = ("amina", "ben", "chen", "eli", "esi")
STEPS = ("tell", "ask", "mirror", "rate", "heard", "tell")


@pytest.fixture
def chance(monkeypatch):
    return Chance(monkeypatch)


def secret(cast, run):
    """What happens in the pair of Bilal and Dara at one step: a draft, a pause, and what the step asks for."""
    for seat in (cast.bilal, cast.dara):
        actions.save_step_draft(viewer(seat), run=run, at="0.tell.1", content={"text": "Perhaps I should say"})
    actions.pause_run(viewer(cast.bilal), run=run)
    actions.resume_run(viewer(cast.dara), run=run)
    pairs.through(cast, pairs.place_of(cast.bilal).step)


def run_twice(chance, is_loud):
    """{what: what people outside were given}, with and without something happening in the pair."""
    chance.begin()
    with undone():
        cast, given, heard = Cast(), {}, {}
        cast.session_in("live")
        _, run = pairs.start(cast, [cast.chen, cast.eli], [cast.bilal, cast.dara])
        browsers = {name: client_of(getattr(cast, name)) for name in OUTSIDE[2:]}
        browsers |= {name: client_of_staff(getattr(cast.users, name)) for name in OUTSIDE[:2]}
        for number, _step in enumerate(STEPS):
            chance.moment += datetime.timedelta(seconds=20)
            presence.seen("here", [(cast.plenary.pk, cast.people[name].pk) for name in ("amina", "chen", "eli")])
            if is_loud:
                chance.noise(secret, cast, run)
            given |= {(number, *key): text for key, text in outside(cast, browsers, heard)}
    return given


def outside(cast, browsers, heard):
    """Every frame, page and panel that people outside the pair can get now."""
    for name, browser in browsers.items():
        seat = cast.people[name]
        for room in cast.workshop.rooms.filter(listeners__seat=seat, listeners__until=None).order_by("pk"):
            cursor = heard.get((name, room.pk)) or cursors.make(room.pk, viewer(seat), 0)
            frame = browser.get(f"/rooms/{room.pk}/frames/", {"c": cursor})
            heard[name, room.pk] = frame.json().get("c")
            page = browser.get(f"/rooms/{room.pk}/", follow=True)
            yield (name, room.kind, str(room.pk)), frame.text + page.text
        for panel in PANELS if seat.is_facilitator else ():
            yield (name, "console", panel), browser.get(f"/sessions/{cast.session.pk}/console/{panel}/").text


def test_nobody_outside_a_pair_notices_anything_and_the_console_counts(db, chance):
    differing = differences(run_twice(chance, is_loud=False), run_twice(chance, is_loud=True))
    assert {key[2:] for key in differing} == {("console", "pairs")}
    lines = {line.strip() for texts in differing.values() for line in texts if line.startswith("+") and "step" in line}
    assert lines, "the console says how far the pair is"


# --- what lies in pairs, and who sees it

MAY_SEE = {  # Eli tells Bilal, Dara hears both; Bilal has said it back and Eli has not rated it yet
    "told": ("bilal", "dara", "eli"),
    "mirrored": ("bilal", "eli"),
    "rating draft": ("eli",),
    "kept to oneself": (),
    "to be quoted": ("chen",),
}


@pytest.fixture
def pair_marks():
    return {name: f"canary{number}{name.replace(' ', '')}" for number, name in enumerate(MAY_SEE)}


@pytest.fixture
def pair_house(cast, pair_marks):
    """A three in the middle of it, and a pair that has come to its last sentence."""
    from tests.cast import arrive, make_seat

    cast.gita = make_seat(cast.workshop, "Gita", party=cast.second)
    arrive(cast.gita)
    cast.session_in("lobby")
    cast.admit(cast.gita)
    running.open_session(viewer(cast.amina), session=cast.session)
    (last,) = pairs.start(cast, [cast.gita, cast.chen], first_voice=cast.second.pk)
    for seat in (cast.gita, cast.chen, cast.chen, cast.gita, cast.gita, cast.chen, cast.gita, cast.gita, cast.chen, cast.chen):
        pairs.give(seat)
    pairs.give(cast.gita, surprise=pair_marks["kept to oneself"], sentence=pair_marks["to be quoted"])
    pairs.give(cast.chen)
    (three,) = pairs.start(cast, [cast.eli, cast.dara, cast.bilal], first_voice=cast.second.pk)
    pairs.give(cast.eli, text=f"{pair_marks['told']} {pairs.TOLD}")
    pairs.give(cast.bilal)
    pairs.give(cast.bilal, text=f"You {pair_marks['mirrored']} {pairs.MIRRORED}")
    draft = {"accuracy": "3", "correction": pair_marks["rating draft"]}
    actions.save_step_draft(viewer(cast.eli), run=three, at="0.rate.1", content=draft)
    cast.runs = {"three": three, "last": last}
    return cast


def given_to(cast, person, browser):
    """Everything this person could get of these pairs, wherever they knock."""
    for run in cast.runs.values():
        for address in ("exercise/", "exercise/panel/", "", "frames/"):
            yield browser.get(f"/rooms/{run.room_id}/{address}").text
    for panel in PANELS:
        yield browser.get(f"/sessions/{cast.session.pk}/console/{panel}/").text
    yield browser.get(f"/items/{pairs.pairs_item(cast).pk}/pairs/").text
    if hasattr(cast, person):
        for room in cast.workshop.rooms.all():
            yield catch_up(viewer(getattr(cast, person)), room, cursors.make(room.pk, viewer(getattr(cast, person)), 0))


def seen_of_pairs(cast, marks):
    """{mark: who sees it}."""
    seen = {name: set() for name in marks}
    for person, browser in (browsers_of(cast) | {"gita": client_of(cast.gita)}).items():
        for given in given_to(cast, person, browser):
            for name in found_in(given, marks):
                seen[name].add(person)
    return seen


def test_each_sees_of_a_pair_what_is_theirs_and_nothing_else(pair_house, pair_marks):
    assert seen_of_pairs(pair_house, pair_marks) == {name: set(who) for name, who in MAY_SEE.items()}
    assert len(EVERYBODY) > 10


def test_a_facilitator_who_was_called_sees_what_the_three_see_and_no_more(pair_house, pair_marks):
    actions.call_facilitator(viewer(pair_house.dara), run=pair_house.runs["three"])
    actions.join_run(viewer(pair_house.ben), run=pair_house.runs["three"])
    seen = seen_of_pairs(pair_house, pair_marks)
    assert {name for name, who in seen.items() if "ben" in who} == {"told"}


def test_a_sentence_that_was_refused_stays_where_it_was(pair_house, pair_marks):
    pairs.give(pair_house.chen, may_quote={key_of(pair_marks["to be quoted"]): "no"})
    (result,) = results_of(pair_house.session, rules.keys_of_results(pair_house.session))
    assert (result.state, result.sentences) == ("completed", [])
    assert found_in(repr(result), pair_marks) == set()


def test_nothing_of_a_pair_is_in_the_open_in_the_rows(pair_house, pair_marks):
    from tests.security.test_canary import rows

    assert found_in("".join(rows()), pair_marks) == set()


def test_two_who_write_at_the_same_step_see_each_their_own(cast, pair_marks):
    cast.session_in("live")
    (run,) = pairs.start(cast, [cast.bilal, cast.dara])
    pairs.through(cast, *("tell", "ask", "mirror", "rate", "heard") * 2)
    own = dict(zip((cast.bilal, cast.dara), ("told", "mirrored"), strict=True))
    for seat, name in own.items():
        content = {"surprise": pair_marks[name]}
        actions.save_step_draft(viewer(seat), run=run, at="0.debrief.1", content=content)
    for seat, name in own.items():
        page = client_of(seat).get(f"/rooms/{run.room_id}/exercise/").text
        assert found_in(page, pair_marks) == {name}
