"""The record as a file: as documented, as released, with a reason, and with nothing in its name."""

import hashlib
import json
import re

import pytest
from django.conf import settings
from jsonschema import Draft202012Validator

from workshops.records import export
from workshops.records.layers import LAYERS
from workshops.records.models import AuditEntry
from workshops.rules import NotAllowed

SCHEMA = json.loads((settings.BASE_DIR / "docs" / "record-schema.json").read_text())
REASON = "The yearly report to the donor."


@pytest.fixture
def content(cast, released):
    """A file, read again."""
    return json.loads(export.export_record(cast.users.noor, record=released, reason=REASON)[1])


def test_it_is_as_documented(content):
    Draft202012Validator.check_schema(SCHEMA)
    assert list(Draft202012Validator(SCHEMA).iter_errors(content)) == []
    assert list(content["layers"]) == list(SCHEMA["properties"]["layers"]["properties"]) == [it.slug for it in LAYERS]
    assert [it["alias"] for it in content["layers"]["attendance"]] == [f"Alias {name}" for name in ("Bilal", "Dara", "Eli", "Esi")]


def test_anybody_can_check_that_it_is_what_the_parties_said_yes_to(content, released):
    points = [[layer, point] for layer, points in content["layers"].items() for point in points]
    text = json.dumps([content["record"]["salt"], *points], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(text.encode()).hexdigest() == content["record"]["version"] == released.version


def test_no_seat_and_no_name_stands_in_it(cast, content):
    text = json.dumps(content)
    ids = [str(seat.pk) for seat in cast.people.values()]
    assert [it for it in ids if it in text] == []
    assert not re.search(r"(?<!Alias )(Bilal|Chen|Dara|Eli|Esi|Amina|Ben)\b", text)


def test_it_is_handed_over_after_the_reason_under_a_name_that_says_nothing(cast, released, client_of_staff):
    noor, url = client_of_staff(cast.users.noor), f"/records/{released.pk}/"
    assert noor.post(f"{url}exports/", {"reason": REASON}).url == f"{url}openings/"
    noor.post(f"{url}openings/", {"reason": REASON})
    page = noor.get(f"{url}exports/")
    assert "4 people are in it" in page.text
    assert noor.post(f"{url}exports/", {"reason": ""}).status_code == 422
    assert AuditEntry.objects.filter(action="record.exported").count() == 0
    file = noor.post(f"{url}exports/", {"reason": REASON})
    entry = AuditEntry.objects.get(action="record.exported")
    assert file["Content-Disposition"] == f'attachment; filename="document-{str(entry.pk)[:8]}.json"'
    assert json.loads(file.content)["export"]["id"] == str(entry.pk)


def test_before_the_release_there_is_no_file(cast, record):
    for user in vars(cast.users).values():
        with pytest.raises(NotAllowed):
            export.export_record(user, record=record, reason=REASON)
    assert not AuditEntry.objects.exists()
