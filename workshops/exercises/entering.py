"""What may be entered at a step: how many words, how many entries, which numbers; what is empty is left out."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from workshops.rooms.actions import clean

RATINGS = range(1, 8)


def checked(step, values, subjects=()):
    """The values as they are kept. Raises ValidationError with the reason at each field.

    `subjects`: the ids of those whose consent is asked about, where a field asks for consent.
    """
    kept, wrong = {}, {}
    for field in step["enters"]:
        name = field["field"]
        try:
            value = KINDS[field["as"]](field, values.get(name), subjects)
            if not value and _is_needed(field, kept):
                raise ValidationError(missing(field))
        except ValidationError as error:
            wrong[name] = error
        else:
            kept |= {name: value} if value and _is_asked(field, kept) else {}
    if wrong:
        raise ValidationError(wrong)
    return kept


def words_in(text):
    """How many words a text has."""
    return len(text.split())


def _is_asked(field, kept):
    """Whether this is asked for at all, given the rating before it."""
    rule = field.get("needed_below")
    return rule is None or kept.get(rule["field"], 0) < rule["below"]


def _is_needed(field, kept):
    rule = field.get("needed_below")
    if rule:
        return rule["field"] in kept and kept[rule["field"]] < rule["below"]
    return not field.get("is_optional", False)


def missing(field):
    """What is said where nothing was entered."""
    return {
        "rating": _("Choose a number."),
        "several": _("Say what is off; one or more."),
        "choice": _("Choose one."),
        "consent": _("Say yes or rather not."),
    }.get(field["as"], _("Write something first."))


def _words(field, value, subjects):
    text = clean(value) if (value or "").strip() else ""
    count, least, most = words_in(text), field.get("least", 0), field.get("most")
    bounds = {"count": count, "least": least, "most": most}
    if most and count > most:
        raise ValidationError(_("These are %(count)d words; at most %(most)d are asked for.") % bounds)
    if text and count < least:
        raise ValidationError(_("These are %(count)d words; at least %(least)d are asked for.") % bounds)
    return text


def _list(field, value, subjects):
    entries = [entry for entry in (_words(field, each, subjects) for each in value or ()) if entry]
    if len(entries) > field["entries"]:
        raise ValidationError(_("At most %(most)d are asked for.") % {"most": field["entries"]})
    return entries


def _rating(field, value, subjects):
    if value is not None and value not in RATINGS:
        raise ValidationError(_("Choose a number from 1 to 7."))
    return value


def _several(field, value, subjects):
    if set(value or ()) - set(field["choices"]):
        raise ValidationError(_("Choose among those that are offered."))
    return [name for name in field["choices"] if name in (value or ())]


def _choice(field, value, subjects):
    if value and value not in field["choices"]:
        raise ValidationError(_("Choose among those that are offered."))
    return value


def _consent(field, value, subjects):
    """{whose: yes or no}, for each of those who ask."""
    value = value or {}
    if set(value) != {str(it) for it in subjects} or set(value.values()) - set(field["choices"]):
        raise ValidationError(_("Say yes or rather not."))
    return value


KINDS = {
    "words": _words, "list": _list, "rating": _rating, "several": _several, "choice": _choice, "consent": _consent
}  # fmt: skip
