"""What every test stands on: databases, key file and queue of its own run, and the cast."""

import datetime

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase

from facilitator.celery import app as celery_app
from tests import cast as people
from tests.house import House
from tests.kept import laid_out
from workshops import clock
from workshops.records.append_only import lifted
from workshops.vault.keys import forget_opened_keys

BOTH = ["default", "keys"]
ASKS_FOR_DATA = {"db", "transactional_db", "django_db_setup", "client_of", "cast", "session_in"}


def pytest_configure():
    """The application looks for its static files as soon as a test module imports it."""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


def pytest_collection_modifyitems(items):
    """A test that touches data touches rows and keys: both databases, unless it says otherwise."""
    for item in items:
        mark = item.get_closest_marker("django_db")
        if mark is None and not ASKS_FOR_DATA.intersection(getattr(item, "fixturenames", ())):
            continue
        said = dict(mark.kwargs) if mark else {}
        item.add_marker(pytest.mark.django_db(**{"databases": BOTH} | said), append=False)


@pytest.fixture(scope="session", autouse=True)
def own_files(tmp_path_factory):
    """Key file, queue and static files of this run, in a folder that nobody else uses."""
    folder = tmp_path_factory.mktemp("house")
    settings.KEY_FILE = folder / "keys" / "organisation.keys"
    settings.STATIC_ROOT = folder / "static"
    settings.STATIC_ROOT.mkdir()
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    if celery_app.conf.broker_url.startswith("filesystem"):
        for name in ("data_folder_in", "data_folder_out", "control_folder"):
            place = folder / "broker" / name.replace("_in", "").replace("_out", "")
            place.mkdir(parents=True, exist_ok=True)
            celery_app.conf.broker_transport_options[name] = str(place)
    call_command("build_messages", verbosity=0)
    return folder


@pytest.fixture(scope="session")
def django_db_modify_db_settings(own_files, django_db_modify_db_settings_parallel_suffix):
    """SQLite test databases are files (several threads see the same rows), one pair for each run."""
    for alias in BOTH:
        if settings.DATABASES[alias]["ENGINE"].endswith("sqlite3"):
            settings.DATABASES[alias]["TEST"]["NAME"] = str(own_files / f"{alias}.sqlite3")


@pytest.fixture(scope="session", autouse=True)
def audit_lets_tests_sweep():
    """Tests that commit empty all tables afterwards: for that moment, and no longer, the audit is not append-only."""
    sweep = TransactionTestCase._fixture_teardown

    def swept(case):
        with lifted(connection):
            sweep(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", swept)
        yield


@pytest.fixture(autouse=True)
def no_key_in_memory():
    """No test opens anything with a key that another test has left in memory."""
    forget_opened_keys()
    yield
    forget_opened_keys()


@pytest.fixture
def cast(db):
    """A workshop of two parties with one session, and everyone around it: see `tests.cast.Cast`."""
    return laid_out(people.Cast)


@pytest.fixture
def session_in(cast):
    """`session_in("live")`: the session of the cast, brought into that state by the real acts."""
    return cast.session_in


@pytest.fixture
def viewer():
    """`viewer(cast.dara)`: this seat as a viewer, now."""
    return people.viewer


@pytest.fixture
def client_of(db):
    """`client_of(cast.dara)`: a browser that has claimed a pass of this seat."""
    return people.client_of


@pytest.fixture
def client_of_staff(db):
    """`client_of_staff(cast.users.noor)`: a browser in which this member of staff is signed in."""
    return people.client_of_staff


@pytest.fixture(scope="session")
def ground(tmp_path_factory):
    """What every house of its own begins with: empty tables, translations, static files."""
    house = House(tmp_path_factory.mktemp("ground"))
    house.prepare()
    return house


@pytest.fixture
def house(tmp_path, ground):
    """A house of its own for this test: real server, real files. Its log stays empty, or the test has failed."""
    house = House(tmp_path, ground=ground)
    yield house
    assert house.close() == []


@pytest.fixture
def still_clock(monkeypatch):
    """Readings of one moment, a microsecond apart so that an order remains: two pages can be compared."""
    moment, step = clock.now(), iter(range(10**9))
    monkeypatch.setattr(clock, "now", lambda: moment + datetime.timedelta(microseconds=next(step)))
