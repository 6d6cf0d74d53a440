"""The convening organisation, its key, and the people who work for it."""

import uuid

from accounts.models import Membership, Organisation, User
from workshops.demo.telling import story
from workshops.programme.declaring import sign_note
from workshops.programme.models import Seat
from workshops.vault.keyfile import make_organisation_key
from workshops.viewer import viewer_of


def hire(telling):
    """(organisation, {staff id or seat of the story: user}). Passwords are given when the demo starts."""
    it = story()["organisation"]
    organisation_id = uuid.uuid4()
    make_organisation_key(organisation_id)
    began = telling.at(story()["consents"][0]["given_at"])
    organisation = Organisation.objects.create(id=organisation_id, name=it["name"], created_at=began)
    users = {}
    for person in it["staff"]:
        user = User.objects.create_user(address_of(person["name"]), name=person["name"])
        Membership.objects.create(organisation=organisation, user=user, role=person["role"], created_at=began)
        users[person["seat"] or person["id"]] = user
    return organisation, users


def sign_notes(told):
    """Each facilitator of the story has signed the discipline note and said whom they are close to."""
    for it in (person for person in story()["people"] if person["role"] == Seat.Role.FACILITATOR):
        party = told.parties[it["affinity"]]
        sign_note(viewer_of(told.seats[it["id"]]), workshop=told.workshop, affinity=str(party.pk))


def address_of(name):
    """A mail address that cannot exist."""
    return f"{name.lower().replace(' ', '.')}@two-banks.example"
