"""A workshop among colleagues, with invented parties: to try everything once before anybody is invited."""

import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from workshops import catalogue, clock
from workshops.programme.actions import PartyDraft, create_workshop
from workshops.programme.models import Party, Seat
from workshops.programme.people import write_seat

AHEAD = datetime.timedelta(minutes=10)


@transaction.atomic
def begin_rehearsal(user, *, organisation):
    """The invented workshop of the catalogue with two seats for each party and a session today."""
    story = catalogue.rehearsal()
    texts = {name: story[name] for name in ("title", "purpose", "background", "asymmetry_note")}
    workshop = create_workshop(
        user,
        organisation=organisation,
        template=story["template"],
        **texts,
        language=user.language,
        languages=dict(settings.LANGUAGES),
        zone=user.zone,
        parties=[PartyDraft(party["name"], party["letter"], user.zone) for party in story["parties"]],
        starts=soon(user.zone),
        is_rehearsal=True,
    )
    for party, plan in zip(Party.objects.filter(workshop=workshop), story["parties"], strict=True):
        _seat_people(workshop, party, plan, user)
    return workshop


def soon(zone):
    """The next ten minutes on the clock of a zone."""
    local = (clock.now() + AHEAD).astimezone(ZoneInfo(zone)).replace(tzinfo=None, second=0, microsecond=0)
    return local - datetime.timedelta(minutes=local.minute % 10)


def _seat_people(workshop, party, plan, user):
    letter = plan["letter"].get(workshop.language) or plan["letter"]["en"]
    for number, name in enumerate(plan["people"], 1):
        write_seat(
            workshop,
            role=Seat.Role.PARTICIPANT,
            alias=f"{letter}-{number}",
            name=name,
            party=party,
            language=user.language,
            zone=user.zone,
        )
