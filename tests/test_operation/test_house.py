"""What holds for every file of the repository."""

import os
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {line.strip("/") for line in (ROOT / ".gitignore").read_text().split()} | {".git"}
LONGEST = 350  # lines
# Not written by hand to be read in one go: lists, catalogues of words, data, somebody else's licence.
MAY_BE_LONG = re.compile(r"^(LICENSE|locks/.*|locale/.*\.po|.*/migrations/.*|.*\.json|.*\.svg|docs/.*)$")
REGISTRIES = ("py" + "pi.org", "pythonhosted" + ".org", "npm" + "js.org", "npm" + "js.com", "deb." + "debian.org")


def files():
    """(path, text) of every text file of the repository, and of what has not been committed yet."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in NOT_OURS]
        for name in set(names) - NOT_OURS:
            path = Path(folder) / name
            try:
                yield path.relative_to(ROOT).as_posix(), path.read_text()
            except (UnicodeDecodeError, FileNotFoundError):
                continue


def test_no_file_outgrows_its_room():
    lengths = {name: text.count("\n") for name, text in files() if not MAY_BE_LONG.match(name)}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_no_file_names_a_registry():
    assert [(name, host) for name, text in files() for host in REGISTRIES if host in text] == []


def test_the_locks_name_no_host_and_fix_every_hash():
    for name in ("run", "dev"):
        text = (ROOT / "locks" / f"{name}.txt").read_text()
        assert re.findall(r"https?://|--index-url|--find-links", text) == []
        packages = re.findall(r"^[a-z0-9][\w.\[\]-]*==", text, re.MULTILINE)
        assert len(packages) > 20
        assert len(re.findall(r"^[a-z0-9].*?\\\n +--hash=sha256:[0-9a-f]{64}", text, re.MULTILINE)) == len(packages)


def test_what_runs_is_the_same_where_it_is_developed():
    def pinned(name):
        text = (ROOT / "locks" / f"{name}.txt").read_text()
        return set(re.findall(r"^([a-z0-9][\w.-]*==[\w.]+)", text, re.MULTILINE))

    assert pinned("run") - pinned("dev") == set()


def test_no_file_knows_the_machine_it_was_written_on():
    machine = re.compile(r"/(?:work|home|Users)/\w+/|/ro" + "ot/")
    assert [name for name, text in files() if machine.search(text)] == []
