"""Whether a declaration that somebody has made fits, in words they can act upon: where it does not, and why."""

import json
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _
from jsonschema import Draft202012Validator

from workshops import catalogue
from workshops.catalogue.declared import problems

SCHEMA = Path(__file__).parent / "schemas" / "exercise.json"
MOST = 20  # reasons at a time


def misfits(exercise):
    """[(place, reason)] why an exercise cannot be put to use; empty where it can."""
    errors = sorted(_validator().iter_errors(exercise), key=lambda error: list(map(str, error.absolute_path)))
    if errors:
        return [(".".join(map(str, error.absolute_path)), _in_words(error)) for error in errors[:MOST]]
    return [*problems(exercise), *_unknown_needs(exercise)][:MOST]


def _unknown_needs(exercise):
    for slug in exercise.get("needs", ()):
        if slug not in catalogue.exercises():
            yield "needs", _("there is no %(name)s") % {"name": slug}


@lru_cache
def _validator():
    return Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))


def _in_words(error):
    says = {
        "required": _("something is missing: %(what)s"),
        "additionalProperties": _("there is something here that is not known: %(what)s"),
        "enum": _("it is none of: %(what)s"),
        "type": _("it should be: %(what)s"),
        "minItems": _("there is too little here; at least: %(what)s"),
        "maxItems": _("there is too much here; at most: %(what)s"),
        "minLength": _("a text is empty"),
        "maxLength": _("a text is longer than %(what)s characters"),
        "minimum": _("a number is too small; at least: %(what)s"),
        "maximum": _("a number is too large; at most: %(what)s"),
    }
    return says.get(error.validator, _("it does not fit")) % {"what": _what(error)}


def _what(error):
    value = error.validator_value
    if error.validator == "required":
        return ", ".join(name for name in value if name not in error.instance)
    if error.validator == "additionalProperties":
        return ", ".join(name for name in error.instance if name not in error.schema["properties"])
    return ", ".join(map(str, value)) if isinstance(value, list) else value
