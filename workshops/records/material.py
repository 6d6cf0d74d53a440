"""What the layers of a record are made from: one session, its people by alias and party, and who is left out."""

from dataclasses import dataclass
from functools import cached_property

from workshops.programme.consenting import said_yes
from workshops.programme.models import Party, Seat, Session
from workshops.vault.context import Context

NEEDED = ("take_part", "summary_record")  # without these, nothing that is a person's own enters a record


@dataclass(frozen=True)
class Material:
    """One session that is over, and the keys under which its plans, names and board open."""

    session: Session
    keys: Context

    @cached_property
    def parties(self):
        """{party id: how a record names it}: mark, name, letter."""
        found = Party.objects.filter(workshop_id=self.session.workshop_id)
        return {
            party.pk: {
                "mark": party.mark,
                "name": party.open(self.keys, "name"),
                "letter": party.open(self.keys, "letter"),
            }
            for party in found
        }


    @cached_property
    def _by_alias(self):
        seats = Seat.objects.filter(workshop_id=self.session.workshop_id)
        return {seat.open(self.keys, "record_alias"): seat.pk for seat in seats}

    def seat_of(self, alias):
        """The id of the seat with this alias: nobody else of the workshop has it, or ever had."""
        return self._by_alias[alias]


def to_the_minute(moment):
    """A moment as records say it: UTC, without seconds; "" for none."""
    return f"{moment:%Y-%m-%dT%H:%MZ}" if moment else ""


def left_out(workshop_id):
    """The ids of the seats of which nothing of their own may stand in a record: they have left, or did not allow it."""
    seats = Seat.objects.filter(workshop_id=workshop_id).values_list("pk", flat=True)
    return set(seats) - said_yes(workshop_id, *NEEDED)
