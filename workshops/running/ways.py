"""The ways from where one waits to what belongs to the workshop between its meetings."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workshops.followups.own_views import meetings_ahead


@dataclass(frozen=True)
class Way:
    """One line: where it leads, its sign, what it is, and what waits there for this person (or nothing)."""

    url: str
    icon: str
    name: str
    waits: str = ""


def ways_of(viewer, seat):
    """The ways of one person, in the order in which they are shown."""
    return [
        # meeting again (followups)
        *_appointments(viewer),
    ]


def _appointments(viewer):
    if count := len(meetings_ahead(viewer.workshop_id)):
        waits = ngettext("%(count)d date", "%(count)d dates", count) % {"count": count}
        yield Way(reverse("appointment_list", args=[viewer.workshop_id]), "calendar", _("Your next appointments"), waits)
