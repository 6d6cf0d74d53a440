"""Where signing out meets the rooms: whoever signs out hears nothing more, at once, in any open tab."""

from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from django.db import transaction

from accounts.adapter import StaffAdapter
from workshops.programme.models import Seat


class HouseAdapter(StaffAdapter):
    """Signing out closes the sockets of this person's seats."""

    def logout(self, request):
        """Sign out here."""
        _close_sockets(request.user)
        super().logout(request)


class HouseSessionsAdapter(DefaultUserSessionsAdapter):
    """Signing out elsewhere closes them too."""

    def end_sessions(self, sessions):
        """End these sessions of one person."""
        for session in sessions:
            _close_sockets(session.user)
        super().end_sessions(sessions)


def _close_sockets(user):
    with transaction.atomic():
        for seat in Seat.objects.filter(user_id=user.pk, ended_at=None):
            seat.raise_epoch()
