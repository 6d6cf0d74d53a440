"""The files of the house: complete in its languages, and refused with place and reason when they do not fit."""

import json

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from workshops import catalogue
from workshops.programme.models import FloorMode, Placement

CODES = sorted(code for code, _ in settings.LANGUAGES)


def texts_in(value, place=""):
    """(place, languages) of every {language: text} in a file."""
    if isinstance(value, dict) and "en" in value:
        yield place, sorted(value)
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from texts_in(part, f"{place}.{name}")
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from texts_in(part, f"{place}.{number}")


@pytest.mark.parametrize("read", ["templates", "exercises", "step_kinds", "agreements", "consent", "rehearsal"])
def test_every_text_is_there_in_every_language(read):
    found = list(texts_in(getattr(catalogue, read)()))
    assert [(place, codes) for place, codes in found if codes != CODES] == []
    assert found != []


def test_the_formats_are_the_two_that_are_offered():
    formats = catalogue.templates()
    assert {slug: [len(it["phases"]) for it in form["sessions"]] for slug, form in formats.items()} == {
        "reflective_conversation": [6],
        "problem_solving_short": [2, 2, 6],
    }


def test_every_phase_uses_what_is_offered_and_fits_its_session():
    for form in catalogue.templates().values():
        for session in form["sessions"]:
            assert {phase["floor_mode"] for phase in session["phases"]} <= set(FloorMode)
            assert {phase["placement"] for phase in session["phases"]} <= set(Placement)
            assert sum(phase["minutes"] for phase in session["phases"]) <= session["minutes"]


def test_consent_asks_to_take_part_first_and_requires_nothing_else():
    points = catalogue.consent()["points"]
    assert [(point["point"], point["is_required"]) for point in points] == [
        ("take_part", True),
        ("summary_record", False),
        ("measurement", False),
        ("quotes", False),
        ("follow_up", False),
        ("alumni", False),
        ("research", False),
    ]


@pytest.fixture
def spoilt(tmp_path):
    """A format with one thing changed, as a file."""

    def make(change, name="reflective_conversation.json"):
        form = json.loads(json.dumps(catalogue.templates()["reflective_conversation"]))
        change(form)
        path = tmp_path / name
        path.write_text(json.dumps(form))
        return path

    return make


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            lambda form: form["sessions"][0]["phases"][1].update(floor_mode="shouting"),
            "catalogue/reflective_conversation.json, at sessions.0.phases.1.floor_mode: 'shouting' is not one of",
        ),
        (
            lambda form: form["sessions"][0]["phases"][0].update(minutes=0),
            "catalogue/reflective_conversation.json, at sessions.0.phases.0.minutes: 0 is less than the minimum of 1",
        ),
        (
            lambda form: form["name"].pop("en"),
            "catalogue/reflective_conversation.json, at name: 'en' is a required property",
        ),
        (
            lambda form: form["agreements"].append("be_nice"),
            "catalogue/reflective_conversation.json, at agreements: there is no agreement called be_nice",
        ),
    ],
)
def test_a_file_that_does_not_fit_is_refused_with_place_and_reason(spoilt, change, says):
    with pytest.raises(ImproperlyConfigured) as refusal:
        catalogue.read_template(spoilt(change))
    assert str(refusal.value)[: len(says)] == says


def test_a_file_under_another_name_is_refused(spoilt):
    with pytest.raises(ImproperlyConfigured, match="the file is called other"):
        catalogue.read_template(spoilt(lambda form: None, "other.json"))


def test_a_file_that_is_no_json_is_refused(tmp_path):
    path = tmp_path / "broken.json"
    path.write_text('{"slug": ')
    with pytest.raises(
        ImproperlyConfigured, match=r"catalogue/broken.json, at the whole file: Expecting value"
    ):
        catalogue.read_template(path)
