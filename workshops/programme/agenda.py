"""When a workshop meets, and what each meeting goes through."""

from django.db import transaction
from django.utils.translation import gettext as _

from workshops import rules
from workshops.programme import wall_time
from workshops.programme.models import AgendaItem, Session, Workshop

State = Session.State
BEFORE = (State.SCHEDULED, State.LOBBY)
OVER = (State.STOPPED, State.CLOSED)


def schedule(session, local, zone, fold=0):
    """Set the hour; the moment follows from it."""
    session.local_start, session.tzid, session.fold = wall_time.written(local), zone, fold
    session.starts_at = wall_time.moment_of(local, zone, fold)


def write_item(session, *, title, purpose, prompt, **facts):
    """The row itself, at the end of the agenda."""
    last = AgendaItem.objects.filter(session=session).order_by("-position").first()
    item = AgendaItem(session=session, position=last.position + 1 if last else 0, **facts)
    item.seal(title=title, purpose=purpose, prompt=prompt).save(force_insert=True)
    return item


def _locked(viewer, session, states, reason):
    session = Session.objects.select_for_update().select_related("workshop").get(pk=session.pk)
    rules.require(rules.can_prepare(viewer, session.workshop))
    rules.require(session.state in states, reason)
    return session


@transaction.atomic
def plan_session(viewer, *, workshop, title, local, zone, minutes, fold=0, turn_hours=None):
    """One more meeting, without an agenda yet. `turn_hours`: it lasts days, and a turn so long."""
    workshop = Workshop.objects.select_for_update().get(pk=workshop.pk)
    rules.require(rules.can_prepare(viewer, workshop))
    last = Session.objects.filter(workshop=workshop).order_by("-position").first()
    session = Session(workshop=workshop, position=last.position + 1 if last else 0, minutes=minutes, turn_hours=turn_hours)
    schedule(session, local, zone, fold)
    session.seal(title=title).save(force_insert=True)
    return session


@transaction.atomic
def change_session(viewer, *, session, title, local, zone, minutes, fold=0, turn_hours=None):
    """Another title, hour or length, as long as the session has not begun."""
    session = _locked(viewer, session, BEFORE, _("This session has begun; its plan stays as it was."))
    before = session.starts_at, session.minutes
    schedule(session, local, zone, fold)
    session.minutes, session.turn_hours = minutes, turn_hours
    if before != (session.starts_at, session.minutes):
        session.revision += 1
    session.seal(title=title).save()
    return session


@transaction.atomic
def drop_session(viewer, *, session):
    """Take a session out of the plan before anybody has come."""
    session = _locked(
        viewer, session, (State.SCHEDULED,), _("People have come to this session; stop it instead.")
    )
    rules.require(not session.admissions.exists(), _("Somebody waits for this session. Answer them first."))
    session.delete()


@transaction.atomic
def add_item(viewer, *, session, **item):
    """One more phase, at the end."""
    session = _locked(viewer, session, set(State) - set(OVER), _("This session is over."))
    return write_item(session, **item)


@transaction.atomic
def add_item_next(viewer, *, session, **item):
    """One more phase right after the one that is on: what was planned next comes after it."""
    session = _locked(viewer, session, set(State) - set(OVER), _("This session is over."))
    written = write_item(session, **item)
    if session.current_item:
        place = session.current_item.position
        for later in AgendaItem.objects.filter(session=session, position__gt=place).exclude(pk=written.pk):
            later.position += 1
            later.save(update_fields=["position"])
        written.position = place + 1
        written.save(update_fields=["position"])
    return written


def _ahead(viewer, item):
    """The item and its session, locked; it must not have begun."""
    session = _locked(viewer, item.session, set(State) - set(OVER), _("This session is over."))
    item = AgendaItem.objects.select_for_update().get(pk=item.pk)
    item.session = session
    rules.require(item.began_at is None, _("This item has begun; its plan stays as it was."))
    return item


@transaction.atomic
def change_item(viewer, *, item, title, purpose, prompt, **facts):
    """Other words, minutes, company or floor for a phase that has not begun."""
    item = _ahead(viewer, item)
    for name, value in facts.items():
        setattr(item, name, value)
    item.seal(title=title, purpose=purpose, prompt=prompt).save()
    return item


@transaction.atomic
def move_item(viewer, *, item, is_up):
    """Change places with the neighbour above or below; what has begun keeps its place."""
    item = _ahead(viewer, item)
    items = AgendaItem.objects.select_for_update().filter(session=item.session, began_at=None)
    beside = (
        items.filter(position__lt=item.position).last()
        if is_up
        else items.filter(position__gt=item.position).first()
    )
    if beside:
        item.position, beside.position = beside.position, item.position
        AgendaItem.objects.bulk_update([item, beside], ["position"])
    return item


@transaction.atomic
def drop_item(viewer, *, item):
    """Take a phase out before it has begun."""
    _ahead(viewer, item).delete()
