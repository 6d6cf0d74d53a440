"""What a party is about to let out of its caucus: who decides, what has been proposed, and how far it is.

Inside one sees a count and never who said what; outside nobody sees anything that changes, until it is let out.
"""

from dataclasses import dataclass

from workshops.programme.models import Assent, AssentAnswer, Seat, Session
from workshops.rooms.models import Room, Sentence
from workshops.rules import can_hear

SENTENCE = Assent.Kind.SENTENCE


@dataclass(frozen=True)
class Proposal:
    """A sentence as the members of its party see it. `answer`: the viewer's own, empty until they give one, None for those
    who are not asked."""

    sentence: Sentence
    text: str
    is_held: bool
    answered: int
    asked: int
    answer: str | None = None
    is_own: bool = False

    @property
    def is_staying(self):
        """Whether all have answered and not all with yes: it is not said who."""
        return not self.is_held and self.answered == self.asked


def can_decide(viewer, room):
    """The members of a party who sit in its caucus decide what leaves it; no guest, and nobody of the team."""
    is_member = viewer.role == Seat.Role.PARTICIPANT and viewer.party_id == room.party_id
    return room.kind == Room.Kind.CAUCUS and is_member and can_hear(viewer, room)


def can_look_on(viewer, room):
    """The facilitator whom the party has accepted reads what is proposed, and has no part in it."""
    return room.kind == Room.Kind.CAUCUS and viewer.is_facilitator and can_hear(viewer, room)


def is_time(room):
    """While the session is live; in a pause nothing is proposed and nothing leaves."""
    return Session.objects.filter(rooms=room, state=Session.State.LIVE).exists()


def open_ones(room):
    """The sentences that wait in this caucus."""
    return Sentence.objects.filter(room=room, ended_at=None)


def question_about(sentence):
    """What the party is asked about a sentence as it stands now."""
    about = Assent.objects.filter(kind=SENTENCE, subject_id=sentence.pk, version=str(sentence.version), voided_at=None)
    return about.first()


def proposals(viewer, room, keys):
    """Every proposal of this caucus with where it stands, the oldest first."""
    found = []
    for sentence in open_ones(room):
        question = question_about(sentence)
        answers = AssentAnswer.objects.filter(assent=question, seat__ended_at=None)
        said = dict(answers.values_list("seat_id", "answer"))
        count = sum(bool(answer) for answer in said.values())
        how_far = {"is_held": question.held_at is not None, "answered": count, "asked": len(said)}
        own = {"answer": said.get(viewer.seat_id), "is_own": sentence.seat_id == viewer.seat_id}
        if (text := sentence.said(keys)) is not None:
            found.append(Proposal(sentence, text, **how_far, **own))
    return found
