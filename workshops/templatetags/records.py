"""Words of a record's pages."""

import datetime

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from workshops.board.columns import NAMES
from workshops.board.words import BLOCKED_BY, COMMITMENT, COMMITMENT_LOOK, STATUS
from workshops.exercises.choosing import COMPANIES
from workshops.languages import local
from workshops.records.evaluation import evaluates as is_evaluator
from workshops.records.review import organisations_read_by
from workshops.templatetags.followups import KINDS as FOLLOW_UPS
from workshops.templatetags.house import icon, person_time, seat_mark

register = template.Library()

COMPANY = {"plenary": _("all together"), "caucus": _("each party for itself"), "pairs": _("in pairs")}
COMPANY |= {"small_groups": _("at small tables"), "fishbowl": _("some speaking, the others reading")}  # groups


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
def state_of(status):
    """What a poll found, in words and with its mark."""
    name, look, sign = STATUS[status]
    return format_html('<span class="state state--{}">{}{}</span>', look, icon(sign), name)


@register.simple_tag
def progress_of(status, blocked_by=""):
    """How far a commitment is, in words and with its mark."""
    sign = {"done": "check", "blocked": "block", "at_risk": "timer"}.get(status, "next")
    words = f"{COMMITMENT[status]}: {BLOCKED_BY[blocked_by]}" if blocked_by else COMMITMENT[status]
    return format_html('<span class="state state--{}">{}{}</span>', COMMITMENT_LOOK.get(status, ""), icon(sign), words)


@register.filter
def column_word(column):
    """Where on the board it lies."""
    return NAMES[column]


@register.filter
def follow_up_word(kind):
    """What a follow-up is for."""
    return FOLLOW_UPS[kind]


@register.filter
def day(iso):
    """A date of a record, as a date."""
    return datetime.date.fromisoformat(iso)


@register.simple_tag
def reviews(user):
    """Whether this member of staff reads records for an organisation."""
    return user.is_authenticated and organisations_read_by(user).exists()


@register.simple_tag
def evaluates(user):
    """Whether this member of staff reads the numbers of an organisation's workshops."""
    return user.is_authenticated and is_evaluator(user)


@register.filter
def company_name(company):
    """Who went through an exercise together, in words."""
    return COMPANIES[company]
