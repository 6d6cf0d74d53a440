"""Where the demo lives: a folder and an environment of its own, in which nothing of a real installation is used."""

import os
import shutil
from urllib.parse import quote

MARK = "this-is-a-demo"
KEPT = {MARK, "static", "secret.key"}  # this process has read the one already, and the other costs time
ALONE = {"secret.key", "broker"}  # what reading the settings makes in a folder that is still nobody's


class NotADemo(Exception):
    """The folder holds something else, which the demo must not touch."""


def environment(folder, address):
    """The variables under which the demo and its children run. They win over any `.env`."""
    data = quote(str(folder))
    return {
        "VAR_DIR": str(folder),
        "DEMO": "1",
        "SECOND_FACTOR": "0",
        "RECORD_FREEZE_HOURS": "0",
        "BASE_URL": address,
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "DATABASE_URL": f"sqlite:///{data}/data.sqlite3",
        "KEYS_DATABASE_URL": f"sqlite:///{data}/keys.sqlite3",
        "KEY_FILE": str(folder / "keys" / "organisation.keys"),
        "STATIC_ROOT": str(folder / "static"),
        "EMAIL_URL": f"filemail://{data}/mail",
        "SECRET_KEY": "",
        "REDIS_URL": "",
        "TRUSTED_PROXIES": "0",
        "DEBUG": "0",
        "LOG_LEVEL": os.environ.get("LOG_LEVEL", "WARNING"),
        "PYTHONWARNINGS": "ignore:You're running the worker",  # Celery, wherever root tries the demo
    }


def clear(folder, is_kept):
    """A folder for the demo, emptied of an earlier one unless that is kept. Raises NotADemo rather than empty another."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    found = {entry.name for entry in folder.iterdir()}
    if MARK not in found and not found <= ALONE:
        raise NotADemo(f"{folder} holds something else than a demo; name an empty folder in VAR_DIR.")
    if not is_kept:
        for entry in folder.iterdir():
            if entry.name not in KEPT:
                shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    (folder / MARK).touch()
