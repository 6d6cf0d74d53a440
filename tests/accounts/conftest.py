"""Staff of two organisations: Ines administers and reviews, Amina facilitates; Zoe administers another."""

import re

import pytest
from django.core.cache import cache

from accounts.models import Membership, Organisation, User
from facilitator.celery import app as celery_app

PASSWORD = "seven boats on a quiet river"


@pytest.fixture(autouse=True)
def house_for_staff(settings):
    """Passwords cheap to check, tasks at once, no memory of earlier attempts."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.IS_SECOND_FACTOR_REQUIRED = False
    settings.LOGIN_REDIRECT_URL = "organisation"
    celery_app.conf.task_always_eager = True
    cache.clear()
    yield
    celery_app.conf.task_always_eager = False


@pytest.fixture
def person(db):
    """Make a person with roles in an organisation."""

    def make(name, organisation=None, *roles, password=PASSWORD):
        user = User.objects.create_user(f"{name.lower()}@example.org", password, name=name)
        for role in roles:
            Membership.objects.create(organisation=organisation, user=user, role=role)
        return user

    return make


@pytest.fixture
def organisation(db):
    """The NGO that convenes."""
    return Organisation.objects.create(name="Two Banks Trust")


@pytest.fixture
def ines(person, organisation):
    """Administers and reviews."""
    return person("Ines", organisation, "admin", "reviewer")


@pytest.fixture
def amina(person, organisation):
    """Facilitates."""
    return person("Amina", organisation, "facilitator")


@pytest.fixture
def zoe(person):
    """Administers another NGO."""
    return person("Zoe", Organisation.objects.create(name="Far Hills"), "admin")


@pytest.fixture
def signed_in(client):
    """The client, signed in as this person by password, as a browser does it."""

    def sign_in(user):
        response = client.post("/account/login/", {"login": user.email, "password": PASSWORD})
        assert response.status_code == 302
        return client

    return sign_in


@pytest.fixture
def code_in():
    """The digits of the code in a mail."""

    def find(mail):
        return re.search(r"\d{4}-\d{4}", mail.body).group()

    return find
