"""What the console shows a facilitator: each part read when a panel asks for it, and only from rooms they hear."""

from functools import cached_property

from workshops import rules
from workshops.languages import local
from workshops.rooms.models import Room


class Console:
    """One session as one facilitator sees it from the console."""

    def __init__(self, viewer, session):
        self.viewer, self.session = viewer, session

    @cached_property
    def keys(self):
        """What this facilitator may open."""
        return rules.keys_for(self.viewer)

    @cached_property
    def title(self):
        """What the session is called."""
        return local(self.session.open(self.keys, "title"), self.viewer.language, self.session.workshop.language)

    @cached_property
    def heard(self):
        """The rooms of this session that this facilitator hears, the plenary first."""
        rooms = Room.objects.filter(session=self.session, listeners__seat_id=self.viewer.seat_id, listeners__until=None)
        return sorted(rooms.select_related("party"), key=lambda room: (room.kind != Room.Kind.PLENARY, str(room.pk)))
