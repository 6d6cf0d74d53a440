"""The people of a session by party: who is here, who is away, who has not come, who has a hand up."""

from dataclasses import dataclass, field

from workshops.live.people import Person
from workshops.programme.models import Admission, Seat
from workshops.rooms import floor, presence
from workshops.rooms.models import FloorMode, Room


@dataclass(frozen=True)
class Place:
    """One person of a workshop in this session. `state`: here, line (on their private line), away, asking, out, expected."""

    person: Person
    state: str
    is_hand_up: bool = False
    is_speaking: bool = False
    words: int | None = None  # said so far at the tables the parties share; None for whoever is not counted
    hint: str = ""  # quiet, long, or nothing
    is_muted: bool = False
    is_apart: bool = False  # does not feel safe and has stepped aside

    @property
    def is_in(self):
        """Whether the person is admitted."""
        return self.state in ("here", "line", "away")


@dataclass
class Bench:
    """The people of one party, or (without a party) the others who were invited."""

    party: dict | None  # {language: name}
    mark: str
    letter: dict
    party_id: object = None
    places: list = field(default_factory=list)

    def count(self, state):
        """How many are in this state."""
        return sum(place.state == state for place in self.places)

    @property
    def here(self):
        """How many are here."""
        return self.count("here") + self.count("line")

    @property
    def away(self):
        """How many were let in and are not connected."""
        return self.count("away")


def people_by_party(session, known, here, plenary, voice=None):
    """Benches in the order of the parties, then one for whoever belongs to none."""
    aside = {it.seat_id: it for it in Admission.objects.filter(session=session).exclude(muted_at=None, apart_at=None)}
    states = _states(session, here)
    hands = {hand.seat_id for hand in floor.hands_up(plenary)} if plenary and plenary.floor_mode == FloorMode.QUEUE else ()
    benches = {}
    seats = Seat.objects.filter(workshop_id=session.workshop_id, ended_at=None).exclude(role=Seat.Role.FACILITATOR)
    for seat in seats.order_by("party__position", "created_at", "pk"):
        person = known[seat.pk]
        bench = benches.setdefault(seat.party_id, Bench(person.party or None, person.mark, person.letter, seat.party_id))
        is_speaking = bool(plenary and plenary.holder_id == seat.pk)
        said = {"words": voice.words.get(seat.pk), "hint": voice.hint(seat.pk)} if voice else {}
        facts = {"is_hand_up": seat.pk in hands, "is_speaking": is_speaking}
        if admission := aside.get(seat.pk):
            facts |= {"is_muted": admission.muted_at is not None, "is_apart": admission.apart_at is not None}
        bench.places.append(Place(person, states.get(seat.pk, "expected"), **facts, **said))
    return sorted(benches.values(), key=lambda bench: bench.party is None)


def _states(session, here):
    states, on_line = {}, _on_their_line(session)
    for admission in Admission.objects.filter(session=session):
        if admission.admitted_at and not admission.ended_at:
            elsewhere = "line" if admission.seat_id in on_line else "away"
            states[admission.seat_id] = "here" if admission.seat_id in here else elsewhere
        else:
            states[admission.seat_id] = "out" if admission.ended_at else "asking"
    return states


def _on_their_line(session):
    """The ids of those who are connected to their private line: who talks with the team there is not away."""
    lines = Room.objects.filter(workshop_id=session.workshop_id, kind=Room.Kind.HELP_DESK).values_list("pk", "seat_id")
    seen = presence.here([room_id for room_id, _seat_id in lines])
    return {seat_id for room_id, seat_id in lines if seat_id in seen[room_id]}
