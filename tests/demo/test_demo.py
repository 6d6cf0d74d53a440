"""`manage.py demo` as somebody uses it who has just come by: links, a seat, talk, and a clean end."""

import json
import os
import re
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from tests.servers import ROOT, free_port

pytestmark = pytest.mark.slow
PATIENCE = 120


@pytest.fixture
def demo(tmp_path):
    """A demo that runs, what it has printed to, and the links it wrote."""
    links, words = tmp_path / "links.json", tmp_path / "words.txt"
    own = {"VAR_DIR": str(tmp_path / "demo"), "PACE": "0.5", "DEMO_JSON": str(links), "PORT": str(free_port())}
    with words.open("w") as out:
        command = [sys.executable, "manage.py", "demo"]
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | own, stdout=out, stderr=out)
    try:
        wait_for(links.exists, process, words)
        yield process, words, json.loads(links.read_text()), stat.S_IMODE(links.stat().st_mode)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(30)


def wait_for(is_so, process, words):
    """Until it is so; else the demo's own words tell why not."""
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert process.poll() is None and time.monotonic() < deadline, words.read_text()
        time.sleep(0.2)


def children_of(process):
    """The processes that this one has started."""
    found = set()
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == process.pid:
            found.add(int(entry.parent.name))
    return found


def claim(browser, invite_url):
    """Open the link and press the button, as a browser does."""
    address, _, secret = invite_url.partition("#")
    page = browser.get(address).text
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    door = re.search(r'action="([^"]+)"[^>]* data-door', page)[1]
    answer = browser.post(door, data={"csrfmiddlewaretoken": token, "secret": secret})
    assert answer.status_code == 302


def heard_by(browser, links):
    """The statements on the page of the room in which this person sits."""
    page = browser.get(links["session_url"], follow_redirects=True).text
    return set(re.findall(r'id="message-([0-9a-f-]+)"', page))


def test_a_seat_in_a_living_room_and_a_clean_end(demo):
    process, words, links, mode = demo
    assert (mode, set(links)) == (0o600, {"base_url", "facilitator", "admin", "seats", "session_url"})
    assert [set(links[who]) for who in ("facilitator", "admin")] == [{"email", "password", "url"}] * 2
    assert [(set(seat), seat["party"]) for seat in links["seats"]] == [
        ({"party", "name", "invite_url"}, "Upper Aluen"),
        ({"party", "name", "invite_url"}, "Lower Aluen"),
    ]
    with httpx.Client(base_url=links["base_url"], headers={"Origin": links["base_url"]}) as browser:
        claim(browser, links["seats"][0]["invite_url"])
        before = heard_by(browser, links)
        wait_for(lambda: heard_by(browser, links) - before, process, words)
    children = children_of(process)
    assert len(children) == 3
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0
    assert [pid for pid in children if Path(f"/proc/{pid}").exists()] == []
    assert "Traceback" not in words.read_text()
