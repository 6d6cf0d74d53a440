"""What was before: who has gone through an exercise with whom, and who is not to; what an exercise needs to have been done."""

import itertools
from collections import Counter
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from workshops import catalogue, clock, rules
from workshops.exercises.course import Course
from workshops.exercises.models import Run
from workshops.languages import local
from workshops.programme import offer
from workshops.rooms.grouping import apart_in
from workshops.rooms.rotation import Wishes

SMALL = (Run.Company.PAIRS, Run.Company.GROUPS)


def wishes_for(viewer, item):
    """What a proposal for an item goes by: few repeated meetings, and nobody with whom they are to be kept apart."""
    met = Counter()
    runs = Run.objects.filter(item__session__workshop_id=item.session.workshop_id, company__in=SMALL)
    for run in runs.prefetch_related("members"):
        ids = [member.seat_id for member in run.members.all()]
        met.update(frozenset(pair) for pair in itertools.combinations(ids, 2))
    return Wishes(met=met, apart=set(apart_in(viewer, item.session.workshop_id)))


def missing_before(viewer, item, people):
    """[slug] of what these people (ids) would have to have gone through first: those of a pair with each other."""
    declaration = offer.declared(item, rules.keys_for(viewer))
    done = Run.objects.filter(item__session__workshop_id=item.session.workshop_id, state=Run.State.COMPLETED)
    runs = list(done.prefetch_related("members").select_related("room"))
    return [slug for slug in declaration.get("needs", ()) if not _is_done(slug, runs, declaration, people)]


def _is_done(slug, runs, declaration, people):
    sets = [({it.seat_id for it in run.members.all()}, run) for run in runs if run.declaration and run.declaration["slug"] == slug]
    if len(people) > 2:
        return all(any(person in members for members, _run in sets) for person in people)
    with_each_other = [run for members, run in sets if set(people) <= members]
    return any(not declaration.get("is_heavy") or _is_confirmed(run) for run in with_each_other)


def _is_confirmed(run):
    """Whether in each telling what was said back was accepted: a heavy exercise needs that (methods E3)."""
    course = Course(run)
    rates = [name for name, step in course.exercise.steps.items() if "accepts" in step]
    rated = [it.at for it in course.given if it.at.step in rates]
    accepted = {at.telling for at in rated if course.exercise.is_accepted(at, course.given)}
    return accepted >= set(range(len(course.company.tellings)))


def heavy_today(viewer, item):
    """Another exercise that weighs heavily and was begun today in this workshop (its declaration), if this one does too."""
    keys = rules.keys_for(viewer)
    if not offer.declared(item, keys).get("is_heavy"):
        return None
    zone = ZoneInfo(item.session.workshop.zone)
    midnight = clock.now().astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    runs = Run.objects.filter(item__session__workshop_id=item.session.workshop_id, began_at__gte=midnight)
    begun = (run.declared(keys) for run in runs.select_related("version"))
    return next((it for it in begun if it.get("is_heavy") and it["slug"] != item.exercise), None)


def why_not_begin(viewer, item, groups):
    """Why an exercise does not begin with these groups (lists of ids) now, in words, or None."""
    if heavy := heavy_today(viewer, item):
        return _("Two exercises that weigh so much do not go on one day: “%(name)s” was begun today.") % {"name": _name(viewer, heavy)}
    for people in groups:
        for slug in missing_before(viewer, item, people):
            return _("First these people need to have gone through “%(name)s”.") % {"name": _name(viewer, catalogue.exercises()[slug])}
    return None


def _name(viewer, declaration):
    return local(declaration["name"], viewer.language)
