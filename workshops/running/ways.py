"""The ways from where one waits to what belongs to the workshop between its meetings."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workshops.board.awaiting import awaits
from workshops.followups.own_views import meetings_ahead
from workshops.records.models import Record
from workshops.records.release import standing_of
from workshops.templatetags.house import person_time


@dataclass(frozen=True)
class Way:
    """One line: where it leads, its sign, what it is, and what waits there for this person (or nothing)."""

    url: str
    icon: str
    name: str
    waits: str = ""


def ways_of(viewer, seat):
    """The ways of one person, in the order in which they are shown."""
    board = Way(reverse("board_detail", args=[seat.workshop_id]), "board", _("The board"), awaits(seat))
    return [*_appointments(viewer), board, *_records(viewer)]


def _records(viewer):
    """The records of the meetings, the newest first; until one is released, what one's party has been asked."""
    found = Record.objects.visible_to(viewer).select_related("session").order_by("-session__opened_at")
    for record in found:
        standing = standing_of(record, viewer)
        is_waiting = standing.is_asked and not standing.is_held and not standing.answer and not record.released_at
        day = person_time(record.session.opened_at, viewer.zone, "date")
        name = format_html(_("The record of {}"), day)
        waits = _("Your party is asked whether it may leave the room.") if is_waiting else ""
        yield Way(reverse("record_detail", args=[record.pk]), "lock", name, waits)


def _appointments(viewer):
    if count := len(meetings_ahead(viewer.workshop_id)):
        waits = ngettext("%(count)d date", "%(count)d dates", count) % {"count": count}
        yield Way(reverse("appointment_list", args=[viewer.workshop_id]), "calendar", _("Your next appointments"), waits)
