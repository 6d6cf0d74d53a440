"""Words of the screens before a session: texts in one's language, floor modes and roles by name, seats of people."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from workshops import rules
from workshops.languages import choose, direction, role_letter
from workshops.programme import offer
from workshops.programme.forms.session import COMPANY, FLOOR
from workshops.programme.forms.texts import NAMES
from workshops.programme.models import Seat
from workshops.programme.roster import pass_state
from workshops.templatetags.house import seat_mark

register = template.Library()

ROLES = {
    Seat.Role.FACILITATOR: _("Facilitator"),
    Seat.Role.PARTICIPANT: _("Participant"),
    Seat.Role.INTERPRETER: _("Interpreter"),
    Seat.Role.OBSERVER: _("Observer"),
    Seat.Role.NOTE_TAKER: _("Note-taker"),
}


@register.simple_tag(takes_context=True)
def said(context, texts, fallback=""):
    """A `{language: text}` in the viewer's language, else the workshop's, else the first; marked with the one it is in."""
    workshop = context.get("workshop")
    fallback = fallback or (workshop.language if workshop else "")
    text, language = choose(texts, context["request"].LANGUAGE_CODE, fallback)
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', language, direction(language), text) if text else ""


@register.simple_tag(takes_context=True)
def place_mark(context, place, state="here", size=""):
    """The mark of one person: their party's shape with its letter, or the circle with the letter of their role."""
    if place.party:
        return party_mark(context, place.party, state, size)
    return seat_mark("f", role_letter(place.seat.role, context["request"].LANGUAGE_CODE), state, size)


@register.simple_tag(takes_context=True)
def party_mark(context, party, state="here", size=""):
    """The mark of a party."""
    workshop = context.get("workshop")
    letter, _ = choose(party.letter, context["request"].LANGUAGE_CODE, workshop.language if workshop else "")
    return seat_mark(party.mark, letter, state, size)


@register.filter
def role_word(role):
    """A role by name."""
    return ROLES[role]


@register.filter
def floor_word(mode):
    """A floor mode in a few words."""
    return dict(FLOOR).get(mode, mode)


@register.filter
def company_word(placement):
    """Who is with whom, in words."""
    return dict(COMPANY).get(placement, placement)


@register.simple_tag(takes_context=True)
def exercise_named(context, slug):
    """An exercise by its name, or nothing where it is not offered in this workshop."""
    viewer = context["request"].viewer
    declared = offer.by_slug(viewer.workshop_id, slug, rules.keys_for(viewer))
    return choose(declared["name"], context["request"].LANGUAGE_CODE)[0] if declared else ""


@register.filter
def hours(minutes):
    """Minutes as people say them: 2 h 15 min."""
    whole, rest = divmod(abs(int(minutes)), 60)
    if whole and rest:
        return _("%(hours)d h %(minutes)d min") % {"hours": whole, "minutes": rest}
    return _("%(hours)d h") % {"hours": whole} if whole else _("%(minutes)d min") % {"minutes": rest}


@register.filter
def language_name(code):
    """A language in its own letters."""
    return NAMES.get(code, code)


@register.filter
def pass_word(entry):
    """Where a pass stands, in one word for the template: waiting, in_use, expired or revoked."""
    return pass_state(entry)
