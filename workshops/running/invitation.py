"""What the invitation says: who convenes and facilitates, why, which parties. It names nobody who is invited."""

from functools import cached_property
from itertools import zip_longest

from django.utils.translation import get_language

from workshops import rules
from workshops.languages import local, role_letter
from workshops.programme.declaring import affinities
from workshops.programme.models import Party, Seat, Session


class Invitation:
    """One workshop as one invited person may know it before they have agreed to anything."""

    def __init__(self, viewer, seat):
        self.viewer, self.seat, self.workshop = viewer, seat, seat.workshop
        self.keys = rules.keys_for(viewer)
        seats = Seat.objects.filter(workshop=self.workshop, ended_at=None)
        self.seats = list(seats.order_by("created_at", "pk"))

    def _read(self, row, field):
        return local(row.open(self.keys, field), self.viewer.language, self.workshop.language)

    @property
    def organisation(self):
        """Who convenes."""
        return self.workshop.organisation.name

    @property
    def title(self):
        """What the workshop is called."""
        return self._read(self.workshop, "title")

    @property
    def purpose(self):
        """Why we meet."""
        return self._read(self.workshop, "purpose")

    @property
    def background(self):
        """The conflict in a few lines."""
        return self._read(self.workshop, "background")

    @property
    def facilitators(self):
        """[(name, the party they have said they are close to, or nothing)] of the team."""
        names = {str(it.pk): self._read(it, "name") for it in Party.objects.filter(workshop=self.workshop)}
        said = affinities(self.workshop, self.keys)
        team = [seat for seat in self.seats if seat.is_facilitator]
        return [(seat.open(self.keys, "display_name"), names.get(said.get(seat.pk), "")) for seat in team]

    @cached_property
    def parties(self):
        """The parties, one's own first."""
        parties = Party.objects.filter(workshop=self.workshop)
        drawn = [{"mark": it.mark, "is_own": it.pk == self.seat.party_id} | self._named(it) for it in parties]
        return sorted(drawn, key=lambda party: not party["is_own"])

    def _named(self, party):
        return {field: self._read(party, field) for field in ("name", "letter")}

    @property
    def own_party(self):
        """One's own party, or None."""
        return next((party for party in self.parties if party["is_own"]), None)

    @property
    def others(self):
        """How many others are planned to sit at the table."""
        return len(self.seats) - 1

    @property
    def zone(self):
        """Whose clock the times are told by, until the person has chosen their own."""
        return self.seat.zone.replace("_", " ")

    @cached_property
    def meetings(self):
        """When the meetings that are still ahead begin."""
        ahead = Session.objects.filter(workshop=self.workshop).exclude(state__in=("stopped", "closed"))
        return list(ahead.order_by("starts_at").values_list("starts_at", flat=True))

    @property
    def more_meetings(self):
        """How many meetings are planned after the next one."""
        return len(self.meetings) - 1

    @property
    def ring(self):
        """The table as it is planned: one's own seat filled, nobody named, parties alternating."""
        letters = {it.pk: (it.mark, self._read(it, "letter")) for it in Party.objects.filter(workshop=self.workshop)}
        columns = [[seat for seat in self.seats if seat.party_id == party] for party in letters]
        at_table = [seat for row in zip_longest(*columns) for seat in row if seat]
        team = [seat for seat in self.seats if seat.party_id not in letters]
        places = [*at_table, *team]
        marks = [letters.get(seat.party_id) or ("f", letter_of(seat)) for seat in places]
        return [(*mark, seat.pk == self.seat.pk) for mark, seat in zip(marks, places, strict=True)]


def letter_of(seat):
    """The letter of somebody without a party: that of their role."""
    return role_letter(seat.role, get_language())
