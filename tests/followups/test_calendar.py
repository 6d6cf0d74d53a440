"""The calendar file, read back by the library that wrote it and by hand, line by line."""

import datetime

import icalendar
import pytest

from tests.cast import viewer
from tests.followups.conftest import move
from workshops.followups import actions, calendar
from workshops.followups.dispatch import send_due
from workshops.programme.models import Seat

MOMENT = datetime.datetime(2031, 3, 4, 16, tzinfo=datetime.UTC)
FACTS = {
    "subject_id": "6f1c3d2e-0000-4000-8000-000000000001",
    "revision": 3,
    "starts_at": MOMENT,
    "minutes": 90,
    "stamp": datetime.datetime(2026, 11, 26, 8, tzinfo=datetime.UTC),
    "zone": "Asia/Beirut",
    "language": "en",
}


def written(**changes):
    """The lines of the file, unfolded."""
    content = calendar.calendar_file(**FACTS | {"method": "REQUEST", "attendee": "dara@example.org"} | changes).decode()
    assert all(len(line.encode()) <= 75 for line in content.split("\r\n"))
    assert content.endswith("\r\n")
    return content.replace("\r\n ", "").split("\r\n")


def test_the_whole_file():
    lines = written()
    event = lines[lines.index("BEGIN:VEVENT") : lines.index("END:VEVENT")]
    assert sorted(event) == sorted(
        [
            "BEGIN:VEVENT",
            "UID:6f1c3d2e-0000-4000-8000-000000000001@localhost",
            "SEQUENCE:3",
            "DTSTAMP:20261126T080000Z",
            "DTSTART;TZID=Asia/Beirut:20310304T180000",
            "DURATION:PT1H30M",
            "SUMMARY:Appointment",
            "CLASS:PRIVATE",
            "TRANSP:OPAQUE",
            "STATUS:CONFIRMED",
            "ORGANIZER;CN=Appointments:mailto:appointments@localhost",
            "ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=FALSE:mailto:dara@example.org",
        ]
    )
    head = lines[: lines.index("BEGIN:VTIMEZONE")] if lines.index("BEGIN:VTIMEZONE") < lines.index("BEGIN:VEVENT") else lines[:4]
    assert {"BEGIN:VCALENDAR", "VERSION:2.0", "METHOD:REQUEST", "PRODID:-//Appointments//EN"} <= {*head, *lines}
    assert "TZID:Asia/Beirut" in lines


def test_in_utc_there_are_no_rules_of_a_zone():
    lines = written(zone="UTC")
    assert "DTSTART:20310304T160000Z" in lines
    assert "BEGIN:VTIMEZONE" not in lines


@pytest.mark.parametrize(
    "zone",
    ["Asia/Gaza", "Asia/Jerusalem", "Asia/Beirut", "Africa/Cairo", "Asia/Tehran", "Africa/Casablanca", "Europe/Kyiv",
     "Asia/Kathmandu", "Pacific/Apia", "America/Bogota", "Europe/Berlin"],
)  # fmt: skip
@pytest.mark.parametrize("hours", range(0, 24 * 365, 24 * 73))
def test_another_reader_finds_the_same_moment(zone, hours):
    moment = MOMENT + datetime.timedelta(hours=hours)
    content = calendar.calendar_file(**FACTS | {"method": "PUBLISH", "zone": zone, "starts_at": moment})
    (event,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert event.decoded("dtstart").astimezone(datetime.UTC) == moment


def test_a_cancellation_says_so():
    assert {"METHOD:CANCEL", "STATUS:CANCELLED"} <= set(written(method="CANCEL"))


def test_what_is_kept_by_oneself_invites_nobody():
    lines = written(method="PUBLISH", attendee="")
    assert [line for line in lines if line.startswith(("ATTENDEE", "ORGANIZER"))] == []


def test_arabic():
    assert "SUMMARY:موعد" in written(language="ar")


def parts(mail):
    """The events in a mail, with the method in its head."""
    return [
        (part.get_param("method"), *icalendar.Calendar.from_ical(part.get_payload(decode=True)).walk("VEVENT"))
        for part in mail.message().walk()
        if part.get_content_type() == "text/calendar"
    ]


def test_the_files_of_one_meeting_are_one_appointment(meeting, reached, mailoutbox):
    Seat.objects.filter(pk=reached.dara.pk).update(zone="Asia/Beirut")
    send_due()
    move(reached, meeting, days=1)
    send_due()
    meeting.refresh_from_db()
    actions.drop_meeting(viewer(reached.amina), session=meeting)
    send_due()
    found = [parts(mail) for mail in mailoutbox if mail.to == ["dara@example.org"]]
    told = [(method, event["uid"], int(event["sequence"])) for ((method, event),) in found]
    uid = f"{found[0][0][1]['uid']}"
    assert told == [("REQUEST", uid, 0), ("REQUEST", uid, 1), ("CANCEL", uid, 2)]
    starts = [event.decoded("dtstart").astimezone(datetime.UTC) for ((_, event),) in found]
    assert starts[0] + datetime.timedelta(days=1) == starts[1] == starts[2]


def test_a_calendar_file_carries_no_pass(meeting, reached, mailoutbox):
    send_due()
    files = [event.to_ical().decode() for mail in mailoutbox for _, event in parts(mail)]
    assert len(files) == 3
    assert [it for it in files if "http" in it or "/j" in it] == []
