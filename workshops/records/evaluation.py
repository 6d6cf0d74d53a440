"""The evaluator's reading: the numbers of a workshop's exercises, opened with a written reason that stands in the audit."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from accounts.models import Membership
from workshops import catalogue, clock, rules
from workshops.exercises.ratings import ratings_of
from workshops.languages import local
from workshops.programme.evaluators import evaluated_by
from workshops.programme.models import Party, Session
from workshops.records import audit, tallies
from workshops.records.models import AuditEntry, Record
from workshops.records.review import LASTS

OPENED, CLOSED = audit.Action.RATINGS_OPENED, audit.Action.RATINGS_CLOSED


@transaction.atomic
def open_ratings(user, *, workshop, reason):
    """Open the numbers of a workshop for a day. The reason is kept, and its facilitators read it."""
    rules.require(evaluated_by(user).filter(pk=workshop.pk).exists())
    return audit.write_of(workshop, workshop.pk, OPENED, user=user, reason=reason)


@transaction.atomic
def close_ratings(user, *, workshop):
    """Done reading: the next look needs a reason again."""
    rules.require(evaluated_by(user).filter(pk=workshop.pk).exists())
    if current_entry(user, workshop):
        audit.write_of(workshop, workshop.pk, CLOSED, user=user)


def current_entry(user, workshop):
    """What this person's reading stands on now: the entry of the audit with their reason, not closed and not a day old."""
    own = AuditEntry.objects.filter(object_id=workshop.pk, action__in=(OPENED, CLOSED), user_id=user.pk)
    last = own.order_by("-number").first()
    return last if last and last.action == OPENED and last.at > clock.now() - LASTS else None


def evaluates(user):
    """Whether this member of staff is an evaluator anywhere."""
    return Membership.objects.current().filter(user_id=user.pk, role=Membership.Role.EVALUATOR).exists()


@dataclass(frozen=True)
class Entry:
    """One workshop on an evaluator's desk. It is called by name once something of it has been released."""

    workshop: object
    organisation: str
    title: dict | None
    last_at: datetime.datetime


def evaluation_desk(user):
    """The workshops of which a session is closed."""
    closed = evaluated_by(user).filter(sessions__state=Session.State.CLOSED).select_related("organisation")
    workshops = closed.annotate(last_at=Max("sessions__opened_at")).exclude(last_at=None).order_by("-last_at", "pk")
    return [Entry(it, it.organisation.name, _title(it), it.last_at) for it in workshops]


def _title(workshop):
    is_known = Record.objects.filter(workshop=workshop).exclude(released_at=None).exists()
    return workshop.open(rules.keys_of_programme(workshop.pk), "title") if is_known else None


def reason_of(user, entry):
    """What somebody has opened it for, in their words."""
    return entry.open(rules.keys_to_evaluate(user, entry.workshop), "reason")


def tallies_for(user, workshop):
    """[Tally] of the sessions that are closed: where one is still open nothing of it is counted."""
    sessions = Session.objects.filter(workshop=workshop, state=Session.State.CLOSED).order_by("position")
    found = [it for session in sessions for it in ratings_of(session, rules.keys_to_evaluate(user, workshop, session))]
    marks = Party.objects.filter(workshop=workshop).order_by("position").values_list("mark", flat=True)
    return tallies.tallies_of(found, list(marks))


@dataclass(frozen=True)
class Block:
    """One exercise on the page: its name, with whom, and [(the question, its tally)]."""

    name: str
    code: str
    company: str
    rows: list


def blocks_for(user, workshop, language):
    """[Block] of the page. Of exercises that a team has made itself no word is shown, as they are the workshop's own."""
    blocks = {}
    for tally in tallies_for(user, workshop):
        known = catalogue.exercises().get(tally.exercise)
        name = local(known["name"], language) if known else ""
        block = blocks.setdefault((tally.exercise, tally.company), Block(name, tally.code, tally.company, []))
        block.rows.append((_question(known, tally, language) if known else "", tally))
    return list(blocks.values())


def _question(declaration, tally, language):
    """(the step in a word, the label of the box without the names it has in the room)."""
    steps = {step["step"]: step for part in declaration["parts"] for step in part["steps"]}
    step = steps.get(tally.step)
    field = next((it for it in step["enters"] if it["field"] == tally.field), None) if step else None
    texts = [local(it, language) for it in (step["short"], field["label"])] if field else []
    return " · ".join(text for text in texts if "{" not in text)
