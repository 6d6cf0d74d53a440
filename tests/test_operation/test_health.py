"""Alive and ready, and what is said when something is out of reach."""

import pytest

from accounts.models import Organisation
from facilitator import health
from workshops import clock
from workshops.vault.keyfile import make_organisation_key

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
ALL = {"data", "keys", "key_file", "pokes", "broker"}


@pytest.fixture
def organisation(settings, tmp_path):
    """An NGO whose key lies in a key file of its own."""
    settings.KEY_FILE = tmp_path / "keys" / "organisation.keys"
    organisation = Organisation.objects.create(name="Two Banks Trust", created_at=clock.now())
    make_organisation_key(organisation.pk)
    return organisation


def ask(client):
    """(status, the parts that are out of reach)."""
    response = client.get("/health/ready")
    body = response.json()
    assert set(body) == {"ready", "parts"}
    assert set(body["parts"]) == ALL
    assert body["ready"] == all(body["parts"].values())
    return response.status_code, [part for part, is_there in body["parts"].items() if not is_there]


def test_alive_needs_nothing(client):
    assert client.get("/health/live").json() == {"alive": True}


def test_ready_when_all_is_there(client, organisation):
    assert ask(client) == (200, [])


def test_ready_before_the_first_organisation(client, settings, tmp_path):
    settings.KEY_FILE = tmp_path / "none"
    assert ask(client) == (200, [])


def test_not_ready_without_the_key_file(client, organisation, settings, caplog):
    settings.KEY_FILE.unlink()
    assert ask(client) == (503, ["key_file"])
    assert [record.kind for record in caplog.records if record.name == "facilitator.health"] == ["key_file"]


def test_not_ready_with_the_key_file_of_another_house(client, organisation, settings):
    settings.KEY_FILE.unlink()
    make_organisation_key("00000000-0000-4000-8000-000000000000")
    assert ask(client) == (503, ["key_file"])


def test_not_ready_without_redis(client, organisation, settings):
    settings.CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": ["redis://127.0.0.1:1/0"]},
        }
    }
    assert ask(client) == (503, ["pokes"])


def test_not_ready_without_a_broker(client, organisation, monkeypatch):
    monkeypatch.setattr(health.app.conf, "broker_write_url", "redis://127.0.0.1:1/0")
    assert ask(client) == (503, ["broker"])


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_health_is_only_read(client, method):
    assert getattr(client, method)("/health/ready").status_code == 405
