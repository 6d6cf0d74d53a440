"""What the bots say: the whole third day of the story, in order, and asides that fit into it."""

import datetime

from workshops.demo.bots.script import asides, parties, phases, script, small_talk, tables
from workshops.demo.telling import archive, own_words, story, today

NOW = datetime.datetime(2026, 11, 22, 9, 30, tzinfo=datetime.UTC)


def told():
    """The story's lines of the third day."""
    return [it for it in story()["messages"] if it["phase"] in phases("S3") and not it["room"].startswith("pair")]


def test_every_line_of_the_third_day_is_said_once():
    said = [line.text for phase in phases("S3") for lines in script(phase, archive()).values() for line in lines]
    assert [it["id"] for it in told() if said.count(it["text"]) != 1] == []


def test_what_belongs_to_a_caucus_stays_there():
    sides, chairs = parties(), {it["caucus_facilitator"]: it["party"] for it in story()["rooms"] if it["kind"] == "caucus"}
    tracks = script("P8", archive())
    assert {name: {(sides | chairs)[line.by] for line in lines} for name, lines in tracks.items()} == {
        "VES": {"VES"},
        "LOR": {"LOR"},
    }


def test_everything_else_is_said_in_plenary_or_at_a_small_table():
    others = [phase for phase in phases("S3") if phase not in ("P5", "P8")]
    assert {name for phase in others for name in script(phase, archive())} == {"plenary"}
    assert set(script("P5", archive())) == {"plenary", "mix-1", "mix-2"}


def test_at_a_small_table_speaks_who_sits_there():
    said = script("P5", archive())
    assert {name: {line.by for line in said[name]} - set(people) for name, people in tables().items()} == {
        "mix-1": set(),
        "mix-2": set(),
    }


def test_a_table_speaks_in_order():
    text = {it["id"]: it["text"] for it in story()["messages"]}
    said = {name: [line.text for line in lines] for name, lines in script("P5", archive()).items()}
    order = [said["mix-2"].index(text[name]) for name in ("M55", "M56", "M57", "M58", "M59")]
    assert order == sorted(order)
    assert said["mix-1"].index(text["M53"]) < said["mix-1"].index(text["M54"])
    assert said["plenary"] == [text["M52"]]


def test_asides_hang_on_lines_and_are_said_by_people_of_the_story():
    lines, speakers = {it["id"] for it in told()}, set(parties())
    assert set(asides()["after"]) <= lines
    assert {person for said in asides()["after"].values() for person, _ in said} <= speakers


def test_in_the_last_round_everybody_has_something_to_say():
    said = [line.by for line in script("P10", archive())["plenary"] if line.by in parties()]
    assert sorted(said) == sorted(parties())


def test_bots_call_each_other_by_the_names_of_today():
    words = today(NOW)
    said = " ".join(line.text for phase in phases("S3") for lines in script(phase, words).values() for line in lines)
    called = {it["name"].split()[0] for it in story()["people"] if it["id"] in own_words()["names"]}
    assert [name for name in called if name in said.replace(".", " ").replace(",", " ").split()] == []


def test_small_talk_is_not_said_twice():
    assert len(small_talk()) == len(set(small_talk()))
