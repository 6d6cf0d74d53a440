"""Which exercises a workshop has: those of the house, and those that its own team has made and put to use.

The house's lie open; what a team has made is opened with the keys of the programme. A run keeps the version it was begun with.
"""

from workshops import catalogue
from workshops.programme.models import OwnExerciseVersion
from workshops.programme.models.agenda import COMPANIES


def exercises(workshop_id, keys):
    """{slug: declaration}, the house's first."""
    newest = {it.exercise.slug: it for it in _versions(workshop_id)}
    return catalogue.exercises() | {slug: version.open(keys, "content") for slug, version in newest.items()}


def declared(item, keys):
    """The declaration of the exercise of an agenda item as it is offered now, or None where it has none."""
    return by_slug(item.session.workshop_id, item.exercise, keys)


def by_slug(workshop_id, slug, keys):
    """The declaration of this name as it is offered now, or None."""
    if of_house := catalogue.exercises().get(slug):
        return of_house
    version = newest(workshop_id, slug)
    return version.open(keys, "content") if version else None


def newest(workshop_id, slug):
    """The version in use of an exercise of the workshop's own, or None."""
    return _versions(workshop_id).filter(exercise__slug=slug).last() if slug else None


def company_of(item):
    """Who goes through the exercise of this item together (a word of its declaration), or None. Asks for no key."""
    if of_house := catalogue.exercises().get(item.exercise):
        companies = of_house["company"]
    else:
        version = newest(item.session.workshop_id, item.exercise)
        companies = version.company if version else ()
    company = COMPANIES.get(item.placement)
    return company if company in companies else None


def _versions(workshop_id):
    return OwnExerciseVersion.objects.filter(workshop_id=workshop_id).select_related("exercise").order_by("number")
