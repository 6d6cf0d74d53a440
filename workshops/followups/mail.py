"""Mail to participants. Neutral: no topic, no party, no name; whoever reads over a shoulder learns of an appointment."""

from email.encoders import encode_base64
from email.mime.base import MIMEBase
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from accounts.mail import sender
from workshops.followups import calendar
from workshops.followups.models import Dispatch
from workshops.languages import direction

Kind = Dispatch.Kind
METHODS = {Kind.INVITE: calendar.INVITE, Kind.CHANGED: calendar.INVITE, Kind.CANCELLED: calendar.CANCEL}


def letter(dispatch, seat, address, secret):
    """The mail of one dispatch, ready to be sent. The same row makes the same mail, whenever it is made."""
    local = dispatch.starts_at.astimezone(ZoneInfo(seat.zone))
    with translation.override(seat.language):
        context = {
            "kind": str(dispatch.kind),
            "starts_at": local.replace(tzinfo=None),  # the filters of templates would turn it to UTC
            "zone": seat.zone.replace("_", " "),
            "link": f"{settings.BASE_URL}/j#{secret}" if secret else "",
            "language": seat.language,
            "direction": direction(seat.language),
        }
        subject = render_to_string("followups/mail/subject.txt", context).strip()
        text = render_to_string("followups/mail/letter.txt", context).strip() + "\n"
        page = render_to_string("followups/mail/letter.html", context)
    headers = {"Message-ID": f"<{dispatch.message_id}@{calendar.host()}>", "Auto-Submitted": "auto-generated"}
    mail = EmailMultiAlternatives(subject, text, sender(), [address], headers=headers)
    mail.attach_alternative(page, "text/html")
    if dispatch.kind in METHODS:
        mail.attach(_appointment(dispatch, seat, address))
    return mail


def _appointment(dispatch, seat, address):
    method = METHODS[dispatch.kind]
    content = calendar.calendar_file(
        method=method,
        subject_id=dispatch.subject_id,
        revision=dispatch.revision,
        starts_at=dispatch.starts_at,
        minutes=dispatch.minutes,
        stamp=dispatch.made_at,
        zone=seat.zone,
        language=seat.language,
        attendee=address,
    )
    part = MIMEBase("text", "calendar", method=method, charset="utf-8", name=calendar.NAME)
    part.set_payload(content)
    part.add_header("Content-Disposition", "attachment", filename=calendar.NAME)
    encode_base64(part)
    return part
