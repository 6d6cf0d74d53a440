"""Who sits at the table, and what they consented to."""

import datetime

from workshops.demo.telling import story
from workshops.programme.arrival import consent_hash, consent_text
from workshops.programme.models import ConsentAnswer, Seat
from workshops.vault.context import compartment
from workshops.vault.keys import make_keys

ANSWERS = {  # our points of the consent text → the story's, where the words differ
    "take_part": "participation",
    "quotes": "non_attributed_quotes",
    "follow_up": "follow_up_contact",
    "alumni": "alumni_contact",
    "research": "research_export",
}


def make_seats(told):
    """A seat for each person of the story, in its order. Staff sit on theirs as users; names and aliases are sealed."""
    began = told.workshop.created_at
    for number, it in enumerate(story()["people"]):
        told.seats[it["id"]] = Seat(
            workshop=told.workshop,
            party=told.parties.get(it["party"]),
            user=told.users.get(it["id"]),
            role=it["role"],
            language=told.workshop.language,
            zone=told.workshop.zone,
            created_at=began + datetime.timedelta(seconds=number),
        )
    names = [compartment(kind, seat.pk) for seat in told.seats.values() for kind in ("own", "salt")]
    make_keys(*names, organisation_id=told.workshop.organisation_id, workshop_id=told.workshop.pk)
    for it in story()["people"]:
        told.seats[it["id"]].seal(display_name=told.telling.name_of(it), record_alias=told.telling.alias_of(it))
    Seat.objects.bulk_create(told.seats.values())


def make_consents(told):
    """Each person's answers, point by point; with them the way in is finished.

    The story has none for the interpreter, who must consent here like everyone who comes in.
    """
    given = {it["participant"]: it for it in story()["consents"]}
    agreed_upon = {"given_at": story()["consents"][0]["given_at"], "participation": True}
    text_hash, answers = consent_hash(told.workshop.language), []
    for person, seat in told.seats.items():
        if seat.is_facilitator:
            continue
        it = given.get(person, agreed_upon)
        seat.arrived_at = told.telling.at(it["given_at"])
        answers += [
            ConsentAnswer(
                seat=seat,
                point=point,
                is_given=bool(it.get(ANSWERS.get(point, point))),
                text_hash=text_hash,
                language=seat.language,
                answered_at=seat.arrived_at,
            )
            for point in (each["point"] for each in consent_text()["points"])
        ]
    ConsentAnswer.objects.bulk_create(answers)
    Seat.objects.bulk_update(told.seats.values(), ["arrived_at"])
