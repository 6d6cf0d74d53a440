"""The incident log: kept by the team, read by the safeguarding contact, counted in bands for the administrator."""

from collections import Counter
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from workshops import clock, rules
from workshops.programme.models import Incident, Workshop
from workshops.rooms.models import Flag

FEWEST = 5  # below that a count is not told: it would be about somebody (methods 5, k ≥ 5)
MANY = 10
GRAVE = Incident.Severity.HARM


@transaction.atomic
def enter_incident(viewer, *, workshop, kind, severity, ago, steps):
    """A line of the log: `ago` is how long since it happened, `steps` what was done so far."""
    rules.require(rules.can_prepare(viewer, workshop))
    happened_at = clock.now() - ago
    facts = {"kind": kind, "severity": severity, "steps": steps, "entered_by_id": viewer.seat_id}
    return Incident.objects.create(workshop=workshop, happened_at=happened_at, **facts)


@transaction.atomic
def close_incident(viewer, *, incident, steps):
    """It is dealt with, and how. A closed line is not changed any more."""
    incident = Incident.objects.select_for_update().get(pk=incident.pk)
    rules.require(Incident.objects.visible_to(viewer).filter(pk=incident.pk).exists() and rules.is_current(viewer))
    rules.require(incident.closed_at is None, _("This incident is closed already."))
    rules.require(bool(steps), _("Say what was done."))
    incident.steps, incident.closed_at, incident.closed_by_id = steps, clock.now(), viewer.seat_id
    incident.save(update_fields=["steps", "closed_at", "closed_by"])
    return incident


def enter_alarm(flag):
    """Somebody does not feel safe: the house opens a line by itself, without their name."""
    kind = Incident.Kind.DEVICE if flag.level == Flag.Level.WATCHED else Incident.Kind.DISTRESS
    steps = [Incident.Step.SAFEGUARDING]
    workshop_id = flag.room.workshop_id
    return Incident.objects.create(
        workshop_id=workshop_id, kind=kind, severity=flag.level, happened_at=clock.now(), steps=steps
    )


def incidents_for_safeguarding(user):
    """The log of the organisations for which this person is the safeguarding contact, what is open first."""
    held = Membership.objects.current().filter(user=user, role=Membership.Role.SAFEGUARDING)
    found = Incident.objects.filter(workshop__organisation__in=held.values("organisation"), workshop__is_rehearsal=False)
    return sorted(found, key=lambda incident: incident.closed_at is not None)


# --- for administrators ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Bands:
    """How often something was entered in one workshop, in bands: `few` (none to four), `some` (five to nine), `many`."""

    workshop: Workshop
    title: dict
    mild: str
    grave: str


def band(count):
    """The band of a count."""
    return "few" if count < FEWEST else "some" if count < MANY else "many"


def bands_for(user):
    """The workshops of the organisations this person administers; what they facilitate themselves they read elsewhere."""
    held = Membership.objects.current().filter(user=user, role=Membership.Role.ADMIN)
    convened = Workshop.objects.filter(organisation__in=held.values("organisation"), is_rehearsal=False)
    workshops = list(convened.order_by("-created_at", "pk"))
    keys = rules.keys_of_programme(*(workshop.pk for workshop in workshops))
    counts = Counter()
    for workshop_id, severity in Incident.objects.filter(workshop__in=workshops).values_list("workshop_id", "severity"):
        counts[workshop_id, severity >= GRAVE] += 1
    return [
        Bands(it, it.open(keys, "title"), band(counts[it.pk, False]), band(counts[it.pk, True])) for it in workshops
    ]
