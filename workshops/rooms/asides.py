"""What the house says to one person alone about whether they may write now: quietly, and without a reason that judges."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from workshops.programme.models import Admission, Agreement, Session
from workshops.rooms.models import Room

SHARED = (Room.Kind.PLENARY, Room.Kind.SMALL_GROUP)  # rooms in which the parties sit together
OF_SESSION = (*SHARED, Room.Kind.CAUCUS)
WHERE = {"apart": OF_SESSION, "asked": OF_SESSION, "muted": SHARED}  # who is told this does not write in rooms of these kinds
RUNNING = (Session.State.LIVE, Session.State.PAUSED)


@dataclass(frozen=True)
class Aside:
    """`word`: apart (does not feel safe), asked (ready to go on?), muted, or nothing; drawn into the person's own line."""

    room_id: UUID
    seat_id: UUID
    word: str
    agreements: list  # of {language: text}: what all have promised, said again

    @property
    def kinds(self):
        """The kinds of rooms in which this person does not write meanwhile."""
        return " ".join(WHERE.get(self.word, ()))

    def own(self, seat_id):
        """It is for one person."""
        return "own" if self.seat_id == seat_id else ""


def aside(desk, keys):
    """What is said to the person of this private line; None in any other room."""
    if desk.kind != Room.Kind.HELP_DESK:
        return None
    admission = Admission.objects.filter(
        seat_id=desk.seat_id, session__state__in=RUNNING, admitted_at__isnull=False, ended_at=None
    ).last()
    word = word_of(admission)
    current = Agreement.objects.filter(workshop_id=desk.workshop_id, replaced_at=None) if word == "asked" else []
    return Aside(desk.pk, desk.seat_id, word, [agreement.open(keys, "text") for agreement in current])


def word_of(admission):
    """How an admission stands, in a word."""
    if admission is None:
        return ""
    if admission.apart_at:
        return "apart"
    return "asked" if admission.ready_asked_at else "muted" if admission.muted_at else ""


def kept_out_of(room):
    """The ids of the seats that have stepped aside, or only read here: nobody waits for their turn."""
    inside = Admission.objects.filter(session_id=room.session_id, admitted_at__isnull=False, ended_at=None)
    told = inside.exclude(apart_at=None, muted_at=None) if room.kind in OF_SESSION else ()
    return {admission.seat_id for admission in told if admission.apart_at or room.kind in SHARED}


def why_apart(admission, room):
    """Why this person does not write in this room now, in their language, or None."""
    word = word_of(admission)
    if word == "apart" and room.kind in OF_SESSION:
        return _("You have stepped aside. Nothing is expected of you; say above when you would like to come back.")
    if word == "asked" and room.kind in OF_SESSION:
        return _("Write when you are ready: say so above. Nobody asks why you wait.")
    if admission and admission.muted_at and room.kind in SHARED:
        return _("For now you read here. What you write is kept as a draft; your line to the facilitators is open.")
    return None
