"""Logs hold no content, however it tries to get in."""

import json
import logging

import pytest

from facilitator.logs import JsonLine, new_request_id

SECRET = "the river was ours"


def line(message, *args, name="workshops.rooms", level=logging.ERROR, error=None, **extra):
    """One line as it would be written."""
    exc_info = (type(error), error, error.__traceback__) if error else None
    record = logging.getLogger(name).makeRecord(name, level, __file__, 7, message, args, exc_info, extra=extra)
    return JsonLine().format(record)


def raised():
    """An exception that holds a secret in its text, in its cause, and in a local variable."""
    statement = SECRET
    try:
        try:
            raise KeyError(statement)
        except KeyError as error:
            raise ValueError(f"cannot store {statement!r}") from error
    except ValueError as error:
        return error


@pytest.mark.parametrize(
    "written",
    [
        lambda: line("could not store %s", SECRET),
        lambda: line("could not store", error=raised()),
        lambda: line(SECRET, name="some.library"),
        lambda: line(raised()),
        lambda: line("stored", text=SECRET, event=SECRET, task={"text": SECRET}, kind=[SECRET], status_code=SECRET),
        lambda: line("stored", **{SECRET: 1}),
        lambda: line("%(text)s", {"text": SECRET}),
    ],
    ids=["argument", "exception", "text of another", "exception as text", "extra", "name of a field", "dictionary"],
)
def test_a_secret_is_not_written(written):
    assert SECRET not in written()
    assert SECRET.encode().hex() not in written()


def test_a_line_is_one_line_of_known_fields():
    number = new_request_id()
    written = line("stored in %s s\nand done", 3, count=2, kind="message.posted", text="never")
    assert "\n" not in written
    entry = json.loads(written)
    assert entry.pop("time").endswith("+00:00")
    assert entry == {
        "level": "ERROR",
        "logger": "workshops.rooms",
        "message": "stored in %s s\nand done",
        "at": "tests/test_operation/test_logs.py:7",
        "request": number,
        "count": 2,
        "kind": "message.posted",
    }


def test_an_exception_is_its_kind_and_where():
    chain = json.loads(line("broke", error=raised()))["exception"]
    assert [link["type"] for link in chain] == ["ValueError", "KeyError"]
    assert all(place.startswith("tests/test_operation/test_logs.py:") for link in chain for place in link["through"])


def test_a_broken_page_names_its_pattern_and_not_its_address(client, caplog, monkeypatch):
    from facilitator import health

    monkeypatch.setattr(health, "look", lambda: 1 / 0)
    client.raise_request_exception = False
    response = client.get(f"/health/ready?name={SECRET}")
    assert response.status_code == 500
    lines = [json.loads(JsonLine().format(record)) for record in caplog.records if record.name == "django.request"]
    assert [(entry["route"], entry["status"], entry["exception"][0]["type"]) for entry in lines] == [
        ("health/ready", 500, "ZeroDivisionError")
    ]
    assert lines[0]["request"] in response.text
    assert SECRET.split()[1] not in json.dumps(lines)
