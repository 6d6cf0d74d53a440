"""The plan of follow-ups as the team reads it: lines with their meeting, who has been told, who is still to be asked."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from workshops import clock
from workshops.followups.actions import left_to_ask
from workshops.followups.dispatch import to_tell
from workshops.followups.models import Dispatch, FollowUp
from workshops.programme.models import Seat, Session
from workshops.programme.roster import places_of

State, Why = Dispatch.State, Dispatch.Why


@dataclass
class PlannedLine:
    """One line, and how far the telling of its meeting is: people by what happened with the newest notice to them."""

    line: FollowUp
    told: Counter = field(default_factory=Counter)
    left: int = 0  # of a welfare check: how many have not been asked

    @property
    def may_drop(self):
        """Whether it can fall away: nobody has met, and it is not the question how each person is."""
        line = self.line
        if line.session and line.session.state != Session.State.SCHEDULED:
            return False
        return not line.is_asynchronous and line.state in (FollowUp.State.PROPOSED, FollowUp.State.PLANNED)

    @property
    def is_overdue(self):
        """Whether people should have been asked by now."""
        due_at = self.line.origin and self.line.origin.welfare_due_at
        return bool(self.left and due_at and due_at < clock.now())


@dataclass(frozen=True)
class Telling:
    """One person who is to be told of one appointment by voice or on paper."""

    dispatch: Dispatch
    place: object


def lines_of(workshop):
    """Every line of the plan, by date."""
    lines = list(FollowUp.objects.filter(workshop=workshop).select_related("session", "origin"))
    told = _told([line.session_id for line in lines if line.session_id])
    return [PlannedLine(line, told[line.session_id], _left(line)) for line in lines]


def _left(line):
    return left_to_ask(line).count() if line.is_asynchronous else 0


def _told(session_ids):
    """{session: how many people are told, waiting, to be told by voice, or not to be reached}."""
    told = defaultdict(Counter)
    notices = Dispatch.objects.filter(
        subject_id__in=session_ids, kind__in=(Dispatch.Kind.INVITE, Dispatch.Kind.CHANGED), seat__ended_at=None
    ).exclude(why=Why.REPLACED)
    newest = {(notice.subject_id, notice.seat_id): notice for notice in notices.order_by("revision")}
    for notice in newest.values():
        told[notice.subject_id][word_of(notice)] += 1
    return told


def word_of(notice):
    """Where telling one person stands, in one word."""
    if notice.state == State.SENT or notice.told_at:
        return "told"
    if notice.state in (State.DUE, State.LEASED):
        return "waiting"
    return "by_voice" if notice.state == State.FAILED or notice.why == Why.BY_VOICE else "not_reached"


def tellings_of(viewer, workshop):
    """Who is to be told by voice or on paper, with the name to call them by."""
    places = {place.id: place for place in places_of(viewer, workshop)}
    return [Telling(dispatch, places[dispatch.seat_id]) for dispatch in to_tell(workshop)]


def unreachable(viewer, workshop):
    """Who has said that contact is not safe."""
    return places_of(viewer, workshop, ended_at=None, channel=Seat.Channel.UNSAFE)


def askings_of(viewer, line):
    """(place, asking) of a welfare check, in the order of the people."""
    askings = {asking.seat_id: asking for asking in line.askings.all()}
    places = places_of(viewer, line.workshop, pk__in=list(askings))
    return [(place, askings[place.id]) for place in places]
