"""This person looking at this workshop now. Views and sockets know people only as viewers."""

import hashlib
import secrets
import uuid
from dataclasses import dataclass, replace

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore

from accounts.rules import needs_second_factor
from workshops import clock
from workshops.programme.models import Pass, Seat


@dataclass(frozen=True)
class Viewer:
    """A seat as it stood when the request or the socket began."""

    seat_id: uuid.UUID
    workshop_id: uuid.UUID
    organisation_id: uuid.UUID
    role: str
    party_id: uuid.UUID | None
    language: str
    zone: str
    epoch: int

    @property
    def is_facilitator(self):
        """Whether this person runs the rooms."""
        return self.role == Seat.Role.FACILITATOR


def viewer_of(seat):
    """The viewer who sits on this seat. The seat's workshop must be loaded."""
    return Viewer(
        seat.pk,
        seat.workshop_id,
        seat.workshop.organisation_id,
        seat.role,
        seat.party_id,
        seat.language,
        seat.zone,
        seat.epoch,
    )


def hash_of(secret):
    """How secrets of 256 bits are stored: SHA-256."""
    return hashlib.sha256(secret.encode()).digest()


def new_secret():
    """256 random bits as text that fits into an address."""
    return secrets.token_urlsafe(32)


def seat_of_device(secret):
    """The seat whose pass was bound to the browser that holds this secret, or None."""
    if not secret:
        return None
    entry = (
        Pass.objects.filter(device_hash=hash_of(secret), revoked_at=None, seat__ended_at=None)
        .select_related("seat__workshop")
        .first()
    )
    return entry.seat if entry and entry.expires_at > clock.now() else None


def seat_of(request):
    """The seat this browser holds, or None."""
    if not hasattr(request, "_seat"):
        request._seat = seat_of_device(request.COOKIES.get(settings.SEAT_COOKIE_NAME))
    return request._seat


def viewer_from(request, workshop_id):
    """The viewer of this workshop behind a request: by the browser's seat, else by the staff member's. None if neither."""
    return _viewer_in(workshop_id, seat_of(request), request.user)


def viewer_of_cookies(cookies, workshop_id):
    """The same for a socket, which brings cookies only and passes no middleware: staff need their second factor."""
    seat = seat_of_device(cookies.get(settings.SEAT_COOKIE_NAME))
    user = None if seat else _user_of(cookies.get(settings.SESSION_COOKIE_NAME))
    return _viewer_in(workshop_id, seat, None if user and needs_second_factor(user) else user)


def _viewer_in(workshop_id, seat, user):
    if seat is not None:
        return viewer_of(seat) if seat.workshop_id == workshop_id else None
    if not user or not user.is_authenticated:
        return None
    seat = Seat.objects.filter(user=user, workshop_id=workshop_id, ended_at=None).select_related("workshop").first()
    if seat is None:
        return None
    return replace(viewer_of(seat), language=user.language, zone=user.zone)  # chosen once, for all their workshops


def _user_of(session_key):
    @dataclass
    class Knocking:
        session: SessionStore

    return get_user(Knocking(SessionStore(session_key))) if session_key else None
