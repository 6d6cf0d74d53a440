"""What may be entered at a step: how many words, how many entries, which numbers; what is empty is left out."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from workshops.exercises.conditions import is_nothing
from workshops.rooms.actions import clean

RATINGS = range(1, 8)


def checked(step, values, lines=None):
    """The values as they are kept. Raises ValidationError with the reason at each field.

    `lines`: {field: [Line]} of what earlier steps have brought, for fields that ask about it. Of a field `for_each` line
    the value is {key of a line: value}.
    """
    kept, wrong, lines = {}, {}, lines or {}
    for field in step["enters"]:
        name = field["field"]
        try:
            asked = lines.get(name, ())
            value = _value(field, values.get(name), asked)
            if is_nothing(value) and _is_needed(field, kept) and (asked or not is_about_lines(field)):
                raise ValidationError(missing(field))
        except ValidationError as error:
            wrong[name] = error
        else:
            kept |= {} if is_nothing(value) or not _is_asked(field, kept) else {name: value}
    if wrong:
        raise ValidationError(wrong)
    return kept


def _value(field, value, lines):
    if "for_each" in field:
        return _for_each(field, value or {}, lines)
    if "choices_from" in field:
        return KINDS[field["as"]](field | {"choices": {line.key: line.text for line in lines}}, value) if lines else None
    return KINDS[field["as"]](field, value)


def _for_each(field, value, lines):
    """{key of a line: value}, with the reason why it does not do at all if it does not for one of them."""
    if not lines:
        return None
    found = {line.key: KINDS[field["as"]](field, value.get(line.key)) for line in lines}
    said = {key: each for key, each in found.items() if not is_nothing(each)}
    if len(said) < len(found) and not field.get("is_optional"):
        raise ValidationError(missing(field))
    return said


def is_about_lines(field):
    """Whether a field asks about what earlier steps have brought."""
    return "for_each" in field or "choices_from" in field


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
    }.get(field["as"], _("Write something first."))


def _words(field, value):
    text = clean(value) if (value or "").strip() else ""
    count, least, most = words_in(text), field.get("least", 0), field.get("most")
    bounds = {"count": count, "least": least, "most": most}
    if most and count > most:
        raise ValidationError(_("These are %(count)d words; at most %(most)d are asked for.") % bounds)
    if text and count < least:
        raise ValidationError(_("These are %(count)d words; at least %(least)d are asked for.") % bounds)
    return text


def _list(field, value):
    """The entries that are not empty; where they carry a tag, each as {text, tag}."""
    entries = [entry for entry in (_entry(field, each) for each in value or ()) if entry]
    if len(entries) > field["entries"]:
        raise ValidationError(_("At most %(most)d are asked for.") % {"most": field["entries"]})
    if 0 < len(entries) < field.get("at_least", 0):
        raise ValidationError(_("At least %(least)d are asked for.") % {"least": field["at_least"]})
    return entries


def _entry(field, value):
    if "tags" not in field:
        return _words(field, value)
    text, tag = _words(field, (value or {}).get("text")), (value or {}).get("tag")
    if text and tag not in field["tags"]:
        raise ValidationError(_("Say of each whose it is."))
    return {"text": text, "tag": tag} if text else None


def numbers_of(field):
    """The numbers among which one chooses: 1 to 7 unless the field says otherwise."""
    return range(field.get("from", RATINGS.start), field.get("to", RATINGS.stop - 1) + 1)


def _rating(field, value):
    numbers = numbers_of(field)
    if value is not None and value not in numbers:
        bounds = {"least": numbers.start, "most": numbers.stop - 1}
        raise ValidationError(_("Choose a number from %(least)d to %(most)d.") % bounds)
    return value


def _several(field, value):
    if set(value or ()) - set(field["choices"]):
        raise ValidationError(_("Choose among those that are offered."))
    return [name for name in field["choices"] if name in (value or ())]


def _choice(field, value):
    if value and value not in field["choices"]:
        raise ValidationError(_("Choose among those that are offered."))
    return value


KINDS = {"words": _words, "list": _list, "rating": _rating, "several": _several, "choice": _choice}
