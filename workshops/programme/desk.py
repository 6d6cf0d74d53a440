"""What lies on the desk of one member of staff: their workshops, what comes next, what is owed."""

import datetime
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count

from accounts.models import Membership, Organisation
from accounts.rules import organisations_of
from workshops import clock, rules
from workshops.programme.models import Admission, Knock, Seat, Session, Workshop

State = Session.State
PAPERWORK = datetime.timedelta(hours=72)
OPEN = (State.SCHEDULED, State.LOBBY, State.LIVE, State.PAUSED)


@dataclass
class Entry:
    """One workshop as a line on the desk."""

    id: UUID
    title: dict
    language: str
    is_rehearsal: bool
    state: str  # suspended, running, lobby, stopped, planned, past, preparing
    session: Session | None  # the one the state speaks of
    first_at: datetime.datetime | None = None
    last_at: datetime.datetime | None = None
    organisation: str = ""
    is_administered: bool = False  # by the person whose desk it is
    owed: list = field(default_factory=list)


@dataclass(frozen=True)
class Owed:
    """Something that waits for this person: `close`, `overdue`, `knock`, `waiting`, or what other folders add."""

    kind: str
    count: int = 1
    session: Session | None = None
    due_at: datetime.datetime | None = None
    subject_id: UUID | None = None

    @property
    def is_late(self):
        """Whether it should have been done by now."""
        return self.due_at is not None and self.due_at < clock.now()


@dataclass(frozen=True)
class Desk:
    """Workshops one facilitates, and for administrators those of the organisation that others facilitate."""

    mine: list
    others: list
    convenes: list  # organisations in which this person may begin a workshop
    many: bool  # whether organisations must be told apart


def desk_of(user):
    """The desk of this member of staff, in a fixed number of queries."""
    seats = Seat.objects.filter(user=user, role=Seat.Role.FACILITATOR, ended_at=None)
    own = set(seats.values_list("workshop_id", flat=True))
    administered = Organisation.objects.filter(id__in=_with_role(user, Membership.Role.ADMIN))
    workshops = Workshop.objects.filter(organisation__in=administered) | Workshop.objects.filter(id__in=own)
    entries = entries_of(workshops.select_related("organisation").order_by("-created_at", "id"))
    convened = set(Workshop.objects.filter(organisation__in=administered).values_list("pk", flat=True))
    for entry in entries:
        entry.is_administered = entry.id in convened
    mine = [entry for entry in entries if entry.id in own]
    _add_owed(mine)
    return Desk(
        mine=sorted(mine, key=_urgency),
        others=sorted((entry for entry in entries if entry.id not in own), key=_urgency),
        convenes=list(
            Organisation.objects.filter(id__in=_with_role(user, Membership.Role.FACILITATOR)).order_by("name")
        ),
        many=organisations_of(user).count() > 1,
    )


def _with_role(user, role):
    return Membership.objects.current().filter(user=user, role=role).values("organisation")


def entries_of(workshops):
    """The lines of these workshops: title, state, dates. Nothing of their rooms."""
    workshops = list(workshops)
    keys = rules.keys_of_programme(*(workshop.pk for workshop in workshops))
    sessions = {}
    for session in Session.objects.filter(workshop__in=workshops).order_by("starts_at"):
        sessions.setdefault(session.workshop_id, []).append(session)
    return [_entry(workshop, sessions.get(workshop.pk, []), keys) for workshop in workshops]


def _entry(workshop, sessions, keys):
    state, session = state_of(workshop, sessions)
    return Entry(
        id=workshop.pk,
        title=workshop.open(keys, "title"),
        language=workshop.language,
        is_rehearsal=workshop.is_rehearsal,
        state=state,
        session=session,
        first_at=sessions[0].starts_at if sessions else None,
        last_at=sessions[-1].starts_at if sessions else None,
        organisation=workshop.organisation.name,
    )


def state_of(workshop, sessions):
    """(word, the session it speaks of): what is most present of a workshop now."""
    if workshop.suspended_at:
        return "suspended", None
    for word, states in (
        ("running", (State.LIVE, State.PAUSED)),
        ("lobby", (State.LOBBY,)),
        ("stopped", (State.STOPPED,)),
        ("planned", (State.SCHEDULED,)),
    ):
        for session in sessions:
            if session.state in states:
                return word, session
    return ("past", sessions[-1]) if sessions else ("preparing", None)


def _paperwork(session):
    due_at = (session.stopped_at or session.starts_at) + PAPERWORK
    return Owed("overdue" if due_at < clock.now() else "close", session=session, due_at=due_at)


def _add_owed(entries):
    ids = [entry.id for entry in entries]
    knocks = _count(Knock.objects.filter(answered_at=None), "entry__seat__workshop", ids)
    waiting = Admission.objects.filter(
        admitted_at=None, ended_at=None, session__state__in=OPEN, seat__ended_at=None
    )
    waiting = _count(waiting, "session__workshop", ids)
    stopped = Session.objects.filter(workshop__in=ids, state=State.STOPPED).order_by("starts_at")
    paperwork = [(session.workshop_id, _paperwork(session)) for session in stopped]
    for entry in entries:
        entry.owed = [line for workshop_id, line in paperwork if workshop_id == entry.id] + [
            Owed(kind, count=counts[entry.id], session=entry.session)
            for kind, counts in (("knock", knocks), ("waiting", waiting))
            if counts.get(entry.id)
        ]


def _count(rows, path, ids):
    counted = rows.filter(**{f"{path}__in": ids}).values_list(path).annotate(number=Count("pk"))
    return dict(counted.order_by())


def _urgency(entry):
    rank = ("running", "lobby", "stopped", "planned", "preparing", "past", "suspended").index(entry.state)
    return rank, entry.session.starts_at.timestamp() if entry.session else 0
