"""An appointment as calendar programs read it (RFC 5545, 5546). It says when and nothing else: calendars are copied to
employers and clouds. It never carries a pass."""

import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText

NAME = "appointment.ics"
INVITE, CANCEL, KEEP = "REQUEST", "CANCEL", "PUBLISH"
MINUTE = datetime.timedelta(minutes=1)


def host():
    """The name behind the @ of what must be unique."""
    return urlsplit(settings.BASE_URL).hostname


def calendar_file(*, method, subject_id, revision, starts_at, minutes, stamp, zone, language, attendee=""):
    """The bytes of the file. The clock is the person's own: the workshop's zone would say where the table stands."""
    start = starts_at.astimezone(datetime.UTC if zone == "UTC" else ZoneInfo(zone))
    event = Event()
    event.add("uid", f"{subject_id}@{host()}")
    event.add("sequence", revision)
    event.add("dtstamp", stamp.astimezone(datetime.UTC))
    event.add("dtstart", start)
    event.add("duration", minutes * MINUTE)
    with translation.override(language):
        event.add("summary", _("Appointment"))
    event.add("class", "PRIVATE")
    event.add("transp", "OPAQUE")
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    if attendee:
        _address(event, attendee)
    calendar = Calendar()
    calendar.add("prodid", "-//Appointments//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _address(event, attendee):
    organiser = vCalAddress(f"mailto:{settings.DEFAULT_FROM_EMAIL}")
    organiser.params["CN"] = vText(settings.MAIL_SENDER_NAME)
    event["organizer"] = organiser
    invited = vCalAddress(f"mailto:{attendee}")
    invited.params["PARTSTAT"] = vText("NEEDS-ACTION")
    invited.params["RSVP"] = vText("FALSE")
    event.add("attendee", invited, encode=0)
