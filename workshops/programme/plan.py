"""A session and its agenda as they stand on paper: texts opened, hours counted from the start."""

import datetime
from dataclasses import dataclass, field
from uuid import UUID
from zoneinfo import ZoneInfo

from workshops.programme.models import AgendaItem, Placement, Session

LONGEST_BLOCK = 90  # minutes without a break; after it at least BREAK (methods 1)
BREAK = 15


@dataclass(frozen=True)
class PlannedItem:
    """One line of the agenda."""

    item: AgendaItem
    title: dict
    prompt: dict
    begins: datetime.datetime  # if everything before it keeps its minutes, without breaks

    @property
    def id(self):
        """The item's."""
        return self.item.pk

    @property
    def is_ahead(self):
        """Whether it may still be changed."""
        return self.item.began_at is None


@dataclass
class Plan:
    """One session with its agenda."""

    session: Session
    title: dict
    items: list = field(default_factory=list)

    @property
    def id(self) -> UUID:
        """The session's."""
        return self.session.pk

    @property
    def zone(self):
        """The zone in which this session was set."""
        return self.session.tzid

    @property
    def ends_at(self):
        """The end of what is booked."""
        return self.session.starts_at + datetime.timedelta(minutes=self.session.minutes)

    @property
    def minutes_planned(self):
        """The minutes of all items."""
        return sum(entry.item.minutes for entry in self.items)

    @property
    def air(self):
        """Minutes booked and not planned: for breaks. Below zero when the agenda is too long."""
        return self.session.minutes - self.minutes_planned

    @property
    def breaks_wanted(self):
        """Minutes of break that this length asks for."""
        return BREAK * max(0, (self.minutes_planned - 1) // LONGEST_BLOCK)

    @property
    def has_caucus(self):
        """Whether parties sit alone in it."""
        return any(entry.item.placement == Placement.CAUCUS for entry in self.items)

    @property
    def is_ahead(self):
        """Whether it has not begun."""
        return self.session.state in (Session.State.SCHEDULED, Session.State.LOBBY)

    @property
    def is_over(self):
        """Whether it has been stopped."""
        return self.session.state in (Session.State.STOPPED, Session.State.CLOSED)


def plans_of(workshop, keys):
    """The sessions of a workshop with their agendas, by date."""
    sessions = list(Session.objects.filter(workshop=workshop).order_by("starts_at", "position"))
    return _plans(sessions, keys)


def plan_of(session, keys):
    """One session with its agenda."""
    return _plans([session], keys)[0]


def _plans(sessions, keys):
    plans = {session.pk: Plan(session, session.open(keys, "title")) for session in sessions}
    for item in AgendaItem.objects.filter(session__in=sessions).order_by("position", "id"):
        plan = plans[item.session_id]
        item.session = plan.session
        begins = plan.session.starts_at + datetime.timedelta(minutes=plan.minutes_planned)
        local = begins.astimezone(ZoneInfo(plan.zone))
        plan.items.append(PlannedItem(item, item.open(keys, "title"), item.open(keys, "prompt"), local))
    return list(plans.values())
