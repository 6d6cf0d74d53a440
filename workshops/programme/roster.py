"""The people of a workshop as its facilitators see them: places, passes, and who stands before a closed door."""

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from workshops import clock, rules
from workshops.programme.models import Assent, Knock, Party, Pass, Seat


@dataclass(frozen=True)
class PartyCard:
    """A party with its texts opened."""

    id: UUID
    name: dict
    letter: dict
    mark: str
    zone: str


@dataclass
class Place:
    """One seat with its names opened, its party, its passes newest first, and its unanswered knocks."""

    seat: Seat
    name: str
    alias: str
    party: PartyCard | None
    passes: list = field(default_factory=list)
    knocks: list = field(default_factory=list)

    @property
    def id(self):
        """The seat's."""
        return self.seat.pk

    @property
    def called(self):
        """What to call this person on the page."""
        return self.name or self.alias

    @property
    def doors(self):
        """(state in a word, pass): the browser that is in, then what could still let somebody in, else what closed last."""
        states = [(pass_state(entry), entry) for entry in self.passes]
        standing = [pair for pair in states if pair[0] in ("in_use", "waiting")]
        return sorted(standing, key=lambda pair: pair[0]) or states[:1]


def pass_state(entry):
    """A word for where a pass stands: waiting, in_use, expired or revoked."""
    if entry.revoked_at:
        return "revoked"
    if entry.expires_at <= clock.now():
        return "expired"
    return "in_use" if entry.used_at else "waiting"


def parties_of(workshop, keys):
    """The parties, in their order."""
    return [
        PartyCard(party.pk, party.open(keys, "name"), party.open(keys, "letter"), party.mark, party.zone)
        for party in Party.objects.filter(workshop=workshop)
    ]


def places_of(viewer, workshop, **which):
    """The places of a workshop in the order in which they were made; those who have left come last."""
    keys = rules.keys_for(viewer)
    cards = {card.id: card for card in parties_of(workshop, keys)}
    seats = list(Seat.objects.filter(workshop=workshop, **which).order_by("ended_at", "created_at", "id"))
    passes, knocks = _doors(seats)
    places = [
        Place(
            seat=seat,
            name=seat.open(keys, "display_name"),
            alias=seat.open(keys, "record_alias"),
            party=cards.get(seat.party_id),
            passes=passes[seat.pk],
            knocks=knocks[seat.pk],
        )
        for seat in seats
    ]
    return sorted(places, key=lambda place: place.seat.ended_at is not None)


def _doors(seats):
    passes, knocks = defaultdict(list), defaultdict(list)
    for entry in Pass.objects.filter(seat__in=seats).order_by("-created_at", "id"):
        passes[entry.seat_id].append(entry)
    for knock in (
        Knock.objects.filter(entry__seat__in=seats, answered_at=None)
        .select_related("entry")
        .order_by("knocked_at")
    ):
        knocks[knock.entry.seat_id].append(knock)
    return passes, knocks


def caucus_questions(workshop):
    """{party: (seat accepted or None, seat asked about or None)}: all that may be known outside the party."""
    found = {}
    asked = Assent.objects.filter(party__workshop=workshop, kind__in=Assent.DOORS, voided_at=None)
    for assent in asked.order_by("asked_at"):
        accepted, open_now = found.get(assent.party_id, (None, None))
        if assent.held_at:
            accepted = assent
        elif assent.kind == Assent.Kind.CAUCUS_DOOR:  # what a party asks itself, nobody else learns
            open_now = assent
        found[assent.party_id] = accepted, open_now
    return {
        party: (accepted and accepted.subject_id, open_now and open_now.subject_id)
        for party, (accepted, open_now) in found.items()
    }
