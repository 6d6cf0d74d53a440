"""People as a room sees them: a name, a role, and what they carry of their party."""

from dataclasses import dataclass
from uuid import UUID

from workshops.programme.models import Party, Seat

NO_PARTY = ({}, {}, "f")  # the team and its guests: the circle of the house


@dataclass(frozen=True)
class Person:
    """A seat as the room sees it."""

    id: UUID
    name: str
    role: str
    party_id: UUID | None
    party: dict  # {language: name}
    letter: dict  # {language: letter}
    mark: str

    @property
    def is_chair(self):
        """Facilitators speak for the house."""
        return self.role == Seat.Role.FACILITATOR


def people(workshop_id, keys, **which):
    """{seat id: Person} of the seats of a workshop."""
    parties = {party.pk: marks(party, keys) for party in Party.objects.filter(workshop_id=workshop_id)}
    return {
        seat.pk: person(seat, parties.get(seat.party_id, NO_PARTY), keys)
        for seat in Seat.objects.filter(workshop_id=workshop_id, **which).order_by("created_at", "pk")
    }


def marks(party, keys):
    """What a person carries of their party: its name, its letter, its shape."""
    return party.open(keys, "name") or {}, party.open(keys, "letter") or {}, party.mark


def person(seat, marks, keys):
    """One seat as the room sees it."""
    return Person(seat.pk, seat.open(keys, "display_name"), seat.role, seat.party_id, *marks)
