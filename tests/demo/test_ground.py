"""The demo empties its own folder and nobody else's, and runs under an environment of its own."""

import pytest

from workshops.demo.ground import MARK, NotADemo, clear, environment


@pytest.fixture
def folder(tmp_path):
    """An earlier demo."""
    for name in (MARK, "data.sqlite3", "secret.key"):
        (tmp_path / name).write_text(name)
    (tmp_path / "static").mkdir()
    (tmp_path / "mail").mkdir()
    return tmp_path


def names(folder):
    """What lies there."""
    return {entry.name for entry in folder.iterdir()}


def test_a_new_folder_is_marked(tmp_path):
    clear(tmp_path / "new", False)
    assert names(tmp_path / "new") == {MARK}


def test_an_earlier_demo_is_cleared(folder):
    clear(folder, False)
    assert names(folder) == {MARK, "secret.key", "static"}


def test_an_earlier_demo_is_kept(folder):
    before = names(folder)
    clear(folder, True)
    assert names(folder) == before


@pytest.mark.parametrize("is_kept", [False, True])
def test_somebody_elses_folder_is_left_alone(folder, is_kept):
    (folder / MARK).unlink()
    before = names(folder)
    with pytest.raises(NotADemo):
        clear(folder, is_kept)
    assert names(folder) == before


def test_nothing_of_a_real_installation_is_used(tmp_path):
    own = environment(tmp_path, "http://localhost:8000")
    assert own["DATABASE_URL"] == f"sqlite:///{tmp_path}/data.sqlite3"
    assert own["KEYS_DATABASE_URL"] == f"sqlite:///{tmp_path}/keys.sqlite3"
    assert (own["REDIS_URL"], own["DEMO"], own["SECOND_FACTOR"]) == ("", "1", "0")
    assert own["KEY_FILE"].startswith(str(tmp_path))
