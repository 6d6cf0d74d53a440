"""What a team does about exercises of its own: begins one, changes it, puts it to use, throws it away before it is used."""

import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from workshops import clock, rules
from workshops.catalogue.fitting import misfits
from workshops.exercises.making import shaping
from workshops.programme.models import OwnExercise, OwnExerciseVersion, Workshop

MOST = 99  # exercises of one workshop's own


class Changed(Exception):
    """Somebody else of the team has changed the exercise meanwhile."""


@transaction.atomic
def make_exercise(viewer, *, workshop, name):
    """A new exercise, of which there is nothing yet but looking back. `name`: {language: text}."""
    credit = {language: _made_here(language) for language in name}
    return _make(viewer, workshop, lambda slug, code: shaping.blank(slug, code, name, credit))


@transaction.atomic
def copy_exercise(viewer, *, workshop, declaration):
    """A copy of an exercise, to be changed."""
    name = {code: _called_a_copy(text, code) for code, text in declaration["name"].items()}
    return _make(viewer, workshop, lambda slug, code: shaping.copied(declaration, slug, code, name))


@transaction.atomic
def import_exercise(viewer, *, workshop, declaration):
    """An exercise from a file. Raises ValidationError with what does not fit in it."""
    if reasons := misfits(declaration):
        raise ValidationError([f"{place}: {reason}" for place, reason in reasons])
    return _make(viewer, workshop, lambda slug, code: declaration | {"slug": slug, "code": code})


def _make(viewer, workshop, declared):
    workshop = Workshop.objects.select_for_update().get(pk=workshop.pk)
    rules.require(rules.can_prepare(viewer, workshop))
    number = OwnExercise.objects.filter(workshop=workshop).count() + 1
    rules.require(number <= MOST, _("There are too many exercises of your own already."))
    own = OwnExercise(workshop=workshop, slug=f"own_{secrets.token_hex(4)}", made_at=clock.now())
    own.seal(draft=declared(own.slug, f"X{number}")).save(force_insert=True)
    return own


def _made_here(language):
    with override(language):
        return _("Made for this workshop.")


def _called_a_copy(text, language):
    with override(language):
        return _("%(name)s, changed") % {"name": text}


@transaction.atomic
def change_exercise(viewer, *, own, revision, declaration):
    """Store what was changed. `revision` is the one this person has read. Raises Changed where there is a newer one:
    nothing is written over it."""
    own = _held(viewer, own)
    if own.revision != revision:
        raise Changed
    own.revision += 1
    own.seal(draft=declaration).save(update_fields=["draft", "revision"])
    return own


@transaction.atomic
def use_exercise(viewer, *, own):
    """The next version: from now on it can be put on agendas, and what begins begins with it. Raises ValidationError
    with what has to be mended first."""
    own = _held(viewer, own)
    declaration = own.open(rules.keys_for(viewer), "draft")
    if reasons := misfits(declaration):
        raise ValidationError([reason for _place, reason in reasons])
    last = own.versions.last()
    if last and last.revision == own.revision:
        return last
    version = OwnExerciseVersion(
        workshop_id=own.workshop_id,
        exercise=own,
        number=last.number + 1 if last else 1,
        company=declaration["company"],
        revision=own.revision,
        made_at=clock.now(),
    )
    version.seal(content=declaration).save(force_insert=True)
    return version


@transaction.atomic
def drop_exercise(viewer, *, own):
    """Throw away what has never been in use."""
    own = _held(viewer, own)
    rules.require(not own.versions.exists(), _("This exercise is in use; agendas may name it."))
    own.delete()


def _held(viewer, own):
    own = OwnExercise.objects.select_for_update().get(pk=own.pk)
    rules.require(rules.can_prepare(viewer, own.workshop))
    return own
