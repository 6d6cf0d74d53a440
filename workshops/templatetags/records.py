"""Words of a record's pages."""

import datetime

from django import template
from django.utils.translation import gettext_lazy as _

from workshops.languages import local
from workshops.records.review import organisations_read_by
from workshops.templatetags.house import person_time, seat_mark

register = template.Library()

COMPANY = {"plenary": _("all together"), "caucus": _("each party for itself")}


@register.simple_tag
def at(stamp, zone, form="time"):
    """A moment of a record ("2026-04-14T09:00Z", "" for none) in this person's zone."""
    return person_time(datetime.datetime.fromisoformat(stamp) if stamp else None, zone, form)


@register.simple_tag(takes_context=True)
def mark_of(context, party):
    """The mark of a party as a record names it."""
    letter = local(party["letter"], context["request"].LANGUAGE_CODE, context["workshop"].language)
    return seat_mark(party["mark"], letter, "here", "s")


@register.filter
def in_company(placement):
    """Who was with whom, in words."""
    return COMPANY.get(placement, placement)


@register.simple_tag
def reviews(user):
    """Whether this member of staff reads records for an organisation."""
    return user.is_authenticated and organisations_read_by(user).exists()
