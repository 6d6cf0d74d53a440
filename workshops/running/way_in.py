"""The way in, step by step: what a person has still to read and to answer, and the meeting they wait for."""

from django.db import transaction

from workshops import rules
from workshops.programme import arrival, assents
from workshops.programme.models import (
    Admission,
    Agreement,
    AgreementAnswer,
    AssentAnswer,
    Seat,
    Session,
)
from workshops.records import building
from workshops.rooms.models import Room
from workshops.rooms.seating import help_desk_of, lock
from workshops.running.door import OPEN_STATES, ask_admission, leave_rooms, tell_team
from workshops.viewer import viewer_of

STEPS = ("invitation", "name", "consent", "agreements", "caucus")


def steps_of(seat):
    """The steps this person's way has, in order: the last one only if their party has been asked something."""
    about = assents.TO_PARTIES
    was_asked = AssentAnswer.objects.filter(seat=seat, assent__kind__in=about, assent__voided_at=None).exists()
    return STEPS if was_asked else STEPS[:-1]


def next_step(seat):
    """The first step that waits for this person, or None when they may wait for the meeting."""
    consents = rules.consents_of(seat)
    if "take_part" not in consents:
        return "invitation"
    if not consents["take_part"]:
        return None
    if unanswered_agreements(seat):
        return "agreements"
    return "caucus" if assents.questions_to(seat).filter(answer="").exists() else None


def agreements_of(seat):
    """The agreements in force, each with the person's newest answer or None."""
    answers = AgreementAnswer.objects.filter(seat=seat).order_by("answered_at")
    newest = {answer.agreement_id: answer for answer in answers}
    current = Agreement.objects.filter(workshop_id=seat.workshop_id, replaced_at=None)
    return [(agreement, newest.get(agreement.pk)) for agreement in current]


def unanswered_agreements(seat):
    """Agreements in force to which this person has said neither yes nor no."""
    return [agreement for agreement, answer in agreements_of(seat) if answer is None]


def session_ahead(workshop_id):
    """The meeting one waits for: the one whose door is open, else the next that is planned, else None."""
    sessions = Session.objects.filter(workshop_id=workshop_id).select_related("workshop").order_by("starts_at")
    is_open = sessions.filter(state__in=OPEN_STATES).first()
    return is_open or sessions.filter(state=Session.State.SCHEDULED).first()


@transaction.atomic
def answer_consent(viewer, *, answers):
    """Answers to the consent text. Without "take part" all listening ends with this commit; the private line stays.

    The rooms are locked first, as everywhere, so that nobody is being admitted meanwhile.
    """
    seat = Seat.objects.select_related("workshop").get(pk=viewer.seat_id)
    rooms = Room.objects.filter(workshop_id=seat.workshop_id, session__isnull=False)
    lock(*rooms.filter(session__state__in=OPEN_STATES))
    arrival.answer_consent(viewer, answers=answers)
    if not answers["take_part"]:
        leave_rooms(seat, rooms)
        Admission.objects.filter(seat=seat, session__state__in=(Session.State.SCHEDULED, *OPEN_STATES)).delete()
    building.keep_all_true(seat.workshop_id)
    help_desk_of(seat)
    tell_team(seat.workshop, "seat.arrived", seat)
    return seat


@transaction.atomic
def answer_agreement(viewer, *, agreement, is_confirmed, objection=""):
    """A promise made, or an objection: the team sees at its door that something waits."""
    answer = arrival.answer_agreement(viewer, agreement=agreement, is_confirmed=is_confirmed, objection=objection)
    tell_team(agreement.workshop, "seat.arrived", answer.seat)


@transaction.atomic
def go_on(viewer):
    """After each answer: when nothing is missing the way in is finished, and when nothing is unanswered the person
    stands at the door of the meeting ahead. An objection keeps them waiting; it does not send them away."""
    seat = Seat.objects.select_related("workshop").get(pk=viewer.seat_id)
    if rules.why_not_arrived(seat) is None:
        arrival.finish_arrival(viewer)
    session = session_ahead(seat.workshop_id)
    if session and next_step(seat) is None and rules.consents_of(seat).get("take_part"):
        ask_admission(viewer_of(seat), session=session)
    return seat
