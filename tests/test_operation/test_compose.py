"""docker-compose.yml holds what it promises. There is no engine here, so it is read, and its commands are run bare elsewhere."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docker-compose.yml").read_text()
COMPOSE = yaml.safe_load(TEXT)
SERVICES = COMPOSE["services"]
OURS = {"web", "worker", "beat", "prepare"}


def settings_read():
    """Every environment variable that our settings read."""
    return set(re.findall(r'(?:env(?:\.\w+)?|database)\(\s*"([A-Z_]+)"', (ROOT / "facilitator/settings.py").read_text()))


def example():
    """The variables of .env.example and their values."""
    lines = (ROOT / ".env.example").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_it_is_of_the_form_that_compose_reads():
    schema = json.loads((Path(__file__).parent / "compose_schema.json").read_text())
    jsonschema.Draft7Validator.check_schema(schema)
    errors = jsonschema.Draft7Validator(schema).iter_errors(COMPOSE)
    assert [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in errors] == []


def test_the_parts_are_all_there():
    assert set(SERVICES) == OURS | {"proxy", "postgres", "redis"}


@pytest.mark.parametrize("name", SERVICES)
def test_every_part_is_closed_in(name):
    service = SERVICES[name]
    assert service["user"] not in ("0", "root", "0:0")
    assert (service["read_only"], service["init"]) == (True, True)
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"prepare"}))
def test_every_part_that_stays_is_asked_how_it_is(name):
    assert set(SERVICES[name]["healthcheck"]) >= {"test", "interval", "timeout", "retries"}
    assert SERVICES[name]["restart"] == "unless-stopped"


def test_only_the_proxy_is_on_the_street_and_the_data_has_no_way_out():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert {name for name, service in SERVICES.items() if service["networks"] == ["inside"]} == {"postgres", "redis"}


def test_everything_named_is_declared():
    volumes, files = set(), set()
    for service in SERVICES.values():
        assert set(service["networks"]) <= set(COMPOSE["networks"])
        assert set(service.get("depends_on", {})) <= set(SERVICES)
        sources = {volume.split(":/")[0] for volume in service.get("volumes", [])}
        volumes |= {source for source in sources if source.isidentifier()}
        files |= {source for source in sources if source.startswith("./")}
    assert volumes == set(COMPOSE["volumes"])
    assert [file for file in files if not (ROOT / file).is_file()] == []


def test_the_key_file_lies_outside_the_data_and_only_prepare_may_write_it():
    mounts = {name: SERVICES[name]["volumes"] for name in OURS}
    assert mounts == {name: ["${KEY_FOLDER:-./keys}:/keys" + ("" if name == "prepare" else ":ro")] for name in OURS}
    assert {SERVICES[name]["environment"]["KEY_FILE"] for name in OURS} == {"/keys/organisation.keys"}
    dumped = SERVICES["web"]["environment"]
    assert dumped["DATABASE_URL"].rpartition("/")[2] != dumped["KEYS_DATABASE_URL"].rpartition("/")[2]


def test_our_settings_know_every_variable_that_is_set():
    assert set(SERVICES["web"]["environment"]) - settings_read() == set()


def test_what_compose_asks_for_is_explained():
    asked = dict(re.findall(r"\$\{([A-Z_]+)(:-|:\?)?", TEXT))
    assert set(asked) == set(example())


def test_what_has_no_default_is_refused_when_empty():
    without_default = set(re.findall(r"\$\{([A-Z_]+):\?", TEXT))
    secret = {"SECRET_KEY", "POSTGRES_PASSWORD"}
    assert secret <= without_default
    assert {name: example()[name] for name in secret} == dict.fromkeys(secret, "")


def test_the_readme_explains_every_variable_of_the_settings():
    table = re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert sorted(table) == sorted(settings_read() | {"CLOCK_OFFSET", "CLOCK_RATE", "CLOCK_BEGAN"})
