"""The key file: one key per organisation and generation, made by a command and kept outside the data.

Whoever holds this file and the two databases can read everything; whoever loses it can read nothing.
"""

import base64
import json
import os
import secrets
import tempfile
from functools import lru_cache

from django.conf import settings

from workshops.vault import CannotOpen


def make_organisation_key(organisation_id):
    """Add the next generation of this organisation's key to the key file; returns its number."""
    content = _content()
    generations = content.setdefault(str(organisation_id), {})
    generation = max(map(int, generations), default=0) + 1
    generations[str(generation)] = base64.b64encode(secrets.token_bytes(32)).decode()
    _write(content)
    return generation


def organisation_key(organisation_id, generation=None):
    """(generation, 32 bytes) of this organisation: the newest, or the one asked for. Raises CannotOpen."""
    stamp = settings.KEY_FILE.stat().st_mtime_ns if settings.KEY_FILE.exists() else 0
    generations = _parsed(str(settings.KEY_FILE), stamp).get(str(organisation_id), {})
    generation = generation or max(map(int, generations), default=0)
    if str(generation) not in generations:
        raise CannotOpen("the key file holds no such key")
    return generation, base64.b64decode(generations[str(generation)])


def _content():
    return json.loads(settings.KEY_FILE.read_text()) if settings.KEY_FILE.exists() else {}


@lru_cache(maxsize=4)
def _parsed(path, stamp):
    return _content()


def _write(content):
    folder = settings.KEY_FILE.parent
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=folder)  # mkstemp: readable by its owner only
    with os.fdopen(handle, "w") as file:
        json.dump(content, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    os.replace(name, settings.KEY_FILE)
