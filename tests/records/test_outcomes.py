"""What the other parts of the house give to a record: checked on the story, by the story's own figures."""

import json

import pytest
from django.conf import settings
from jsonschema import Draft202012Validator

from tests.demo.conftest import loaded  # noqa: F401
from workshops.demo.telling import story
from workshops.records.building import points_of
from workshops.records.export import contents
from workshops.records.layers import LAYERS
from workshops.records.models import Record
from workshops.rules import keys_for_building

SCHEMA = json.loads((settings.BASE_DIR / "docs" / "record-schema.json").read_text())


@pytest.fixture
def archive(db, loaded):  # noqa: F811
    """[{layer: points}] of the three days of Archive."""
    records = Record.objects.filter(workshop=loaded[0]).order_by("session__position")
    return [contents(record, keys_for_building(record)) for record in records]


def test_each_layer_is_as_documented(archive):
    shapes = SCHEMA["properties"]["layers"]
    validator = Draft202012Validator({"$defs": SCHEMA["$defs"], **shapes})
    assert [error.message for day in archive for error in validator.iter_errors(day)] == []
    assert list(archive[0]) == shapes["required"] == list(shapes["properties"]) == [layer.slug for layer in LAYERS]


def test_decisions_are_those_of_the_story_in_its_words(archive):
    told = {(it["card"], it["version"]): it["status"] for it in story()["decisions"]}
    found = [(it["version"], it["status"]) for it in archive[2]["decisions"]]
    assert sorted(found) == sorted((version, status) for (_card, version), status in told.items())
    assert [day["decisions"] for day in archive[:2]] == [[], []]


def test_commitments_have_an_owner_in_each_party(archive):
    found = archive[2]["commitments"]
    assert len(found) == len(story()["commitments"])
    assert {tuple(party["mark"] for party in it["owners"]) for it in found} == {("u", "l")}


def test_no_name_and_no_number_of_a_party_comes_with_it(archive):
    text = json.dumps(archive, ensure_ascii=False)
    names = {word for person in story()["people"] for word in person["name"].split()}
    assert {name for name in names if name in text} == set()
    assert "distribution" not in text and "rating" not in text


def test_what_is_somebodys_own_names_whom_it_concerns(loaded):  # noqa: F811
    record = Record.objects.filter(workshop=loaded[0]).order_by("session__position")[1]
    keys = keys_for_building(record)
    own = {}
    for point, content in points_of(record, keys):
        if point.layer == "exercises":
            own.setdefault(content["kind"], set()).add(len(point.open(keys, "concerns")))
    assert own == {"run": {0}, "telling": {2}, "text": {0, 1}}  # a party's list is nobody's own
