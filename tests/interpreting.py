"""Short hands for interpretation: somebody who interprets, and what they do."""

from tests.cast import arrive, make_seat, viewer
from workshops import clock
from workshops.programme import reading
from workshops.programme.models import Assent, LanguagePair, Seat
from workshops.rooms import interpreting
from workshops.rooms.models import Rendering
from workshops.running import questions

BOTH = {("en", "ar"), ("ar", "en")}


def interpreter(cast, session_in=None, name="Rhea"):
    """An interpreter between English and Arabic, agreed by both parties, at the plenary of a live session."""
    seat = make_seat(cast.workshop, name, Seat.Role.INTERPRETER)
    arrive(seat)
    agree(cast, seat)
    if session_in:
        session_in("live")
        cast.admit(seat)
    return seat


def agree(cast, seat, pairs=BOTH):
    """Amina says what this person works between, and everyone of both parties says yes to them."""
    reading.set_language_pairs(viewer(cast.amina), seat=seat, pairs=pairs)
    for assent in Assent.objects.filter(kind=Assent.Kind.INTERPRETER, subject_id=seat.pk, held_at=None):
        for answer in assent.answers.all():
            questions.answer_question(viewer(answer.seat), assent=assent, answer="yes")


def make_interpreter(seat):
    """Whoever sat here as something else interprets from now on, with everybody's yes."""
    Seat.objects.filter(pk=seat.pk).update(role=Seat.Role.INTERPRETER)
    LanguagePair.objects.bulk_create(
        LanguagePair(seat=seat, source=source, target=target, agreed_at=clock.now()) for source, target in BOTH
    )


def asked_of(message, language="ar"):
    """What is to be made of this message."""
    return Rendering.objects.select_related("room", "message").get(message=message, language=language)


def render(seat, message, text="جفت البئر.", note="", language="ar"):
    """This interpreter takes it on and delivers it."""
    rendering = interpreting.claim_rendering(viewer(seat), rendering=asked_of(message, language))
    return interpreting.deliver_rendering(viewer(seat), rendering=rendering, text=text, note=note)
