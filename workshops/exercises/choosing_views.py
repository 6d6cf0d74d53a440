"""Where facilitators look at the exercises there are, and go through one as each of its roles would."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workshops import rules
from workshops.catalogue.fitting import misfits
from workshops.doors import workshop_door
from workshops.exercises.choosing import by_occasion, in_words, own_in_words
from workshops.exercises.preview import Preview, roles_of
from workshops.programme import offer
from workshops.programme.models import OwnExercise


@require_safe
@workshop_door
def exercise_list(request, viewer, workshop):
    """All exercises, by when one would choose them, and those that the team works on."""
    keys = rules.keys_for(viewer)
    context = {"occasions": by_occasion(workshop.pk, keys, viewer.language), "own": own_in_words(workshop, keys, viewer.language)}
    return render(request, "exercises/list.html", _parts(viewer, workshop) | context)


@require_safe
@workshop_door
def exercise_detail(request, viewer, workshop, kind):
    """One exercise: what to mind, and every step of it as one of its roles."""
    declaration = offer.by_slug(workshop.pk, kind, rules.keys_for(viewer)) or _draft(viewer, workshop, kind)
    if declaration is None:
        raise Http404
    roles = roles_of(declaration)
    role = request.GET.get("as") if request.GET.get("as") in dict(roles) else roles[0][0]
    preview = Preview(declaration, role, viewer.language)
    parts = {"exercise": in_words(declaration, viewer.language), "roles": roles, "role": role, "preview": preview}
    return render(request, "exercises/detail.html", _parts(viewer, workshop) | parts)


def _draft(viewer, workshop, kind):
    """What the team works on, as far as it can be walked through at all."""
    own = OwnExercise.objects.filter(workshop=workshop, slug=kind).first()
    declaration = own and own.open(rules.keys_for(viewer), "draft")
    return declaration if declaration and not misfits(declaration) else None


def _parts(viewer, workshop):
    title = workshop.open(rules.keys_for(viewer), "title")
    return {"workshop": workshop, "workshop_title": title, "viewer": viewer, "tab": "exercises"}
