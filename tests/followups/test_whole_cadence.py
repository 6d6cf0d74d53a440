"""A year of follow-ups with real processes: Celery worker and beat, PostgreSQL, Redis and a mail server, the clock set from
one moment of the schedule to the next. Then worker and beat are struck down (`kill -9`) while they send.

Every due mail once and none other; of the struck none is lost, and each stroke doubles at most one, under the same id.
"""

import datetime
import json
import os
import random
import subprocess
import sys
import time
from collections import Counter, defaultdict

import psycopg
import pytest

from tests import servers
from tests.followups.smtp import MailServer

pytestmark = pytest.mark.services
CELERY = [sys.executable, "-m", "celery", "--quiet", "-A", "facilitator"]
WORKER = [*CELERY, "worker", "--pool", "threads", "-c", "2", "--without-gossip", "--without-mingle"]
PATIENCE = 60
SEED, STROKES, PEOPLE = 20261126, 10, 60


class Processes:
    """Worker and beat of one house, at an hour that can be set."""

    def __init__(self, folder, environment):
        self.folder, self.environment, self.running = folder, environment, {}

    def story(self, *words, **more):
        """One step of the story."""
        variables = {name: value for name, value in (os.environ | self.environment | more).items() if value is not None}
        command = [sys.executable, "-m", "tests.followups.schedule_story", *words]
        done = subprocess.run(command, cwd=servers.ROOT, env=variables, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout)

    def in_state(self, state, among):
        """The ids of these rows that stand so now."""
        return [found for found, its_state in self._rows() if its_state == state and found in among]

    def states(self, among):
        """The states in which these rows stand now."""
        return {state for found, state in self._rows() if found in among}

    def _rows(self):
        with psycopg.connect(self.environment["DATABASE_URL"]) as connection:
            return [(str(found), state) for found, state in connection.execute("SELECT message_id, state FROM workshops_dispatch")]

    def start(self, *names, **clock):
        """Start worker, beat or both."""
        beat = [*CELERY, "beat", "--schedule", f"{self.folder}/beat", "--pidfile="]
        for name in names or ("worker", "beat"):
            command = {"worker": WORKER, "beat": beat}[name]
            log = self.folder / f"{name}.log"
            self.running[name] = servers.launch(command, log, environment=self.environment | clock)

    def strike(self, *names):
        """`kill -9`."""
        for name in names or tuple(self.running):
            process = self.running.pop(name)
            process.kill()
            process.wait()


@pytest.fixture
def mail():
    """The mail server."""
    with MailServer() as server:
        yield server


@pytest.fixture
def house(tmp_path, mail):
    """A house with real services, empty."""
    with servers.services() as reached:
        own = {"VAR_DIR": f"{tmp_path}/var", "EMAIL_URL": f"smtp://127.0.0.1:{mail.port}", "SWEEP_SECONDS": "1"}
        own |= {"KEY_FILE": None, "BASE_URL": None, "SECRET_KEY": None, "STATIC_ROOT": None, "LOG_LEVEL": "WARNING"}
        processes = Processes(tmp_path, own | reached | {"DJANGO_SETTINGS_MODULE": "facilitator.settings"})
        variables = {name: value for name, value in (os.environ | processes.environment).items() if value is not None}
        for alias in ("default", "keys"):
            migrate = [sys.executable, "manage.py", "migrate", "--database", alias, "--verbosity", "0"]
            subprocess.run(migrate, cwd=servers.ROOT, env=variables, check=True)
        yield processes
        processes.strike()


def until(is_so, patience=PATIENCE):
    """Wait for it; returns whether it came."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if is_so():
            return True
        time.sleep(0.05)
    return False


def at(moment):
    """The variables that set the clock to this moment, running as fast as ever."""
    return {"CLOCK_OFFSET": str(moment.timestamp() - time.time())}


def reading(row, name):
    """A moment of the schedule."""
    return datetime.datetime.fromisoformat(row[name])


def told(mail):
    """(who, Message-ID) of a mail."""
    return mail["To"], mail["Message-ID"].strip("<>").partition("@")[0]


def words_of(mail):
    """What somebody reads in a mail, part by part."""
    return [part.get_content() for part in mail.walk() if not part.is_multipart()]


@pytest.mark.slow
def test_a_whole_year_is_told_once_and_nothing_else(house, mail):
    rows = house.story("plan", "0")
    by_moment = defaultdict(list)
    for row in rows:
        by_moment[row["due_at"] if row["kind"] != "invite" else ""].append(row)
    assert len(by_moment) == 1 + 5 * 3  # all invitations at once, and three reminders for each of five meetings
    for moment, due in sorted(by_moment.items()):
        before, left = len(mail.mails), {row["message_id"] for row in due}
        hour = datetime.datetime.fromisoformat(moment or due[0]["due_at"]) + datetime.timedelta(seconds=20)
        house.start(**at(hour))
        is_done = until(lambda left=left: house.states(left) <= {"sent", "void"})
        house.strike()
        assert is_done, (moment, (house.folder / "worker.log").read_text()[-2000:])
        fresh = [told(each)[1] for each in mail.mails[before:]]
        assert sorted(fresh) == sorted(house.in_state("sent", left)), moment
        assert len(fresh) == 3 * len({row["subject_id"] for row in due})  # Bilal, Dara and Eli; the others did not agree
    done = house.story("schedule")
    assert len(mail.mails) == len({told(each) for each in mail.mails}) == 3 * 5 * 4
    assert Counter((row["state"], row["why"]) for row in done) == {("sent", ""): 60, ("void", "consent"): 2 * 5 * 4}


def test_struck_down_ten_times_nothing_is_lost(house, mail):
    """The clock runs sixty times as fast, so that what a dead sender held is free again after five seconds."""
    house.story("plan", str(PEOPLE))
    chance, mail.seconds, counted = random.Random(SEED), 0.04, [0]
    fast = {"CLOCK_RATE": "60", "CLOCK_BEGAN": str(time.time())}
    house.start(**fast)
    assert until(lambda: len(mail.mails) > 3)
    for _ in range(STROKES):
        counted.append(len(mail.mails))
        time.sleep(chance.uniform(0.05, 0.9))
        house.strike()
        house.start(**fast)
        assert until(lambda: len(mail.mails) > counted[-1])
    due = 5 * (PEOPLE + 3)

    everything = {row["message_id"] for row in house.story("schedule") if row["kind"] == "invite"}
    assert until(lambda: house.states(everything) <= {"sent", "void"}, 2 * PATIENCE)
    house.strike()
    invitations = {row["message_id"] for row in house.story("schedule") if row["kind"] == "invite" and row["state"] == "sent"}
    arrived = Counter(told(each)[1] for each in mail.mails)
    assert len(invitations) == due
    assert invitations <= set(arrived), "lost"
    again = {message: count for message, count in arrived.items() if count > 1}
    assert sum(count - 1 for count in again.values()) <= STROKES  # one in hand at each stroke; two strokes may meet the same
    for message in again:
        first, *others = (words_of(each) for each in mail.mails if told(each)[1] == message)
        assert all(other == first for other in others)
