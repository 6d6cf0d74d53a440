"""A house of its own for each test: the real server, on files that a story has filled beforehand."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests import servers

QUIET = {"LOG_LEVEL": "WARNING", "SWEEP_SECONDS": "3600", "DJANGO_SETTINGS_MODULE": "facilitator.settings"}
NOT_OURS = ("DATABASE_URL", "KEYS_DATABASE_URL", "REDIS_URL", "SECRET_KEY", "KEY_FILE", "EMAIL_URL", "TRUSTED_PROXIES")
FILES = ("data.sqlite3", "keys.sqlite3", "secret.key")


class House:
    """A folder with data, and the server that opens it: it can be struck down and started again."""

    def __init__(self, folder, *, ground=None, **variables):
        self.folder, self.port = Path(folder), servers.free_port()
        self.url, self.log, self.server = f"http://localhost:{self.port}", self.folder / "web.log", None
        self.expected = []  # lines of the log that a test brings about on purpose
        static = (ground or self).folder / "static"
        own = {"VAR_DIR": str(self.folder), "BASE_URL": self.url, "STATIC_ROOT": str(static)}
        self.environment = dict.fromkeys(NOT_OURS) | QUIET | own | variables
        if ground:
            for name in FILES:
                shutil.copy2(ground.folder / name, self.folder)

    def prepare(self):
        """Empty tables, translations, static files."""
        self.run("manage.py", "prepare")

    def tell(self, story, *words):
        """Fill the house with a story (tests/stories.py); returns what one needs to know to play on from there."""
        return json.loads(self.run("-m", "tests.stories", story, *words))

    def run(self, *command):
        variables = {name: value for name, value in (os.environ | self.environment).items() if value is not None}
        command = [sys.executable, *command]
        done = subprocess.run(
            command, cwd=servers.ROOT, env=variables, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(done.stderr[-4000:])
        return done.stdout

    def newest_mail(self):
        """What the house has sent last, without its head."""
        newest = max((self.folder / "mail").iterdir(), key=lambda mail: mail.stat().st_mtime_ns)
        return newest.read_text().partition("\n\n")[2]

    def start(self, *command):
        """Open it, each time at the same address."""
        self.server = self.open(self.port, *command)

    def open(self, port, *command):
        """A server of this house at this port."""
        command = command or ("manage.py", "web")
        process = servers.launch([sys.executable, *command, "--port", port], self.log, environment=self.environment)
        servers.wait_for(process, self.log, lambda: servers.answers(port))
        return servers.Server(process, port, self.url, self.log)

    def strike(self):
        """`kill -9`: no goodbye, and nothing written that has not been written."""
        self.server.process.kill()
        self.server.process.wait()

    def close(self):
        """Stop it in good order; returns what it has written and nobody expected: nothing, if all was well."""
        if self.server:
            self.server.stop()
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return [line for line in lines if not any(words in line for words in self.expected)]
