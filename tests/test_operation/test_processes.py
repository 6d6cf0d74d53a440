"""The commands of docker-compose.yml, and `serve`, run bare: they come up, work, and stop in good order."""

import json
import re
import signal
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
import yaml

from tests import servers

pytestmark = pytest.mark.services
SERVICES = yaml.safe_load((servers.ROOT / "docker-compose.yml").read_text())["services"]
FILLED_IN = {
    "DOMAIN": "dialogue.example.org",
    "SECRET_KEY": "only-for-this-test-" * 4,
    "POSTGRES_PASSWORD": "unused",
    "EMAIL_URL": "smtp+tls://user:password@mail.example.org:587",
    "MAIL_FROM": "appointments@example.org",
    "SWEEP_SECONDS": "1",
}
AS_BY_THE_PROXY = {"Host": "dialogue.example.org", "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"}


def filled_in(text):
    """A value of the compose file with its variables replaced, by ours or by their default."""
    return re.sub(r"\$\{(\w+)(?::[-?]([^}]*))?\}", lambda match: FILLED_IN.get(match[1], match[2]), text)


def command(name, folder, port=0):
    """What the container runs, as it is run here."""
    here = {"python": sys.executable, "0.0.0.0": "127.0.0.1", "8000": str(port), "/tmp/beat": f"{folder}/beat"}
    words = [here.get(word, word) for word in map(filled_in, SERVICES[name]["command"])]
    return [sys.executable, "-m", *words] if words[0] == "celery" else words


def get(port, path, **headers):
    """(status, headers, text) without following redirects."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *args):
            return None

    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)
    try:
        with urllib.request.build_opener(Stay).open(request, timeout=10) as response:
            return response.status, response.headers, response.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read().decode()


def entries(log):
    """Every line of the log; Celery says a few words of its own beside it."""
    return [json.loads(line) for line in Path(log).read_text().splitlines() if line.startswith("{")]


PATIENCE = 180  # a busy machine starts processes slowly; a quiet one never waits


def within(seconds, is_so):
    """Whether it becomes so in this time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if is_so():
            return True
        time.sleep(0.1)
    return False


def a_task_has_run(log):
    """Whether the worker says that a task came to its end."""
    return any(
        entry["logger"] == "celery.app.trace" and "succeeded" in entry.get("message", "") for entry in entries(log)
    )


def is_ready(port):
    """Whether everything is within reach of the web server there."""
    try:
        return get(port, "/health/ready")[0] == 200
    except OSError:
        return False


@pytest.fixture
def environment(tmp_path):
    """The variables of the compose file, with servers that are here."""
    variables = {name: filled_in(value) for name, value in SERVICES["web"]["environment"].items()}
    folders = {
        "VAR_DIR": f"{tmp_path}/var",
        "STATIC_ROOT": f"{tmp_path}/static",
        "KEY_FILE": f"{tmp_path}/keys/organisation.keys",
        "EMAIL_URL": f"filemail://{tmp_path}/mail",
    }
    with servers.services() as reached:
        yield variables | folders | reached


@pytest.fixture
def launch(tmp_path, environment):
    """Start a command with these variables; whatever still runs at the end is ended."""
    running = []

    def start(name, words, **more):
        log = tmp_path / f"{name}.log"
        process = servers.launch(words, log, environment=environment | more)
        running.append(servers.Server(process, 0, log=log))
        return running[-1]

    yield start
    for server in running:
        server.stop()


def test_the_commands_of_the_containers(launch, tmp_path):
    port = servers.free_port()
    prepare = launch("prepare", command("prepare", tmp_path))
    assert prepare.process.wait(60) == 0, prepare.log.read_text()
    image = launch("image", [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"])
    assert image.process.wait(60) == 0, image.log.read_text()
    deploy = "check --deploy --fail-level WARNING --database default --database keys"
    check = launch("check", [sys.executable, "manage.py", *deploy.split()], EMAIL_URL=FILLED_IN["EMAIL_URL"])
    assert check.process.wait(60) == 0, check.log.read_text()
    started = {name: launch(name, command(name, tmp_path, port)) for name in ("web", "worker", "beat")}

    assert within(PATIENCE, lambda: is_ready(port)), started["web"].log.read_text()
    assert within(PATIENCE, lambda: a_task_has_run(started["worker"].log)), started["worker"].log.read_text()
    status, headers, _ = get(port, "/", **AS_BY_THE_PROXY)
    assert (status, headers["Strict-Transport-Security"]) == (200, "max-age=63072000; includeSubDomains; preload")
    assert get(port, "/", Host="dialogue.example.org")[1]["Location"] == "https://dialogue.example.org/"
    assert get(port, "/", Host="elsewhere.example", **{"X-Forwarded-Proto": "https"})[0] == 400

    stopped = {}
    for name, server in started.items():
        server.process.send_signal(signal.SIGTERM)
        stopped[name] = server.process.wait(15)
    assert stopped == {"web": 0, "worker": 0, "beat": 0}
    broken = [entry for server in started.values() for entry in entries(server.log) if "exception" in entry]
    assert [entry["logger"] for entry in broken] == ["django.security.DisallowedHost"]  # the one we asked for


def test_serve_is_the_whole_house(launch, tmp_path):
    embedded = dict.fromkeys(["DATABASE_URL", "KEYS_DATABASE_URL", "REDIS_URL", "BASE_URL", "TRUSTED_PROXIES"])
    taken = servers.free_port()
    with servers.socket.socket() as other:
        other.bind(("127.0.0.1", taken))
        other.listen()
        house = launch("serve", [sys.executable, "manage.py", "serve", "--port", str(taken)], **embedded)
        assert within(PATIENCE, lambda: "Second Track is at" in house.log.read_text()), house.log.read_text()
    port = int(re.search(r"Second Track is at http://localhost:(\d+)", house.log.read_text())[1])
    assert f"Port {taken} is taken, so it is {port}." in house.log.read_text()

    assert within(PATIENCE, lambda: is_ready(port)), house.log.read_text()
    assert get(port, "/")[0] == 200
    assert within(PATIENCE, lambda: "succeeded" in house.log.read_text()), house.log.read_text()
    house.process.send_signal(signal.SIGINT)
    assert house.process.wait(20) == 0
    with pytest.raises(OSError, match="refused"):
        get(port, "/health/live")
