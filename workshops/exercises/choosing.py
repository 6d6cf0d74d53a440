"""The exercises as a facilitator chooses among them: what each is for, how long it takes, what is known, what to mind."""

from django.utils.translation import gettext_lazy

from workshops import catalogue
from workshops.languages import listed, local
from workshops.programme import offer

OCCASIONS = {  # methods 2, choosing
    "first_meeting": gettext_lazy("When people meet for the first time"),
    "cold": gettext_lazy("When it is cold, but they talk"),
    "stuck": gettext_lazy("When an argument is stuck"),
    "power_gap": gettext_lazy("When one side has more power here"),
    "history": gettext_lazy("When it is about history"),
    "trust": gettext_lazy("When there is trust"),
}
COMPANIES = {
    "pairs": gettext_lazy("in pairs"),
    "groups": gettext_lazy("in small mixed groups"),
    "parties": gettext_lazy("party with party, at the table"),
}


def in_words(declaration, language):
    """What is read of an exercise before it is chosen."""
    texts = {name: local(declaration[name], language) for name in ("name", "about", "credit")}
    return {
        **texts,
        **declaration["minutes"],
        "slug": declaration["slug"],
        "company": company_in_words(declaration),
        "evidence": local(declaration["evidence"], language) if "evidence" in declaration else "",
        "cautions": [local(each, language) for each in declaration.get("cautions", ())],
        "needs": [local(catalogue.exercises()[slug]["name"], language) for slug in declaration.get("needs", ())],
        "is_heavy": declaration.get("is_heavy", False),
    }


def company_in_words(declaration):
    """With whom it is gone through."""
    return listed([str(COMPANIES[company]) for company in declaration["company"]])


def by_occasion(workshop_id, keys, language):
    """[(occasion in words, [exercises in words])] in the order in which a programme comes to them."""
    offered = offer.exercises(workshop_id, keys).values()
    groups = [(title, [in_words(it, language) for it in offered if it["for"] == name]) for name, title in OCCASIONS.items()]
    return [(title, exercises) for title, exercises in groups if exercises]


def own_in_words(workshop, keys, language):
    """[{"slug", "name", "version", "is_changed"}] of the exercises that the team has made, or still works on."""
    found = []
    for own in workshop.own_exercises.prefetch_related("versions"):
        last = max(own.versions.all(), key=lambda version: version.number, default=None)
        name = local(own.open(keys, "draft")["name"], language, workshop.language)
        found.append({"slug": own.slug, "name": name, "version": last, "is_changed": bool(last) and last.revision != own.revision})
    return found
