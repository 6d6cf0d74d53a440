"""What the console says of how the session is led: who leads, what can be taken back, who still writes, the voices."""

from functools import cached_property

from workshops.programme.declaring import has_signed
from workshops.programme.models import Admission, Placement
from workshops.rooms.seating import team_of
from workshops.running.leading import may_take_lead
from workshops.running.offering import offered_to, seconds_left
from workshops.running.pausing import COOLING_MINUTES, QUIET_MINUTES
from workshops.running.voice import APART, voice_of
from workshops.running.writing import count_still_writing


class Helm:
    """The part of the console that belongs to whoever holds the helm. Only the team ever sees it."""

    quiet_minutes, cooling_minutes = QUIET_MINUTES, COOLING_MINUTES

    @cached_property
    def undo(self):
        """What could be taken back now, or None."""
        return offered_to(self.viewer, self.session) if not self.is_over else None

    @property
    def undo_seconds(self):
        """Whole seconds for which it can still be taken back."""
        return max(1, round(seconds_left(self.undo)))

    @property
    def undo_person(self):
        """Whom it concerns, or None."""
        return self.known.get(self.undo.subject_id)

    @property
    def undo_by(self):
        """The colleague who did it; nothing when it was oneself."""
        return self.known[self.undo.seat_id] if self.undo.seat_id != self.viewer.seat_id else None

    # --- the lead

    @property
    def lead(self):
        """Who leads, or None."""
        return self.known.get(self.session.lead_id)

    @cached_property
    def has_signed(self):
        """Whether this facilitator has signed the discipline note: nobody opens a session without."""
        return has_signed(self.viewer.seat_id)

    @property
    def is_lead(self):
        """Whether this is the one who leads."""
        return self.session.lead_id == self.viewer.seat_id

    @cached_property
    def colleagues(self):
        """Others of the team."""
        return [self.known[seat.pk] for seat in team_of(self.session.workshop) if seat.pk != self.viewer.seat_id]

    @cached_property
    def may_take_lead(self):
        """Whether whoever led has been away so long."""
        return not self.is_over and may_take_lead(self.viewer, self.session)

    # --- the voices

    @cached_property
    def voice(self):
        """The balance of voice of the session, or None before it has begun."""
        return voice_of(self.session, self.plenary) if self.plenary and self.session.opened_at else None

    @cached_property
    def voice_now(self):
        """The balance of the item that is on, when all sit together."""
        item = self.session.current_item
        is_together = self.is_running and item and item.placement not in APART
        return voice_of(self.session, self.plenary, item) if is_together else None

    @property
    def shares(self):
        """[(bench, share in per cent, that of this item)] of the parties, as soon as something was said."""
        if not self.voice or not self.voice.total:
            return []
        now = self.voice_now if self.voice_now and self.voice_now.total else None
        return [
            (bench, round(100 * self.voice.share(bench.party_id)), now and round(100 * now.share(bench.party_id)))
            for bench in self.parties
            if bench.party_id in self.voice.sides
        ]

    # --- who still writes, who is ready again

    @cached_property
    def count_writing(self):
        """How many are still writing at the shared table; None while the parties meet alone."""
        item = self.session.current_item
        is_apart = not self.is_running or (item and item.placement == Placement.CAUCUS)
        return None if is_apart else count_still_writing(self.session)

    @cached_property
    def asked(self):
        """{seat id: still asked whether they are ready} of those who are in, while anybody is."""
        if not self.is_running:
            return {}
        inside = Admission.objects.filter(session=self.session, admitted_at__isnull=False, ended_at=None)
        asked = {seat_id: at is not None for seat_id, at in inside.values_list("seat_id", "ready_asked_at")}
        return asked if any(asked.values()) else {}

    @property
    def ready_by_party(self):
        """[(bench, how many are ready, of how many)] after a long pause, until everyone is."""
        counts = []
        for bench in self.parties if self.asked else ():
            waits = [self.asked[place.person.id] for place in bench.places if place.person.id in self.asked]
            if waits:
                counts.append((bench, waits.count(False), len(waits)))
        return counts
