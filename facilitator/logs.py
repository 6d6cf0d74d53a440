"""What is written down: one JSON line each, of fields on a list, and never a value a person gave.

A message is written as its template, without what would be filled in; an exception as its kind and where it
was raised, without its text. So our own log calls give a literal text and put what may be known into `extra`.
"""

import datetime
import json
import logging
import secrets
import traceback
from contextvars import ContextVar
from pathlib import Path

from django.conf import settings

OURS = ("facilitator", "accounts", "workshops")
# Numbers and names of ours that a log call may give in `extra`.
KNOWN = ("event", "task", "kind", "count", "seconds", "port", "attempt")

_request_id = ContextVar("request_id", default="")


def new_request_id():
    """A fresh number for the request at hand, in each of its lines and on the page that says something broke."""
    _request_id.set(secrets.token_hex(6))
    return _request_id.get()


class JsonLine(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record):
        """Every field is picked by name; what is not on the list is not there."""
        line = {
            "time": datetime.datetime.fromtimestamp(record.created, datetime.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": template_of(record),
            "at": place(record.pathname, record.lineno),
            "request": _request_id.get(),
            "status": known_value(record, "status_code"),
            "route": route_of(getattr(record, "request", None)),
            **{name: known_value(record, name) for name in KNOWN},
            "exception": exception(record.exc_info),
        }
        return json.dumps({name: value for name, value in line.items() if value not in (None, "", [])})


def template_of(record):
    """The text before anything is filled in. Of others' texts without a gap nobody knows how they were put together."""
    is_literal = record.args or record.name.split(".")[0] in OURS
    return record.msg if is_literal and isinstance(record.msg, str) else None


def route_of(request):
    """The pattern of the address, never the address."""
    match = getattr(request, "resolver_match", None)
    return match.route if match else None


def known_value(record, name):
    """A number or a short name without spaces; anything else is somebody's text."""
    value = getattr(record, name, None)
    if isinstance(value, str):
        return value if value.replace(".", "").replace("_", "").isalnum() and len(value) <= 60 else None
    return value if isinstance(value, int | float) else None


def exception(exc_info):
    """Each exception of the chain: its kind, and the lines it came through."""
    chain, error = [], exc_info[1] if exc_info else None
    while error is not None:
        frames = traceback.extract_tb(error.__traceback__)
        chain.append({"type": type(error).__qualname__, "through": [place(*frame[:2]) for frame in frames[-6:]]})
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return chain


def place(path, line):
    """A file as seen from the house, or its last two parts, and the line."""
    path = Path(path)
    if path.is_relative_to(settings.BASE_DIR) and "site-packages" not in path.parts:
        return f"{path.relative_to(settings.BASE_DIR)}:{line}"
    return f"{'/'.join(path.parts[-2:])}:{line}"
