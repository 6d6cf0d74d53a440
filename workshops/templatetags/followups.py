"""Words of meeting again: what each line of the plan is called, and what was to be said."""

from django import template
from django.utils.translation import gettext_lazy as _

from workshops.followups.models import Dispatch, FollowUp

register = template.Library()
Kind = FollowUp.Kind

KINDS = {
    Kind.WELFARE_CHECK: _("Ask each person how they are"),
    Kind.RE_ENTRY: _("Being back home"),
    Kind.COMMITMENT_REVIEW: _("What became of the commitments"),
    Kind.AFTER_EVENT_CHECK: _("After what has happened"),
    Kind.THREE_MONTHS: _("After three months"),
    Kind.SIX_MONTHS: _("After six months"),
    Kind.TWELVE_MONTHS: _("After a year: go on or end"),
    Kind.FURTHER: _("A further meeting"),
}


@register.filter
def kind_word(line):
    """What a line of the plan is for, in a few words."""
    return KINDS[line.kind]


@register.filter
def is_called_off(dispatch):
    """Whether this says that an appointment does not take place."""
    return dispatch.kind == Dispatch.Kind.CANCELLED


@register.filter
def is_moved(dispatch):
    """Whether this says that an appointment has another hour."""
    return dispatch.kind == Dispatch.Kind.CHANGED
